import type { Method } from '../method.js';

/** Methods that hand relevance back by rules of their own. */
export const PROPAGATION_METHODS: readonly Method[] = [];
