import type { Method } from '../method.js';

/** Methods that look at the cells of a layer: the CAM family. */
export const LAYER_METHODS: readonly Method[] = [];
