import type { Method } from './method.js';
import { GRADIENT_METHODS } from './methods/gradient.js';
import { LAYER_METHODS } from './methods/layer.js';
import { PERTURBATION_METHODS } from './methods/perturbation.js';
import { PROPAGATION_METHODS } from './methods/propagation.js';
import { SURROGATE_METHODS } from './methods/surrogate.js';

/** The built-in methods, in the order of menus. */
export const METHODS: readonly Method[] = [
  ...SURROGATE_METHODS,
  ...PERTURBATION_METHODS,
  ...GRADIENT_METHODS,
  ...PROPAGATION_METHODS,
  ...LAYER_METHODS,
];

/**
 * The built-in method of a name.
 * @throws RangeError that lists the names otherwise.
 */
export function methodNamed(name: string): Method {
  const method = METHODS.find((each) => each.name === name);
  if (method !== undefined) return method;
  const names = METHODS.map((each) => `"${each.name}"`).join(', ');
  throw new RangeError(
    `Cannot explain by the method "${name}": expected ${METHODS.length === 1 ? names : `one of ${names}`}`,
  );
}
