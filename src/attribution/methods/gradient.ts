import type { Method } from '../method.js';

/** Methods that follow the gradient to the pixels. */
export const GRADIENT_METHODS: readonly Method[] = [];
