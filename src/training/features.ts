import { listImages, nameInside } from '#platform/files';
import { inputBatches, type SkippedImage, stackInputs } from '../inspection/input-batches.js';
import type { Network } from '../network/index.js';
import type { NdArray } from '../numeric/nd-array.js';
import type { RunOptions } from '../run-options.js';

/** What a network makes of a folder of images. */
export interface FolderFeatures {
  /** `[images, features]`. */
  readonly x: NdArray;
  /** The class of each image: its place in `classes`. */
  readonly labels: readonly number[];
  /** Names of the subfolders that hold an image that could be read, in natural order. */
  readonly classes: readonly string[];
  readonly skipped: readonly SkippedImage[];
}

/**
 * Feeds every image in the subfolders of a folder once; each subfolder is a class, folders inside it belong to it. Images
 * are read as they are needed: of each, only its features are kept. What cannot be read is named, and so are images
 * outside the subfolders.
 * @throws Error if there are not two classes; the signal's reason if it is aborted.
 */
export async function folderFeatures(
  network: Network,
  folder: string,
  { signal, onProgress }: RunOptions = {},
): Promise<FolderFeatures> {
  const names = (await listImages(folder, { recursive: true })).map((path) => nameInside(folder, path));
  checkClasses(folder, classesOf(names));
  const skipped: SkippedImage[] = [];
  const rows: Float32Array[] = [];
  const labelled: string[] = [];
  const batches = inputBatches(folder, network.input, (image) => skipped.push(image), signal, { recursive: true });
  for await (const inputs of batches) {
    const { data } = await network.predict(stackInputs(inputs), { signal });
    const columns = data.length / inputs.length;
    inputs.forEach(({ name }, i) => {
      if (classOf(name) === null) {
        skipped.push({ image: name, reason: `Cannot tell its class: it lies in no subfolder of "${folder}"` });
      } else {
        rows.push(data.slice(i * columns, (i + 1) * columns));
        labelled.push(name);
      }
    });
    onProgress?.({ done: rows.length + skipped.length, total: names.length, stage: 'images' });
  }
  const classes = classesOf(labelled);
  checkClasses(folder, classes, skipped);
  const labels = labelled.map((name) => classes.indexOf(String(classOf(name))));
  return { x: stacked(rows), labels, classes, skipped };
}

const classOf = (name: string): string | null => (name.includes('/') ? name.slice(0, name.indexOf('/')) : null);

const classesOf = (names: readonly string[]): string[] => [
  ...new Set(names.map(classOf).filter((name) => name !== null)),
];

function checkClasses(folder: string, classes: readonly string[], skipped: readonly SkippedImage[] = []): void {
  if (classes.length >= 2) return;
  const readable = skipped.length > 0 ? ' that can be read' : '';
  const has = classes.length === 0 ? 'no subfolder has images' : `only one subfolder ("${classes[0]}") has images`;
  const first = skipped.length > 0 ? ` (the first of ${skipped.length} skipped: ${skipped[0].reason})` : '';
  throw new Error(
    `Cannot learn classes from "${folder}": ${has}${readable}, expected a subfolder for each of two or more classes${first}`,
  );
}

function stacked(rows: readonly Float32Array[]): NdArray {
  const columns = rows[0].length;
  const data = new Float32Array(rows.length * columns);
  rows.forEach((row, i) => {
    data.set(row, i * columns);
  });
  return { shape: [rows.length, columns], data };
}
