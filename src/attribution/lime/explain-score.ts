import type { SuperpixelsDocument } from '../../document/kinds/superpixels.js';
import { sideOf } from '../../document/side.js';
import { predictLinear } from '../../numeric/linear-fit.js';
import type { Sampling } from '../perturbation/grow-until-settled.js';
import { agreementOf, type Halves } from '../surrogate/agreement.js';
import { checksOf } from '../surrogate/checks.js';
import { byFallingMagnitude } from '../surrogate/feature-selection.js';
import {
  effectiveSampleSize,
  fitSurrogate,
  type Neighbourhood,
  type Regression,
  type Surrogate,
  surrogateCovariance,
} from '../surrogate/surrogate.js';
import { verdictOf } from '../surrogate/verdict.js';

export interface ScoreContext {
  readonly neighbourhood: Neighbourhood;
  readonly regression: Regression;
  readonly halves: Halves | null;
  readonly sampling: Sampling;
  readonly stableTop: number;
  readonly confidence: number;
  /** What is explained, as a person would say it. */
  readonly subject: string;
  readonly output: 'logit' | 'probability';
  /** The classifier's own score of the whole image. */
  readonly prediction: number;
}

type DocumentResult = SuperpixelsDocument['result'];
type Result = Pick<
  DocumentResult,
  'weights' | 'intercept' | 'r2' | 'localPrediction' | 'prediction' | 'samples' | 'effectiveSamples'
>;

export interface Explanation {
  readonly result: Result;
  readonly quality: SuperpixelsDocument['quality'];
}

/** Explains one score by a local model, with how far to trust it. */
export function explainScore(scores: Float64Array, context: ScoreContext): Explanation {
  const { neighbourhood, regression, halves, prediction } = context;
  const surrogate = fitSurrogate(neighbourhood, scores, regression);
  const { fit } = surrogate;
  const { design } = neighbourhood;
  const weights = listedWeights(neighbourhood, scores, regression, surrogate);
  const effectiveSamples = effectiveSampleSize(neighbourhood.weights);
  const localPrediction = predictLinear(fit, new Uint8Array(design.columns).fill(1));
  const clear = weights.filter((entry) => sideOf(entry, weights.length) !== 'unclear').map(({ segment }) => segment);
  const agreement = halves && surrogate.varies ? agreementOf(neighbourhood, scores, regression, halves, clear) : null;
  const verdict = verdictOf({
    subject: context.subject,
    samples: design.rows,
    effectiveSamples,
    regions: design.columns,
    modelled: fit.columns.length,
    varies: surrogate.varies,
    r2: fit.r2,
    leader: weights[0]?.weight ? weights[0] : null,
    agreement,
    prediction,
    localPrediction,
    range: rangeOf(scores),
    output: context.output,
    settled: context.sampling.settled,
    stableTop: context.stableTop,
    confidence: context.confidence,
  });
  const { intercept, r2 } = fit;
  return {
    result: { weights, intercept, r2, localPrediction, prediction, samples: design.rows, effectiveSamples },
    quality: {
      ...verdict,
      sentences: [...verdict.sentences],
      checks: checksOf({ r2, effectiveSamples, modelled: fit.columns.length, agreement }),
      r2,
      effectiveSamples,
      agreement,
      sampling: context.sampling,
    },
  };
}

/** By falling absolute weight. A standard error is `null` where none can be told (a weight that a lasso set to 0). */
function listedWeights(
  neighbourhood: Neighbourhood,
  scores: Float64Array,
  regression: Regression,
  surrogate: Surrogate,
): Result['weights'] {
  const { columns, covariance } = surrogateCovariance(neighbourhood, scores, regression, surrogate);
  const errors = new Map(columns.map((column, i) => [column, Math.sqrt(Math.max(0, covariance.get(i, i)))]));
  return byFallingMagnitude(surrogate.fit.coefficients).map((i) => {
    const segment = surrogate.fit.columns[i];
    const error = errors.get(segment);
    const standardError = error !== undefined && Number.isFinite(error) ? error : null;
    return { segment, weight: surrogate.fit.coefficients[i], standardError };
  });
}

function rangeOf(scores: Float64Array): number {
  return (
    scores.reduce((high, score) => Math.max(high, score), -Infinity) -
    scores.reduce((low, score) => Math.min(low, score), Infinity)
  );
}
