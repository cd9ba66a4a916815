import type { NdArray } from '../numeric/nd-array.js';
import { checkBatch } from './create-network.js';
import type { BackwardResult, ForwardOptions, GradientSummary, Seed } from './engines/engine.js';
import { findNode } from './find-node.js';
import type { Network, NetworkNode } from './network.js';
import type { BackwardRule } from './operations/operation.js';

/**
 * What is differentiated: the logit of a class, of one class an image, one unit of a node (an index into its value,
 * row-major), or a weighted sum of a node's units (`seed` has the node's shape, batch first; or is a function that chooses
 * the weights when it is shown the node's values, for some images at a time, the first of which it is told).
 */
export type BackwardTarget =
  | number
  | readonly number[]
  | { readonly node: string; readonly unit: number | readonly number[] }
  | { readonly node: string; readonly seed: Exclude<Seed, readonly number[]> };

export interface BackwardOptions extends ForwardOptions {
  readonly target: BackwardTarget;
  /** Nodes at which the gradient is wanted. Default: the input. */
  readonly at?: readonly string[];
  /**
   * Chooses a rule that a node follows in place of its true gradient; `undefined` leaves it alone. Rules see tensors, run
   * inside a tidy, and must be synchronous. Default: true gradients throughout.
   */
  readonly rule?: (node: NetworkNode) => BackwardRule | undefined;
  /** What is wanted of the gradient (and value) at each node, where that is less than the gradient. Default: the gradient. */
  readonly summary?: GradientSummary;
}

/**
 * The gradient of a target with regard to named nodes, by one reverse pass through the graph: by name,
 * `[n, ...node shape]`.
 *
 * Where a maximum is attained several times, its first position gets the whole gradient (as in torch); a rectifier's
 * gradient at its kink is that of the flat side.
 *
 * @throws RangeError if a class, node or shape does not fit; Error if the target does not depend on a node, or if the
 * network's engine has no reverse pass; the signal's reason if it is aborted
 */
export async function backward(
  network: Network,
  batch: NdArray,
  options: BackwardOptions,
): Promise<Map<string, NdArray>> {
  return (await forwardBackward(network, batch, [], options)).gradients;
}

/** As `backward`, and the values of the nodes in `names` from the same pass. */
export async function forwardBackward(
  network: Network,
  batch: NdArray,
  names: readonly string[],
  { target, at, rule, summary, signal, onProgress }: BackwardOptions,
): Promise<BackwardResult> {
  const { compiled, name } = network;
  if (!compiled.backward) {
    throw new Error(`Cannot take gradients of "${name}": its engine "${network.engine}" only runs forward`);
  }
  checkBatch(network, batch);
  const places = at ?? [network.nodes[0].name];
  const nodeOf = (each: string) => findNode(network, each).name;
  const from = startOf(network, target, batch.shape[0]);
  const request = { from, at: unique(places.map(nodeOf)), fetch: unique(names.map(nodeOf)), rule, summary };
  const { gradients, values } = await compiled.backward(batch, request, { signal, onProgress });
  const named = (each: readonly string[], found: Map<string, NdArray>) =>
    new Map(each.map((asked) => [asked, found.get(nodeOf(asked)) as NdArray]));
  return { gradients: named(places, gradients), values: named(names, values) };
}

function startOf(network: Network, target: BackwardTarget, count: number) {
  if (isUnits(target)) {
    const seed = spreadUnits(target, count);
    for (const index of seed) checkClass(network, index);
    return { node: network.logits, seed };
  }
  const node = findNode(network, target.node).name;
  return { node, seed: 'seed' in target ? target.seed : spreadUnits(target.unit, count) };
}

const isUnits = (target: BackwardTarget): target is number | readonly number[] =>
  typeof target === 'number' || Array.isArray(target);

const spreadUnits = (units: number | readonly number[], count: number): readonly number[] =>
  typeof units === 'number' ? Array<number>(count).fill(units) : units;

function checkClass({ name, nodes, logits }: Network, index: number): void {
  const count = nodes.find((node) => node.name === logits)?.shape.at(-1);
  if (Number.isInteger(index) && index >= 0 && (typeof count !== 'number' || index < count)) return;
  throw new RangeError(
    `Cannot explain class ${index} of "${name}": it has ${count} classes (0 to ${Number(count) - 1})`,
  );
}

const unique = (names: readonly string[]) => [...new Set(names)];
