import type { Method } from '../method.js';

/** Methods that hide parts of the image and look at the score alone. */
export const PERTURBATION_METHODS: readonly Method[] = [];
