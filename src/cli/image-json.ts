import { basename } from 'node:path';
import type { ImageInput } from '../image/image.js';
import { sizeOf } from '../numeric/nd-array.js';
import { readText } from './read-text.js';

/** Reads a network input `{shape: [1, h, w, c], data: [...]}` that is fed as it is. */
export async function readImageJson(file: string): Promise<ImageInput> {
  const { shape, data } = parse(await readText(file), file);
  if (!isNumbers(shape) || !isNumbers(data) || data.length !== sizeOf(shape)) {
    throw new Error(`Cannot read input "${file}": expected {"shape": [1, h, w, c], "data": [h*w*c numbers]}`);
  }
  return { name: basename(file), shape, data: Float32Array.from(data) };
}

function parse(text: string, file: string): { shape?: unknown; data?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch (error) {
    throw new Error(`Cannot read input "${file}": it is not JSON (${(error as Error).message})`);
  }
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}
