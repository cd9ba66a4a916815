import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import { ANY_INPUT } from '../image/input-spec.js';
import type { Predictor } from '../network/predictor.js';
import { attributionDocument } from './attribution-document.js';
import { type Baseline, baselineName, baselineOf, checkBaseline } from './baseline.js';
import { type AttributionOptions, type Inquiry, inquire } from './inquiry.js';
import { composeWindows, type Extent, meanOverWindows, type Window, windowsOf } from './occlusion/windows.js';
import { wholeNumber } from './option-checks.js';
import { OptionRangeError, OptionTypeError } from './option-error.js';
import { defaultBatch } from './perturbation/batch-size.js';
import { predictBatches } from './perturbation/predict-batches.js';
import { asAsked, type OneClass, type SeveralClasses, scoreOf } from './question.js';

export interface OcclusionOptions extends AttributionOptions {
  /** What is hidden at once: pixels down and across, or one number for both, from 1. Default: a seventh of each side. */
  readonly window?: number | Extent;
  /** How far the window moves, at most its own size: down and across, or one number for both. Default: half the window. */
  readonly stride?: number | Extent;
  /**
   * What the window shows: a number in the network's input units (or one a channel), `mean` colour of the image, `blur`,
   * `noise` (seeded), or values `[1, h, w, c]`. Default: 0.
   */
  readonly baseline?: Baseline;
}

/** Names of the options of occlusion beside those that every method takes. */
export const OCCLUSION_OPTIONS = ['window', 'stride', 'baseline'];

/** Windows along a side that the default is made for, next to each other: 13 as they overlap by half. */
const ALONG = 7;

/**
 * How much the score falls while a window over a place is hidden: of each pixel, the mean over the windows that cover it
 * of the score of the image minus the score with that window hidden (Zeiler and Fergus 2014, "Visualizing and
 * understanding convolutional networks", section 4.2).
 *
 * Follows captum's `Occlusion` with a window over all channels: every channel of a pixel has the same value, and the last
 * window of a row or column is cut off at the border where strides do not fit.
 * Values are `[h, w, c]`, in units of the score. By default about 13 x 13 windows, whatever the size of the image.
 *
 * Images are fed as batches `[n, h, w, c]`.
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given.
 * @throws TypeError or RangeError for an option or class that does not exist, a window larger than the image, or a stride
 * that leaves pixels out; the signal's reason when aborted.
 * @example
 * const where = await occlusion(network, image, { target: 7, window: 4, stride: 2 });
 */
export async function occlusion(
  model: Predictor,
  image: ImageInput,
  options: OcclusionOptions & SeveralClasses,
): Promise<AttributionDocument[]>;
export async function occlusion(
  model: Predictor,
  image: ImageInput,
  options?: OcclusionOptions & OneClass,
): Promise<AttributionDocument>;
export async function occlusion(
  model: Predictor,
  image: ImageInput,
  options?: OcclusionOptions,
): Promise<AttributionDocument | AttributionDocument[]>;
export async function occlusion(
  model: Predictor,
  image: ImageInput,
  options: OcclusionOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  const baseline = checkBaseline(options.baseline ?? 0);
  if (options.window !== undefined) checkExtent('window', options.window);
  if (options.stride !== undefined) checkExtent('stride', options.stride);
  const inquiry = await inquire({ name: 'occlusion', options: OCCLUSION_OPTIONS }, model, image, options);
  const { values } = inquiry.input;
  const [, height, width, channels] = values.shape;
  const { window, stride } = resolveWindow([height, width], options);
  const hidden = baselineOf(baseline, inquiry.input, { range: (model.input ?? ANY_INPUT).range, seed: inquiry.seed });
  const windows = windowsOf([height, width], window, stride);
  const falls = await fallsOf(inquiry, hidden, windows);
  const documents = inquiry.questions.map((question, i) => {
    const pixels = meanOverWindows([height, width], windows, falls[i]);
    return attributionDocument(inquiry, {
      question,
      name: 'occlusion',
      options: { window, stride, baseline: baselineName(baseline) },
      values: { shape: [height, width, channels], data: repeated(pixels, channels) },
      result: { windows: windows.length, repeated: true },
      random: baseline === 'noise',
    });
  });
  return asAsked(documents, options);
}

/** By how much the score falls when each window is hidden: one array a question. */
async function fallsOf(inquiry: Inquiry, hidden: Float32Array, windows: readonly Window[]): Promise<Float64Array[]> {
  const { model, input, questions, whole, output, signal, meter, onProgress } = inquiry;
  const falls = questions.map(() => new Float64Array(windows.length));
  await predictBatches(model, {
    from: 0,
    to: windows.length,
    batch: inquiry.batch ?? defaultBatch(input.values.data.length),
    output,
    signal,
    compose: (from, to) => composeWindows(input.values, hidden, windows.slice(from, to)),
    take: (scores, from, to) => {
      questions.forEach((question, i) => {
        const before = scoreOf(whole.scores, 0, question);
        for (let at = from; at < to; at++) falls[i][at] = before - scoreOf(scores, at - from, question);
      });
      meter.count(to - from);
      onProgress?.({ done: to, total: windows.length, stage: 'Predicting images with a hidden window' });
    },
  });
  return falls;
}

function checkExtent(option: string, value: unknown): Extent {
  if (Array.isArray(value) && value.length !== 2) {
    throw new OptionTypeError(
      option,
      `Cannot use ${option} [${value.join(', ')}]: expected one whole number, or two: down and across`,
    );
  }
  const pair = Array.isArray(value) ? value : [value, value];
  return [wholeNumber(option, pair[0], 1), wholeNumber(option, pair[1], 1)];
}

function resolveWindow(sides: Extent, options: OcclusionOptions): { readonly window: Extent; readonly stride: Extent } {
  const part = (side: number, share: number) => Math.max(1, Math.round(side / share));
  const { window: given = [part(sides[0], ALONG), part(sides[1], ALONG)] } = options;
  const window = checkExtent('window', given);
  const stride = checkExtent('stride', options.stride ?? [part(window[0], 2), part(window[1], 2)]);
  if (window.some((size, axis) => size > sides[axis])) {
    throw new OptionRangeError(
      'window',
      `Cannot use window ${window.join(' x ')}: the image has ${sides.join(' x ')} pixels, expected at most as many`,
    );
  }
  if (stride.some((step, axis) => step > window[axis])) {
    throw new OptionRangeError(
      'stride',
      `Cannot use stride ${stride.join(' x ')}: it leaves pixels between windows of ${window.join(' x ')} out, expected at most the window`,
    );
  }
  return { window, stride };
}

function repeated(pixels: Float64Array, channels: number): Float32Array {
  return Float32Array.from({ length: pixels.length * channels }, (_, i) => pixels[Math.floor(i / channels)]);
}
