import * as tf from '@tensorflow/tfjs';
import { foldBatchNorm } from '../../network/fold-batch-norm.js';
import { forward } from '../../network/forward.js';
import type { Network, NetworkNode } from '../../network/network.js';
import type { BackwardRule } from '../../network/operations/operation.js';
import type { NdArray } from '../../numeric/nd-array.js';
import { checkRules, nodesBefore } from '../check-rules.js';
import { chooseRule } from './choose-rule.js';
import { imageNodes, LINEAR_LAYERS, nonNegativeNodes, shiftOf } from './layer-facts.js';
import { type Bounds, shareOut } from './layer-rules.js';
import { HeldKernels, type LayerContext, linearLayer, tensorOf } from './linear-layer.js';
import type { ResolvedLrp, RuleSettings } from './options.js';
import { otherRule } from './other-rules.js';

/** The rules of all nodes of a network, with kernels that are made on the way: to be disposed of. */
export interface NetworkRules {
  readonly ruleOf: (node: NetworkNode) => BackwardRule | undefined;
  /** How many images went forward to learn the range of what layers read. */
  readonly forwardPasses: number;
  dispose(): void;
}

/** @throws TypeError for an operation that has no rule. */
export async function networkRules(
  network: Network,
  image: NdArray,
  settings: ResolvedLrp,
  signal?: AbortSignal,
): Promise<NetworkRules> {
  const folded = foldBatchNorm<{ nodes: readonly NetworkNode[] }>({ nodes: nodesBefore(network, network.logits) });
  const nodes = new Map(folded.nodes.map((node) => [node.name, node]));
  const seesImage = imageNodes(folded.nodes);
  const nonNegative = nonNegativeNodes(folded.nodes, image);
  const held = new HeldKernels();
  const chosen = new Map<string, RuleSettings | BackwardRule | 'gradient' | undefined>();
  for (const node of folded.nodes) chosen.set(node.name, choose(node));
  checkRules('lrp', network, {
    from: network.logits,
    hasRule: ({ name }) => chosen.get(name) !== undefined,
    serve: 'deeplift, ',
  });
  const boxed = folded.nodes.filter(({ name }) => isBox(chosen.get(name))).map(({ inputs }) => inputs[0]);
  const bounds = boxed.length > 0 ? await boundsAt(network, image, boxed, settings, signal) : new Map();

  function choose(node: NetworkNode) {
    if (LINEAR_LAYERS.includes(node.operation)) return chooseRule(node, seesImage.has(node.inputs[0]), settings);
    const own = typeof settings.rule === 'function' ? settings.rule(node) : undefined;
    return typeof own === 'function' ? own : otherRule(node, settings.epsilon, nodes);
  }

  function ruleOf(node: NetworkNode): BackwardRule | undefined {
    const rule = chosen.get(node.name);
    if (rule === undefined || rule === 'gradient') return undefined;
    if (typeof rule === 'function') return rule;
    const own = nodes.get(node.name) as NetworkNode;
    const context: LayerContext = {
      folded: own,
      isFolded: own.weights.kernel !== node.weights.kernel,
      shift: shiftOf(nodes.get(own.inputs[0])),
      nonNegative: nonNegative.has(own.inputs[0]),
      held,
    };
    return layerRule(rule, context, bounds.get(own.inputs[0]));
  }
  return { ruleOf, forwardPasses: boxed.length > 0 ? 2 : 0, dispose: () => held.dispose() };
}

const isBox = (rule: unknown) => typeof rule === 'object' && rule !== null && 'rule' in rule && rule.rule === 'box';

function layerRule(rule: RuleSettings, context: LayerContext, ends: NdArray | undefined): BackwardRule {
  const keeps = ['inputs'] as const;
  return Object.assign<(...given: Parameters<BackwardRule>) => readonly tf.Tensor[], { keeps: typeof keeps }>(
    (relevance, values) => {
      const layer = linearLayer(values, context);
      return [shareOut(relevance, layer, rule, ends && boundsOf(ends, context.shift))];
    },
    { keeps },
  );
}

/** What images of the lowest and the highest value, `[2, ...]`, become at nodes. */
function boundsAt(
  network: Network,
  { shape: [, ...shape], data }: NdArray,
  names: readonly string[],
  { low, high }: ResolvedLrp,
  signal?: AbortSignal,
): Promise<Map<string, NdArray>> {
  const ends = new Float32Array(2 * data.length).fill(low);
  ends.fill(high, data.length);
  return forward(network, { shape: [2, ...shape], data: ends }, [...new Set(names)], signal ? { signal } : {});
}

/** Inside a tidy. A factor below zero turns the range around. */
function boundsOf(ends: NdArray, shift: NdArray | undefined): Bounds {
  const [first, last] = tf.split(tensorOf(ends), 2, 0);
  const rise = tf.sub(last, first);
  const offset = shift ? tensorOf(shift) : tf.scalar(0);
  return {
    low: tf.sub(tf.sub(first, tf.relu(tf.neg(rise))), offset),
    high: tf.sub(tf.add(first, tf.relu(rise)), offset),
  };
}
