import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMnist } from '../../src/training/index.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-mnist-'));
});
afterEach(() => rm(folder, { recursive: true }));

const big = (value: number) => [0, 0, value >> 8, value & 255];
const images = (count: number) => [0, 0, 8, 3, ...big(count), ...big(2), ...big(2), ...Array(count * 4).fill(7)];
const labels = (values: number[]) => [0, 0, 8, 1, ...big(values.length), ...values];

async function write(files: Record<string, number[]>): Promise<void> {
  const whole = {
    'train-images-idx3-ubyte': images(3),
    'train-labels-idx1-ubyte': labels([0, 1, 2]),
    't10k-images-idx3-ubyte': images(2),
    't10k-labels-idx1-ubyte': labels([3, 9]),
    ...files,
  };
  for (const [name, bytes] of Object.entries(whole)) await writeFile(join(folder, name), Uint8Array.from(bytes));
}

describe('readMnist', () => {
  it('reads the official images', async () => {
    const { train, test, classes } = await readMnist();
    expect(train.images.shape).toEqual([60000, 28, 28, 1]);
    expect(test.images.shape).toEqual([10000, 28, 28, 1]);
    expect([...test.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4]);
    expect(classes).toHaveLength(10);
  });

  it('reads other files of the same format', async () => {
    await write({});
    const { train, test } = await readMnist({ folder });
    expect(train.images).toEqual({ shape: [3, 2, 2, 1], data: new Uint8Array(12).fill(7) });
    expect([...test.labels]).toEqual([3, 9]);
  });

  it.each<[string, Record<string, number[]>, RegExp]>([
    ['a label that is no digit', { 't10k-labels-idx1-ubyte': labels([3, 10]) }, /label 1 of .* is 10, expected 0 to 9/],
    ['labels that do not fit', { 'train-labels-idx1-ubyte': labels([1]) }, /has 3 images, .* 1 labels/],
    ['no images', { 'train-images-idx3-ubyte': images(0), 'train-labels-idx1-ubyte': labels([]) }, /holds no images/],
    ['images in the place of labels', { 'train-labels-idx1-ubyte': images(3) }, /expected 1 dimensions, got 3/],
  ])('refuses %s', async (_, files, message) => {
    await write(files);
    await expect(readMnist({ folder })).rejects.toThrow(message);
  });

  it('says which file is not there', async () => {
    await expect(readMnist({ folder })).rejects.toThrow(/train-images-idx3-ubyte": there is no such file/);
  });
});
