import { firstNotFinite } from '../numeric/finite.js';
import type { NdArray } from '../numeric/nd-array.js';
import type { Output, Predictor, Scores } from './predictor.js';

export interface ScoresOptions {
  /** Default: `probability`. */
  readonly output?: Output;
  readonly signal?: AbortSignal;
}

/**
 * What a classifier scores each image of `batch` (`[n, h, w, c]`), as `[n, classes]`, whichever form it answers in.
 * @throws RangeError if the answer does not fit: rows, lengths, finite numbers, labels; or it cannot give that output.
 */
export async function scoresOf(predictor: Predictor, batch: NdArray, options: ScoresOptions = {}): Promise<NdArray> {
  const { output = 'probability', signal } = options;
  const name = predictor.name ? `"${predictor.name}"` : 'the classifier';
  checkOutput(predictor, output, name);
  signal?.throwIfAborted();
  const answer = await predictor.predict(batch, signal ? { output, signal } : { output });
  signal?.throwIfAborted();
  const scores = toArray(answer, name);
  checkScores(scores, batch.shape[0], predictor.classes?.length ?? null, name);
  return scores;
}

function checkOutput({ outputs = ['probability'] }: Predictor, output: Output, name: string): void {
  if (outputs.includes(output)) return;
  throw new RangeError(`Cannot get the ${output} of ${name}: it gives ${outputs.join(' and ')}`);
}

function toArray(scores: Scores, name: string): NdArray {
  if (!Array.isArray(scores)) {
    const array = scores as NdArray | null | undefined;
    if (Array.isArray(array?.shape) && ArrayBuffer.isView(array.data)) return array;
    throw new TypeError(
      `Cannot read the scores of ${name}: expected {shape: [n, classes], data} or one array an image`,
    );
  }
  const rows: readonly ArrayLike<number>[] = scores;
  const isRow = (row: unknown) => Array.isArray(row) || ArrayBuffer.isView(row);
  const wrong = rows.findIndex((row) => !isRow(row) || row.length !== rows[0].length);
  if (wrong >= 0) {
    const what = isRow(rows[wrong]) ? `${rows[wrong].length} scores` : `${JSON.stringify(rows[wrong])}`;
    const expected = isRow(rows[0]) ? `${rows[0].length}` : 'an array';
    throw new RangeError(`Cannot read the scores of ${name}: image ${wrong} has ${what}, expected ${expected}`);
  }
  const width = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * width);
  for (const [index, row] of rows.entries()) data.set(row, index * width);
  return { shape: [rows.length, width], data };
}

/** @throws RangeError if they are not `[images, classes]` finite numbers. */
export function checkScores({ shape, data }: NdArray, images: number, classes: number | null, name: string): void {
  const fail = (reason: string): never => {
    throw new RangeError(`Cannot read the scores of ${name}: ${reason}`);
  };
  if (shape.length !== 2) fail(`they have shape [${shape.join(', ')}], expected [n, classes]`);
  const [rows, width] = shape;
  if (rows !== images) fail(`there are ${rows} rows for ${images} images`);
  if (width < 1 || data.length !== rows * width) fail(`there are ${data.length} numbers, expected ${rows} x ${width}`);
  if (classes !== null && width !== classes) fail(`an image has ${width} scores, but there are ${classes} classes`);
  const bad = firstNotFinite(data);
  if (bad >= 0)
    fail(`image ${Math.floor(bad / width)} has ${data[bad]} for class ${bad % width}, expected finite numbers`);
}
