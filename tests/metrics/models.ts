import type { PredictOptions, Predictor } from '../../src/network/predictor.js';
import type { NdArray } from '../../src/numeric/nd-array.js';

/** A classifier whose two logits are linear: the weighted sum of all values plus a bias, and 0. Probabilities by softmax. */
export function linearModel(
  weights: readonly number[],
  { bias = 0, outputs = ['probability', 'logit'] as Predictor['outputs'] } = {},
): Predictor & { readonly calls: { images: number; largest: number } } {
  return functionModel((values) => bias + weights.reduce((sum, weight, i) => sum + weight * values[i], 0), outputs);
}

/** A classifier whose first logit is a function of the values of an image; the second is 0. */
export function functionModel(
  score: (values: Float32Array) => number,
  outputs: Predictor['outputs'] = ['probability', 'logit'],
): Predictor & { readonly calls: { images: number; largest: number } } {
  const calls = { images: 0, largest: 0 };
  return {
    calls,
    classes: ['0', '1'],
    outputs,
    predict: ({ shape, data }: NdArray, { output }: PredictOptions = {}) => {
      calls.images += shape[0];
      calls.largest = Math.max(calls.largest, shape[0]);
      const size = data.length / shape[0];
      return Array.from({ length: shape[0] }, (_, i) => {
        const logit = score(data.subarray(i * size, (i + 1) * size));
        const probability = 1 / (1 + Math.exp(-logit));
        return output === 'logit' ? [logit, 0] : [probability, 1 - probability];
      });
    },
  };
}

/** A network input `[1, h, w, c]`. */
export function inputValues(height: number, width: number, channels: number, data: readonly number[]): NdArray {
  return { shape: [1, height, width, channels], data: Float32Array.from(data) };
}
