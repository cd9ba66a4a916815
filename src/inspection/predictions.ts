import type { PredictionsDocument } from '../document/kinds/predictions.js';
import { startProvenance } from '../document/provenance.js';
import type { Image } from '../image/image.js';
import { pngDataUri } from '../image/png.js';
import type { PreparedInput } from '../image/prepare-input.js';
import { resizeImage } from '../image/resize.js';
import type { ImageSources } from '../image/stream.js';
import type { Network } from '../network/network.js';
import type { NdArray } from '../numeric/nd-array.js';
import type { RunOptions } from '../run-options.js';
import { inputBatches, type SkippedImage, stackInputs } from './input-batches.js';
import { inspectionParts } from './network-document.js';
import { runAhead } from './run-ahead.js';
import { noImages, skippedSentences } from './skipped-images.js';

export interface PredictionsOptions extends Pick<RunOptions, 'signal' | 'onProgress'> {
  /** The true class of an image by its name, where it is known. */
  readonly labelOf?: (name: string) => string | undefined;
  /** The longest side of the little pictures, in pixels; 0 leaves them out. Default: 64. */
  readonly thumbnail?: number;
  /** How many images there are, for `onProgress`. */
  readonly total?: number;
}

type Prediction = PredictionsDocument['result']['images'][number];

/**
 * Class probabilities and logits of images, streamed. An image that cannot be read is skipped and named in
 * `result.skipped`.
 *
 * @throws Error if no image could be read.
 * @example
 * const document = await predictions(network, ['seven.png']);
 */
export async function predictions(
  network: Network,
  images: ImageSources,
  options: PredictionsOptions = {},
): Promise<PredictionsDocument> {
  const { thumbnail = 64, labelOf, total, signal } = options;
  const meter = startProvenance(network.engine);
  const skipped: SkippedImage[] = [];
  const result: Prediction[] = [];
  const batches = inputBatches(images, network.input, (image) => skipped.push(image), signal);
  const names = [...new Set([network.output, network.logits])];
  const start = (inputs: readonly PreparedInput[]) => {
    const answers = network.compiled.forward(stackInputs(inputs), names, { signal });
    // Whoever waits for it is told of a failure; until then nobody may be waiting.
    answers.catch(() => {});
    return answers;
  };
  for await (const { item: inputs, started } of runAhead(batches, start)) {
    const answers = await started;
    meter.count(inputs.length);
    inputs.forEach(({ name, picture }, i) => {
      const label = labelOf?.(name);
      result.push({
        name,
        probabilities: rowOf(answers.get(network.output)!, i),
        logits: network.logits === network.output ? null : rowOf(answers.get(network.logits)!, i),
        ...(label !== undefined && { label }),
        ...(thumbnail > 0 && { thumbnail: pngDataUri(shrink(picture, thumbnail)) }),
      });
    });
    const done = result.length + skipped.length;
    options.onProgress?.({ done, total: total ?? done, stage: 'images' });
  }
  if (result.length === 0) throw new Error(noImages(skipped));
  return {
    schema: 'convlens/predictions@1',
    kind: 'predictions',
    ...inspectionParts(network, 'predictions', {}, meter, skippedSentences(skipped)),
    result: { images: result, skipped },
  };
}

function rowOf({ shape, data }: NdArray, row: number): number[] {
  return Array.from(data.subarray(row * shape[1], (row + 1) * shape[1]));
}

function shrink(picture: Image, longest: number): Image {
  const scale = longest / Math.max(picture.width, picture.height);
  if (scale >= 1) return picture;
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return resizeImage(picture, side(picture.width), side(picture.height));
}
