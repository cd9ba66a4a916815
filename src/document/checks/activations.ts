import type { ActivationsDocument } from '../kinds/activations.js';
import type { Problem } from '../problem.js';
import { arrayProblem, firstProblem } from './common.js';

/** That each layer's values are channels of a grid or of nothing, and that every channel has its numbers. */
export function activationsProblem({ result }: ActivationsDocument): Problem | null {
  return firstProblem(result.layers, ({ values, channels }, i) => {
    const path = `result.layers[${i}]`;
    const shape = arrayProblem(`${path}.values`, values, 'float32', [null, null, null], [null]);
    if (shape) return shape;
    const expected = values.shape[values.shape.length - 1];
    if (channels.length !== expected) {
      return { path: `${path}.channels`, expected: `${expected}, one a channel`, got: String(channels.length) };
    }
    return firstProblem(channels, ({ zeros }, channel) =>
      zeros >= 0 && zeros <= 1
        ? null
        : { path: `${path}.channels[${channel}].zeros`, expected: 'a share from 0 to 1', got: String(zeros) },
    );
  });
}
