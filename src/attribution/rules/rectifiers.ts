import type { NetworkNode } from '../../network/network.js';

/** The operations that let a value pass above zero and hold (most of) it back below. */
const RECTIFIERS = ['relu', 'prelu'];

/** Whether a node is a rectifier: relu, relu6, leaky, thresholded or learned. */
export function isRectifier({ operation }: NetworkNode): boolean {
  return RECTIFIERS.includes(operation);
}
