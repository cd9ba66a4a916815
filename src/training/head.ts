import { findNode, fingerprint, type NetworkGraph, type NetworkNode, OPERATIONS } from '../network/index.js';
import type { NdArray } from '../numeric/nd-array.js';

/** A network without its last layer: its output is a row of features `[features]`. */
export interface Trunk extends NetworkGraph {
  /** The layer whose values the features are, before any pooling. */
  readonly layer: string;
}

/**
 * The part of a network that makes features of an image, as new classes are learned on: everything up to `layer`, and if
 * that one's values have a height and a width, their mean over both. Default: what the last dense layer (or convolution,
 * as MobileNet has it) before the logits reads.
 * @throws RangeError if there is no such layer or its values are no fixed number of features.
 */
export function trunkOf(graph: NetworkGraph, layer?: string): Trunk {
  const node = layer === undefined ? beforeClassifier(graph) : findNode(graph, layer);
  const nodes = neededBy(graph.nodes, node.name);
  const pooled = node.shape.length === 3 ? poolOf(nodes, node) : node;
  if (pooled.shape.length !== 1 || pooled.shape[0] === null) {
    const shape = node.shape.map((length) => length ?? 'any').join(', ');
    throw new RangeError(
      `Cannot take features from "${node.name}" of "${graph.name}": its values have shape [${shape}], expected [features] or [height, width, features]`,
    );
  }
  const all = pooled === node ? nodes : [...nodes, pooled];
  const output = pooled.name;
  return {
    ...graph,
    layer: node.name,
    nodes: all,
    output,
    logits: output,
    classes: [],
    fingerprint: fingerprint({ nodes: all, output }),
  };
}

/** A trunk with a dense layer and a softmax on its features: a classifier. */
export function withHead(
  trunk: Trunk,
  { kernel, bias }: { readonly kernel: NdArray; readonly bias: NdArray },
  classes: readonly string[],
): NetworkGraph {
  const layer = freeName(trunk.nodes, 'head');
  const shared = { shape: [classes.length], layer, layerOperation: 'dense' };
  const logits = {
    ...shared,
    name: `${layer}:preactivation`,
    operation: 'dense',
    inputs: [trunk.output],
    attributes: {},
    weights: { kernel, bias },
  };
  const probabilities = {
    ...shared,
    name: layer,
    operation: 'softmax',
    inputs: [logits.name],
    attributes: { axis: -1 },
    weights: {},
  };
  const nodes = [...trunk.nodes, logits, probabilities];
  const ends = { output: layer, logits: logits.name, fingerprint: fingerprint({ nodes, output: layer }) };
  const { name, input } = trunk;
  return { name, input, nodes, classes: [...classes], ...ends };
}

/** What the last layer with a kernel reads that the logits depend on, but for dropout. */
function beforeClassifier({ name, nodes, logits }: NetworkGraph): NetworkNode {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const behind = (node: NetworkNode, stop: (node: NetworkNode) => boolean): NetworkNode | undefined => {
    if (stop(node)) return node;
    return node.inputs.length === 1 ? behind(byName.get(node.inputs[0])!, stop) : undefined;
  };
  const classifier = behind(byName.get(logits)!, ({ weights }) => weights.kernel !== undefined);
  const features = classifier && behind(byName.get(classifier.inputs[0])!, ({ operation }) => operation !== 'identity');
  if (features) return features;
  throw new RangeError(
    `Cannot tell which layer of "${name}" holds its features: no dense layer makes its logits; name one as the layer`,
  );
}

function neededBy(nodes: readonly NetworkNode[], name: string): readonly NetworkNode[] {
  const wanted = new Set([name]);
  for (const node of nodes.toReversed()) {
    if (wanted.has(node.name)) for (const input of node.inputs) wanted.add(input);
  }
  return nodes.filter(({ name }, i) => i === 0 || wanted.has(name));
}

function poolOf(nodes: readonly NetworkNode[], { name: from, shape }: NetworkNode): NetworkNode {
  const name = freeName(nodes, 'features');
  const operation = 'global-average-pool';
  const node = { name, operation, inputs: [from], attributes: {}, weights: {}, layer: name, layerOperation: operation };
  return { ...node, shape: OPERATIONS[operation].shape([shape], node) };
}

function freeName(nodes: readonly NetworkNode[], wanted: string): string {
  const taken = new Set(nodes.flatMap(({ name, layer }) => [name, layer]));
  let name = wanted;
  for (let i = 2; taken.has(name); i++) name = `${wanted}_${i}`;
  return name;
}
