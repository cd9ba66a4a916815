import { finiteNumber, wholeNumber } from '../attribution/option-checks.js';
import type { ImageInput } from '../image/image.js';
import type { Predictor } from '../network/predictor.js';
import { type MapSimilarity, mapSimilarity } from './map-similarity.js';
import { explainAgain } from './re-explain.js';
import { type EvidenceDocument, type MetricOptions, openTrial, type Trial } from './trial.js';

export interface StabilityOptions extends MetricOptions {
  /** How many other seeds, from 1. Default: 3. */
  readonly seeds?: number;
  /** Share of the places with the largest magnitude that are compared, above 0 up to 1. Default: 0.1. */
  readonly top?: number;
}

export interface Stability extends MapSimilarity {
  /** One an other seed; the figures beside are their means. */
  readonly runs: readonly MapSimilarity[];
  /** Shared leading places that two random maps would have: `top / (2 - top)`. */
  readonly chance: number;
  /** Whether more than half of the leading places are shared (Jaccard above 1/3), as LIME's halves are judged. */
  readonly passes: boolean;
}

const SHARED = 1 / 3;
const OPTIONS = ['seeds', 'top'];

/**
 * How much an explanation changes with the seed: it is made again with other seeds, and compared with the first one. A
 * method that takes no seed is perfectly stable, and is not run again.
 * @throws as `deletion`; Error if the document's method does not exist here or cannot be run again.
 */
export async function stability(
  model: Predictor,
  image: ImageInput,
  document: EvidenceDocument,
  options: StabilityOptions = {},
): Promise<Stability> {
  checkStability(options);
  return stabilityOf(
    await openTrial({ name: 'stability', options: OPTIONS }, model, image, document, options),
    options,
  );
}

export async function stabilityOf(trial: Trial, options: StabilityOptions): Promise<Stability> {
  const { seeds, top } = checkStability(options);
  const { document, signal, onProgress } = trial;
  const { seed } = document.method;
  const runs: MapSimilarity[] = [];
  for (let i = 1; i <= seeds && seed !== null; i++) {
    signal?.throwIfAborted();
    runs.push(mapSimilarity(document, await explainAgain(trial, { seed: seed + i }), top));
    onProgress?.({ done: i, total: seeds, stage: 'Explaining with other seeds' });
  }
  const all = runs.length > 0 ? runs : [mapSimilarity(document, document, top)];
  const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
  const figures = {
    spearman: meanOf(known(all.map(({ spearman }) => spearman))),
    absolute: meanOf(known(all.map(({ absolute }) => absolute))),
    ssim: meanOf(known(all.map(({ ssim }) => ssim))),
    hog: meanOf(known(all.map(({ hog }) => hog))),
    jaccard: meanOf(all.map(({ jaccard }) => jaccard)) ?? 0,
    signFlips: meanOf(all.map(({ signFlips }) => signFlips)) ?? 0,
  };
  return { ...figures, runs, chance: top / (2 - top), passes: figures.jaccard > SHARED };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function checkStability({ seeds = 3, top = 0.1 }: StabilityOptions) {
  return {
    seeds: wholeNumber('seeds', seeds, 1),
    top: finiteNumber('top', top, 'a share above 0 up to 1', (value) => value > 0 && value <= 1),
  };
}
