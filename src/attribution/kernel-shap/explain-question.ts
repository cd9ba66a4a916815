import type { CheckPart } from '../../document/parts.js';
import { sideOf } from '../../document/side.js';
import { random } from '../../numeric/random.js';
import type { Sampling } from '../perturbation/grow-until-settled.js';
import type { RegionFindings } from '../perturbation/region-document.js';
import type { RegionStudy } from '../perturbation/region-study.js';
import { weightedR2 } from '../shapley/additive-r2.js';
import { efficiency, exactness, interaction } from '../shapley/shapley-checks.js';
import { type Agreement, compareHalves, halvesOf } from '../surrogate/agreement.js';
import { effectiveSampleSize } from '../surrogate/surrogate.js';
import { type CoalitionStudy, type RegionFit, standardErrorsOf } from './coalition-study.js';
import { enoughPairs, halvesAgree, leaderIsClear, settledInTime } from './sampling-checks.js';

interface Context {
  readonly sampling: Sampling;
  readonly stableTop: number;
  /** Of the halves. */
  readonly seed: number;
}

type Explanation = Omit<RegionFindings, 'name' | 'options' | 'question'>;

/** The weights of one question, with how far to trust them. */
export function explainQuestion(
  { whole }: RegionStudy,
  coalitions: CoalitionStudy,
  question: number,
  { sampling, stableTop, seed }: Context,
): Explanation {
  const fit = coalitions.fit(question);
  const { weights, columns, pairWeights } = fit;
  const base = coalitions.base(question);
  const exact = !pairWeights.draws.some((draws) => draws > 0);
  const samples = coalitions.samples() + 2;
  const errors = standardErrorsOf(fit);
  const known = (region: number) => exact || !columns.includes(region);
  const standardErrors = errors.map((error, region) => (known(region) ? null : error));
  const agreement = exact ? null : agreementOf(coalitions, question, fit, standardErrors, seed);
  const { shown, scores } = coalitions.scores(question);
  const kernel = Float64Array.from(scores, (_, row) => pairWeights.weights[row >> 1]);
  const r2 = scores.length ? weightedR2({ shown, values: scores, kernel, weights, intercept: base }) : null;
  const { delta, check } = efficiency(weights, whole[question] - base);
  const doubts: CheckPart[] = exact
    ? [exactness(samples)]
    : [enoughPairs(pairWeights.draws.length, columns.length), leaderIsClear(weights, standardErrors)];
  if (agreement) doubts.push(halvesAgree(agreement));
  if (sampling.settled !== null) doubts.push(settledInTime(sampling.settled, samples, stableTop));
  return {
    weights,
    standardErrors,
    intercept: base,
    r2,
    samples,
    effectiveSamples: scores.length ? effectiveSampleSize(kernel) : undefined,
    result: { delta },
    figures: { agreement, sampling },
    checks: [check, ...doubts, ...interaction(r2)],
  };
}

/** How well two halves of the drawn pairs agree on the regions that are clear from all. */
function agreementOf(
  coalitions: CoalitionStudy,
  question: number,
  { weights, columns, pairWeights: { draws } }: RegionFit,
  standardErrors: readonly (number | null)[],
  seed: number,
): Agreement | null {
  const [drawn, certain] = [true, false].map((wanted) =>
    [...draws.keys()].filter((pair) => draws[pair] > 0 === wanted),
  );
  const halves = halvesOf(drawn.length, 0, random(seed));
  if (halves === null) return null;
  const [one, two] = [halves.a, halves.b].map((half) =>
    coalitions.fit(question, [...certain, ...Array.from(half, (i) => drawn[i])]),
  );
  const clear = columns.filter(
    (region) =>
      sideOf({ weight: weights[region], standardError: standardErrors[region] }, columns.length) !== 'unclear',
  );
  return compareHalves(one.weights, two.weights, clear);
}
