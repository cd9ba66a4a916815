import type { Random } from '../../numeric/random.js';
import type { RegionStudy } from '../perturbation/region-study.js';
import { scoreCoalitions } from '../perturbation/score-coalitions.js';
import { type CoalitionPairs, coalitionSampler } from './coalition-pairs.js';
import { fitPairs, type PairFit, type PairScores } from './fit-pairs.js';
import { type PairWeights, pairWeights } from './pair-weights.js';
import { selectRegions } from './select-regions.js';

/** A fit with what it was made from. */
export interface RegionFit extends PairFit {
  /** Regions that have a weight. */
  readonly columns: readonly number[];
  readonly pairWeights: PairWeights;
}

/** Coalitions that are drawn and scored as they are asked for, and the weights that follow from them. */
export interface CoalitionStudy {
  /** Adds coalitions until there are `samples`, or all that exist; the first time, scores the baseline too. */
  grow(samples: number): Promise<void>;
  /** How many coalitions were scored, beside the image and the baseline. */
  samples(): number;
  coalitions(): CoalitionPairs;
  scores(question: number): PairScores;
  /** Score of the baseline. */
  base(question: number): number;
  /** The weights of one question, from all pairs or some. */
  fit(question: number, rows?: ArrayLike<number>): RegionFit;
}

export interface CoalitionStudyOptions {
  readonly features: number | undefined;
  /** How many coalitions there may come to be, if more than are asked for at once: for progress. */
  readonly expected: number;
  readonly random: Random;
}

export function coalitionStudy(study: RegionStudy, options: CoalitionStudyOptions): CoalitionStudy {
  const players = study.perturbable.regions.count;
  const { features = players, expected } = options;
  const sampler = coalitionSampler(players, options.random);
  let pairs = sampler.pairs();
  /** One array a question: the baseline's score, then the coalitions'. */
  let found = study.whole.map(() => new Float64Array(0));
  const scores = (question: number): PairScores => {
    const [base] = found[question];
    return { shown: pairs.shown, players, scores: found[question].subarray(1), total: study.whole[question] - base };
  };
  return {
    grow: async (samples) => {
      const done = found[0].length;
      sampler.grow(Math.max(1, Math.floor(samples / 2)));
      pairs = sampler.pairs();
      const images = 1 + 2 * pairs.sizes.length;
      const table = new Uint8Array(images * players);
      table.set(pairs.shown, players);
      const added = await scoreCoalitions(study, table.subarray(done * players), {
        done,
        total: images > samples ? Math.max(images, expected + 1) : images,
      });
      found = found.map((before, i) => Float64Array.from([...before, ...added[i]]));
    },
    samples: () => 2 * pairs.sizes.length,
    coalitions: () => pairs,
    scores,
    base: (question) => found[question][0],
    fit: (question, rows) => {
      const data = scores(question);
      const weighing = pairWeights(pairs, players, rows);
      const columns = selectRegions(data, found[question][0], weighing.weights, features);
      return { ...fitPairs(data, weighing, columns), columns, pairWeights: weighing };
    },
  };
}

/** Square roots of the variances of the weights. */
export function standardErrorsOf({ covariance }: PairFit): number[] {
  return covariance.diag().map((variance) => Math.sqrt(Math.max(0, variance)));
}
