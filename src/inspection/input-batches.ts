import type { InputSpec } from '../image/input-spec.js';
import { type PreparedInput, prepareInput } from '../image/prepare-input.js';
import { type ImageSources, type StreamOptions, streamImages } from '../image/stream.js';
import type { NdArray } from '../numeric/nd-array.js';

/** An image that could not be used, and why. */
export type SkippedImage = {
  readonly image: string;
  readonly reason: string;
};

/** Input values that one batch holds at most: 64 MNIST digits are 50,000, four 224 x 224 colour pictures 600,000. */
const VALUES_PER_BATCH = 600_000;
const IMAGES_PER_BATCH = 128;

/**
 * The images as batches of inputs of one shape, read as they are asked for. What cannot be read or does not fit the
 * network goes to `skip`.
 */
export async function* inputBatches(
  images: ImageSources,
  spec: InputSpec,
  skip: (image: SkippedImage) => void,
  signal?: AbortSignal,
  { recursive }: Pick<StreamOptions, 'recursive'> = {},
): AsyncGenerator<readonly PreparedInput[]> {
  let batch: PreparedInput[] = [];
  for await (const entry of streamImages(images, { recursive })) {
    signal?.throwIfAborted();
    const input = entry.error ?? attempt(() => prepareInput(entry.image, spec));
    if (input instanceof Error) {
      skip({ image: entry.name, reason: input.message });
      continue;
    }
    if (batch.length > 0 && !fits(batch, input)) {
      yield batch;
      batch = [];
    }
    batch.push(input);
  }
  if (batch.length > 0) yield batch;
}

/** Inputs of one shape as one array `[n, h, w, c]`. */
export function stackInputs(inputs: readonly PreparedInput[]): NdArray {
  const [, ...shape] = inputs[0].values.shape;
  const size = inputs[0].values.data.length;
  const data = new Float32Array(inputs.length * size);
  inputs.forEach((input, i) => {
    data.set(input.values.data, i * size);
  });
  return { shape: [inputs.length, ...shape], data };
}

function fits(batch: readonly PreparedInput[], input: PreparedInput): boolean {
  const { shape, data } = input.values;
  return (
    batch.length < IMAGES_PER_BATCH &&
    (batch.length + 1) * data.length <= VALUES_PER_BATCH &&
    batch[0].values.shape.every((length, axis) => length === shape[axis])
  );
}

function attempt<T>(action: () => T): T | Error {
  try {
    return action();
  } catch (error) {
    return error as Error;
  }
}
