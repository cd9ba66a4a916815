import type { AttributionDocument } from '../kinds/attribution.js';
import type { Problem } from '../problem.js';
import { arrayProblem } from './common.js';

/** That the values are a map of the input, or of a layer's cells. */
export function attributionProblem({ result }: AttributionDocument): Problem | null {
  return arrayProblem('result.values', result.values, 'float32', [null, null, null], [null, null]);
}
