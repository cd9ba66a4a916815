import type { NdArray } from '../../numeric/nd-array.js';
import { fingerprint } from '../fingerprint.js';
import type { NetworkGraph, NetworkNode } from '../network.js';
import { OPERATIONS } from '../operations/index.js';
import type { Operation, Shape } from '../operations/operation.js';
import { flatten } from './flatten.js';
import { LAYERS, type LayerReader } from './layers/index.js';
import { findLogits } from './logits.js';
import { type ModelSpec, readTopology } from './topology.js';
import { weightStore } from './weight-store.js';

/** A tfjs layers-model in memory: what its files say, decoded. */
export interface LayersModelContent {
  readonly name: string;
  /** `modelTopology`, of tfjs or of the Keras converter. */
  readonly topology: unknown;
  readonly weights: ReadonlyMap<string, NdArray>;
}

export interface LayersModelOptions {
  /** One name a class. Default: `0`, `1`, ... */
  readonly classes?: readonly string[];
  /** What pixels 0 and 255 become. Default: 0, 1. */
  readonly inputRange?: readonly [low: number, high: number];
  /** Readers for layer classes that convlens does not know, or instead of its own. */
  readonly layers?: Readonly<Record<string, LayerReader>>;
  /** Operations that such readers name. */
  readonly operations?: Readonly<Record<string, Operation>>;
}

/**
 * The graph of a tfjs layers-model: nested models flattened to `outer/inner`, fused activations as nodes of their own.
 * Read from the file itself, without `tf.loadLayersModel`: so regularizers, constraints and initialisers that tfjs does
 * not know are of no concern, and neither are Keras 3 files.
 * @throws one sentence that names what does not fit: the layer, the weight, the shape.
 */
export function readLayersModel(content: LayersModelContent, options: LayersModelOptions = {}): NetworkGraph {
  const { model, dialect } = readTopology(content.topology);
  checkEnds(model);
  const weights = weightStore(content.weights);
  const operations = { ...OPERATIONS, ...options.operations };
  const { nodes: all, outputs } = flatten(model, {
    dialect,
    weights,
    operations,
    layers: { ...LAYERS, ...options.layers },
  });
  const [output] = outputs;
  checkUnused(weights.unused());
  const nodes = needed(all, output);
  const [height, width, channels] = checkInput(nodes[0]);
  const count = checkOutput(nodes.find((node) => node.name === output)!);
  return {
    name: content.name,
    fingerprint: fingerprint({ nodes, output }),
    nodes,
    output,
    logits: findLogits(nodes, output),
    classes: classNames(options.classes, count),
    input: { height, width, channels, range: options.inputRange ?? [0, 1] },
  };
}

function checkEnds({ inputs, outputs }: ModelSpec): void {
  const list = (refs: ModelSpec['inputs']) => refs.map(({ layer }) => `"${layer}"`).join(', ');
  if (inputs.length !== 1) throw new Error(`it has ${inputs.length} inputs (${list(inputs)}), expected one image`);
  if (outputs.length !== 1) throw new Error(`it has ${outputs.length} outputs (${list(outputs)}), expected one`);
}

function checkUnused(names: readonly string[]): void {
  if (names.length === 0) return;
  const list = names.slice(0, 3).map((name) => `"${name}"`);
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  throw new Error(`no layer uses weight${names.length > 1 ? 's' : ''} ${list.join(', ')}${more}`);
}

/** The nodes that the output depends on; the input stays in any case. */
function needed(nodes: readonly NetworkNode[], output: string): readonly NetworkNode[] {
  const wanted = new Set([output]);
  for (const node of nodes.toReversed()) {
    if (wanted.has(node.name)) for (const input of node.inputs) wanted.add(input);
  }
  return nodes.filter((node, index) => index === 0 || wanted.has(node.name));
}

function checkInput({ name, shape }: NetworkNode): Shape {
  const channels = shape.at(-1);
  const fits = shape.length === 3 && typeof channels === 'number' && channels >= 1 && channels <= 4;
  if (fits) return shape;
  throw new Error(
    `its input "${name}" has shape ${shown(shape)}, expected [height, width, channels] with 1 to 4 channels`,
  );
}

function checkOutput({ name, shape }: NetworkNode): number {
  const [count] = shape;
  if (shape.length === 1 && typeof count === 'number') return count;
  throw new Error(`its output "${name}" has shape ${shown(shape)}, expected one number a class, [classes]`);
}

const shown = (shape: Shape) => `[${shape.map((length) => length ?? 'any').join(', ')}]`;

function classNames(given: readonly string[] | undefined, count: number): readonly string[] {
  const names = given ?? Array.from({ length: count }, (_, index) => String(index));
  if (names.length === count) return [...names];
  const hint = count === 1 ? ' (its one output scores one class: give that class alone)' : '';
  throw new RangeError(`it has ${count} output${count === 1 ? '' : 's'}, but ${names.length} labels were given${hint}`);
}
