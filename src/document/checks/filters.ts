import type { FiltersDocument } from '../kinds/filters.js';
import type { Problem } from '../problem.js';
import { arrayProblem } from './common.js';

/** That the kernels have four axes, and that there is a bias for each of them. */
export function filtersProblem({ result: { kernels, bias } }: FiltersDocument): Problem | null {
  const shape = arrayProblem('result.kernels', kernels, 'float32', [null, null, null, null]);
  if (shape) return shape;
  const [, , inputs, outputs] = kernels.shape;
  return arrayProblem('result.bias', bias, 'float32', [outputs], [inputs * outputs]);
}
