import { sizeOf } from '../../numeric/nd-array.js';
import type { NetworkGraph, NetworkNode } from '../network.js';

/**
 * About how many multiply-adds one image of this shape `[h, w, c]` costs: those of convolutions and dense layers, and one
 * for each value of everything else. Where a shape depends on the image it is taken from the image's area.
 */
export function multiplyAdds(graph: NetworkGraph, image: readonly number[]): number {
  return graph.nodes.reduce((sum, node) => sum + nodeWork(node, image), 0);
}

function nodeWork({ shape, weights, operation }: NetworkNode, [height, width]: readonly number[]): number {
  const outputs = sizeOf(shape.map((length, axis) => length ?? (axis === 0 ? height : width)));
  const { kernel } = weights;
  if (!kernel) return outputs;
  const perOutput =
    operation === 'dense' ? kernel.shape[0] : sizeOf(kernel.shape) / kernel.shape[kernel.shape.length - 1];
  return outputs * (operation === 'depthwise-conv2d' ? kernel.shape[0] * kernel.shape[1] : perOutput);
}
