import type { Network } from '../../network/network.js';
import type { Inquiry } from '../inquiry.js';
import { type Differentiation, differentiate } from './differentiate.js';

/** The gradient of each question's score at the image itself, `[h, w, c]` each. */
export async function gradientsAtImage(
  inquiry: Inquiry<Network>,
  rule?: Differentiation['rule'],
): Promise<Float32Array[]> {
  const found: Float32Array[] = [];
  await differentiate(inquiry, {
    to: 1,
    rule,
    compose: (values) => values.set(inquiry.input.values.data),
    take: (gradient, question) => {
      found[question] = gradient.slice();
    },
  });
  return found;
}
