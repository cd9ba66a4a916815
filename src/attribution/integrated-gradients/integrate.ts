import type { Network } from '../../network/network.js';
import type { QuadratureRule } from '../../numeric/gauss-legendre.js';
import type { NdArray } from '../../numeric/nd-array.js';
import type { Completeness } from '../attribution-quality.js';
import { differentiate } from '../gradient/differentiate.js';
import type { Inquiry } from '../inquiry.js';
import { scoreOf } from '../question.js';
import { meanScores } from './mean-scores.js';

/** What was found for one question. */
export interface IntegratedGradients {
  /** `[h, w, c]`, in units of the score. */
  readonly values: NdArray;
  readonly completeness: Completeness;
}

interface Path {
  /** Values `[h, w, c]` each, at least one. */
  readonly baselines: readonly Float32Array[];
  readonly rule: QuadratureRule;
  /** How much of it is done, in gradients. Default: the caller's `onProgress`. */
  readonly onProgress?: Inquiry['onProgress'];
}

/**
 * The gradients of all questions' scores along the straight lines from baselines to the image, integrated, times the
 * difference: the mean over the baselines. Memory holds a batch and one sum a question, however many steps there are.
 */
export async function integrate(inquiry: Inquiry<Network>, path: Path): Promise<IntegratedGradients[]> {
  const { questions, input, whole } = inquiry;
  const { baselines, rule } = path;
  const { shape, data } = input.values;
  const steps = rule.points.length;
  const sums = questions.map(() => new Float64Array(data.length));
  const baselineScores = await meanScores(inquiry, baselines);
  await differentiate(inquiry, {
    to: baselines.length * steps,
    onProgress: path.onProgress,
    compose: (values, point) => between(values, baselines[Math.floor(point / steps)], data, rule.points[point % steps]),
    take: (gradient, question, point) => {
      const baseline = baselines[Math.floor(point / steps)];
      const weight = rule.weights[point % steps] / baselines.length;
      const sum = sums[question];
      for (let i = 0; i < sum.length; i++) sum[i] += weight * (data[i] - baseline[i]) * gradient[i];
    },
  });
  return questions.map((question, i) => {
    const total = scoreOf(whole.scores, 0, question) - scoreOf(baselineScores, 0, question);
    const sum = sums[i].reduce((all, value) => all + value, 0);
    const values = { shape: shape.slice(1), data: Float32Array.from(sums[i]) };
    return { values, completeness: { delta: sum - total, total } };
  });
}

/** Writes the values that lie the share `alpha` of the way from one image to another. */
function between(values: Float32Array, from: Float32Array, to: Float32Array, alpha: number): void {
  for (let i = 0; i < values.length; i++) values[i] = from[i] + alpha * (to[i] - from[i]);
}
