import { type Baseline, checkBaseline } from '../../attribution/baseline.js';
import { finiteNumber, oneOf, wholeNumber } from '../../attribution/option-checks.js';
import { decodeArray } from '../../document/encode.js';
import { random } from '../../numeric/random.js';
import { fillOf, type MetricOptions, type Trial } from '../trial.js';
import { ownFill } from './own-fill.js';
import { type Places, placesOf } from './places.js';
import { scoreImages } from './score-images.js';

/** What the metrics take that hide random sets of places. */
export interface SubsetOptions extends MetricOptions {
  /** How many random sets, from 2. */
  readonly samples?: number;
  /** What hidden places show, as for `deletion`. Default: what the document's method took for nothing; 0 where it says none. */
  readonly fill?: Baseline;
  /** Side of the squares of pixels that are hidden together, as for `deletion`. */
  readonly block?: number;
  /**
   * What a value says: how much its place contributes to the score, or how much the score changes for one unit of the
   * input (`gradient` and its kind). Default: by the document's method.
   */
  readonly reading?: 'contribution' | 'sensitivity';
}

export const SUBSET_OPTIONS = ['samples', 'fill', 'block', 'reading'];

/** How much hiding sets of places should change the score by the map, and how much it does. */
export interface SubsetStudy {
  readonly predicted: Float64Array;
  readonly changed: Float64Array;
}

/** Methods whose values are slopes, not contributions. */
const SLOPES = ['gradient', 'smoothgrad', 'guided-backprop', 'deconvolution'];

/** @throws TypeError or RangeError that names the option. */
export function checkSubsetOptions(options: SubsetOptions, samples: number) {
  const { reading, block } = options;
  return {
    samples: wholeNumber('samples', options.samples ?? samples, 2),
    fill: options.fill === undefined ? undefined : checkBaseline(options.fill, 'fill'),
    block: block === undefined ? undefined : wholeNumber('block', block, 1),
    reading: reading === undefined ? undefined : oneOf('reading', reading, ['contribution', 'sensitivity']),
  };
}

/** @throws RangeError for a share of the places that is none. */
export function checkSubset(share: unknown): number {
  return finiteNumber('subset', share, 'a share above 0 up to 1', (value) => value > 0 && value <= 1);
}

/** Hides random sets of places: `sizes[i]` of them in set `i`, made when it is its turn. */
export async function studySubsets(
  trial: Trial,
  sizesOf: (places: Places) => readonly number[],
  options: Omit<ReturnType<typeof checkSubsetOptions>, 'samples'>,
): Promise<SubsetStudy> {
  const places = placesOf(trial.document, options.block);
  const fill = options.fill === undefined ? ownFill(trial) : fillOf(trial, options.fill).values;
  const reading = options.reading ?? (SLOPES.includes(trial.document.method.name) ? 'sensitivity' : 'contribution');
  const contributions = reading === 'contribution' ? places.sums : slopesTimes(trial, places, fill);
  const sizes = sizesOf(places);
  const channels = trial.input.values.shape[3];
  const predicted = new Float64Array(sizes.length);
  const scores = await scoreImages(trial, {
    count: sizes.length,
    output: trial.output,
    stage: 'Hiding random sets of places',
    change: (values, image) => {
      const hidden = randomSet(places.count, sizes[image], trial.seed + image);
      predicted[image] = contributions.reduce((sum, value, place) => sum + (hidden[place] ? value : 0), 0);
      for (let i = 0; i < values.length; i++) {
        if (hidden[places.labels[Math.floor(i / channels)]]) values[i] = fill[i];
      }
    },
  });
  return { predicted, changed: scores.map((score) => trial.whole - score) };
}

function randomSet(count: number, size: number, seed: number): Uint8Array {
  const { integer } = random(seed);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const hidden = new Uint8Array(count);
  for (let i = 0; i < size; i++) {
    const k = integer(i, count - 1);
    [order[i], order[k]] = [order[k], order[i]];
    hidden[order[i]] = 1;
  }
  return hidden;
}

/** By how much the score falls when a place is hidden, if the map is its slope. */
function slopesTimes({ document, input }: Trial, places: Places, fill: Float32Array): Float64Array {
  const { data, shape } = input.values;
  if (document.kind !== 'attribution' || places.unit !== 'pixels') {
    throw new RangeError(`Cannot read ${places.unit} as sensitivities: expected a value for each pixel`);
  }
  const { shape: own, data: slopes } = decodeArray(document.result.values);
  const channels = shape[3];
  const merged = channels / (own[2] ?? 1);
  const sums = new Float64Array(places.count);
  for (let i = 0; i < data.length; i++) {
    sums[places.labels[Math.floor(i / channels)]] += slopes[Math.floor(i / merged)] * (data[i] - fill[i]);
  }
  return sums;
}
