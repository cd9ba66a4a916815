import { encodeArray } from '../document/encode.js';
import type { FiltersDocument } from '../document/kinds/filters.js';
import { startProvenance } from '../document/provenance.js';
import { findNode } from '../network/find-node.js';
import type { Network, NetworkNode } from '../network/network.js';
import { inspectionParts } from './network-document.js';

export interface FiltersOptions {
  /** A convolution (of a separable one also `NAME:depthwise`). Default: the first of the network. */
  readonly layer?: string;
}

/**
 * The learned kernels of one convolution and its biases, as they are in the network: float32 `[kh, kw, in, out]`
 * (depthwise: `[kh, kw, in, multiplier]`; transposed: given as `[kh, kw, in, out]` too).
 *
 * @throws Error if the layer does not exist or is no convolution; the convolutions that there are are named.
 * @example
 * const document = await filters(network, { layer: 'conv2' });
 */
export async function filters(network: Network, options: FiltersOptions = {}): Promise<FiltersDocument> {
  const meter = startProvenance(network.engine);
  const convolutions = convolutionsOf(network);
  if (convolutions.length === 0) throw new Error(`Cannot show filters of "${network.name}": it has no convolution`);
  const node = options.layer === undefined ? convolutions[0] : convolutionNamed(network, options.layer);
  const { kernel, bias } = node.weights;
  const kernels = node.operation === 'conv2d-transpose' ? swapLastAxes(kernel) : kernel;
  const outputs = node.operation === 'depthwise-conv2d' ? kernel.shape[2] * kernel.shape[3] : kernels.shape[3];
  return {
    schema: 'convlens/filters@1',
    kind: 'filters',
    ...inspectionParts(network, 'filters', { layer: node.layer }, meter),
    result: {
      layer: filterLayerName(node),
      operation: node.operation,
      kernels: encodeArray(kernels),
      bias: encodeArray(bias ?? { shape: [outputs], data: new Float32Array(outputs) }),
    },
  };
}

/** The kernels of every convolution of the network, in its order. */
export async function allFilters(network: Network): Promise<FiltersDocument[]> {
  const documents = convolutionsOf(network).map((node) => filters(network, { layer: node.name }));
  if (documents.length === 0) throw new Error(`Cannot show filters of "${network.name}": it has no convolution`);
  return Promise.all(documents);
}

function convolutionsOf(network: Network): NetworkNode[] {
  const seen = new Set<Float32Array>();
  return network.nodes.filter((node) => {
    const { kernel } = node.weights;
    if (kernel?.shape.length !== 4 || seen.has(kernel.data)) return false;
    seen.add(kernel.data);
    return true;
  });
}

function convolutionNamed(network: Network, name: string): NetworkNode {
  const found = findNode(network, name);
  const node =
    found.weights.kernel?.shape.length === 4
      ? found
      : convolutionsOf(network).findLast(({ layer }) => layer === found.layer && found.layerOperation !== 'dense');
  if (node) return node;
  const names = convolutionsOf(network).map(filterLayerName).join(', ');
  throw new Error(
    `Cannot show filters of layer "${name}" of "${network.name}": it is ${found.layerOperation}, not a convolution. ${
      names ? `Convolutions are: ${names}` : 'There is no convolution'
    }`,
  );
}

/** A person asks for `conv1`, not for the node before its activation. */
function filterLayerName(node: NetworkNode): string {
  return node.name.endsWith(':depthwise') ? node.name : node.layer;
}

function swapLastAxes({ shape, data }: NetworkNode['weights'][string]) {
  const [height, width, outputs, inputs] = shape;
  const swapped = new Float32Array(data.length);
  for (let position = 0; position < height * width; position++) {
    for (let o = 0; o < outputs; o++) {
      for (let i = 0; i < inputs; i++) {
        swapped[(position * inputs + i) * outputs + o] = data[(position * outputs + o) * inputs + i];
      }
    }
  }
  return { shape: [height, width, inputs, outputs], data: swapped };
}
