import { fromBase64 } from '../../base64.js';
import type { ArrayValue } from '../array-value.js';
import type { ConvlensDocument } from '../document.js';
import type { ImagePart } from '../parts.js';
import type { Problem } from '../problem.js';

/** The first problem that a check finds in a list, or `null`. */
export function firstProblem<T>(
  items: readonly T[],
  check: (item: T, index: number) => Problem | null | undefined | false,
): Problem | null {
  for (const [index, item] of items.entries()) {
    const problem = check(item, index);
    if (problem) return problem;
  }
  return null;
}

/** That an array has this type and this shape; `null` in a shape stands for any length. */
export function arrayProblem(
  path: string,
  { dtype, shape }: ArrayValue,
  expectedType: ArrayValue['dtype'],
  ...shapes: readonly (readonly (number | null)[])[]
): Problem | null {
  if (dtype !== expectedType) return { path: `${path}.dtype`, expected: `"${expectedType}"`, got: `"${dtype}"` };
  const fits = shapes.some(
    (expected) =>
      expected.length === shape.length && expected.every((length, i) => length === null || length === shape[i]),
  );
  if (fits) return null;
  const texts = shapes.map((expected) => `[${expected.map((length) => length ?? 'any')}]`);
  return { path: `${path}.shape`, expected: texts.join(' or '), got: `[${shape}]` };
}

/** That the pixels of a document's picture have its width and height. */
export function imageProblem(document: ConvlensDocument): Problem | null {
  if (!('image' in document)) return null;
  const { width, height, pixels } = document.image as ImagePart;
  if (width === 0 || height === 0) {
    return { path: 'image', expected: 'at least one pixel', got: `${width} x ${height}` };
  }
  if (typeof pixels !== 'string') {
    return arrayProblem('image.pixels', pixels, 'uint8', [height, width, 1], [height, width, 3]);
  }
  const size = pngSize(pixels);
  if (size?.width === width && size.height === height) return null;
  const got = size ? `${size.width} x ${size.height}` : 'no PNG';
  return { path: 'image.pixels', expected: `a PNG of ${width} x ${height}, as image says`, got };
}

/** Width and height of a PNG data URI, read from its header; `null` if it is no PNG. */
export function pngSize(uri: string): { readonly width: number; readonly height: number } | null {
  const start = uri.indexOf(',') + 1;
  const bytes = fromBase64(uri.slice(start, start + 32));
  if (bytes.length < 24 || String.fromCharCode(...bytes.subarray(1, 4)) !== 'PNG') return null;
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: header.getUint32(16), height: header.getUint32(20) };
}

/** That the class which is explained is one of the model's. */
export function targetProblem(document: ConvlensDocument): Problem | null {
  if (!('target' in document)) return null;
  const { index } = document.target as { readonly index: number };
  const { classes } = document.model;
  if (classes.length === 0 || index < classes.length) return null;
  return { path: 'target.index', expected: `a class from 0 to ${classes.length - 1}`, got: String(index) };
}
