import * as tf from '@tensorflow/tfjs';
import type { NetworkNode } from '../network.js';
import { alias } from '../operations/alias.js';
import type { BackwardRule, Kept } from '../operations/index.js';
import type { GradientSummary } from './engine.js';
import { ancestorsOf, descendantsOf } from './plan.js';
import type { Instruction, Program } from './program.js';
import type { Trace } from './run-forward.js';
import { summarise } from './summarise.js';

/** A node whose gradient is carried on to its inputs. */
export interface BackwardStep {
  readonly instruction: Instruction;
  readonly rule: BackwardRule;
  readonly keeps: Kept;
  /** For each input: whether the gradient is wanted there. */
  readonly carries: readonly boolean[];
}

export interface BackwardPlan {
  readonly steps: readonly BackwardStep[];
  /** Forward values the rules read. */
  readonly kept: ReadonlySet<string>;
}

/**
 * The nodes between `at` and `from`, last first, each with its rule.
 * @throws Error if `from` does not depend on one of `at`.
 */
export function planBackward(
  program: Program,
  from: string,
  at: readonly string[],
  ruleOf: (node: NetworkNode) => BackwardRule | undefined = () => undefined,
): BackwardPlan {
  const before = ancestorsOf(program, [from]);
  const stranger = at.find((name) => !before.has(name));
  if (stranger !== undefined) {
    throw new Error(`Cannot take the gradient at "${stranger}": "${from}" does not depend on it`);
  }
  const after = descendantsOf(program, at);
  const carried = new Set([...before].filter((name) => after.has(name)));
  const steps = [...program.instructions.values()].reverse().flatMap((instruction): BackwardStep[] => {
    const { node, operation } = instruction;
    const carries = node.inputs.map((input) => carried.has(input));
    if (!carried.has(node.name) || !carries.includes(true)) return [];
    const custom = ruleOf(node);
    const own = typeof operation.keeps === 'function' ? operation.keeps(node) : operation.keeps;
    const keeps = custom ? (custom.keeps ?? ['inputs', 'output']) : own;
    return [{ instruction, rule: custom ?? operation.backward, keeps, carries }];
  });
  const kept = steps.flatMap(({ instruction: { node }, keeps }) => [
    ...(keeps.includes('inputs') ? node.inputs : []),
    ...(keeps.includes('output') ? [node.name] : []),
  ]);
  return { steps, kept: new Set(kept) };
}

/** Where a reverse pass starts, what is made of the gradients that it is for, and which values outlive it. */
export interface BackwardStart {
  readonly node: string;
  readonly gradient: tf.Tensor;
  readonly at: ReadonlySet<string>;
  readonly summary: GradientSummary;
  readonly fetched: ReadonlySet<string>;
}

/**
 * Carries a gradient from a node back through the steps: by name, the summaries of the nodes in `at`. Each is made as soon
 * as the gradient there is whole, while it and the value are still in the processor's cache. Inside a tidy.
 */
export function runBackward(
  program: Program,
  { steps }: BackwardPlan,
  { values, shapes }: Trace,
  { node: start, gradient: seed, at, summary, fetched }: BackwardStart,
): Map<string, tf.Tensor> {
  const gradients = new Map([[start, seed]]);
  const summaries = new Map<string, tf.Tensor>();
  const sumUp = (name: string, gradient: tf.Tensor) => {
    const made = () => summarise(program, summary, { name, gradient }, values);
    summaries.set(
      name,
      tf.tidy(() => fresh([made()], [gradient, values.get(name) as tf.Tensor])[0]),
    );
  };
  for (const { instruction, rule, carries } of steps) {
    const { node, tensors } = instruction;
    const gradient = gradients.get(node.name);
    if (!gradient) continue;
    const parts = tf.tidy(() => {
      const given = {
        inputs: node.inputs.map((name) => values.get(name) as tf.Tensor),
        output: values.get(node.name) as tf.Tensor,
        inputShapes: node.inputs.map((name) => shapes.get(name) as readonly number[]),
        node: tensors,
      };
      const made = rule(gradient, given);
      return fresh(
        made.filter((_, i) => carries[i]),
        [gradient, given.output, ...given.inputs],
      );
    });
    const targets = node.inputs.filter((_, i) => carries[i]);
    for (const [i, name] of targets.entries()) gather(gradients, name, parts[i]);
    if (at.has(node.name)) sumUp(node.name, gradient);
    release(gradients, node.name);
    // Whoever read this value stands behind it, and has been passed.
    if (!fetched.has(node.name)) release(values, node.name);
  }
  // What has no step of its own: where the pass ends, and what it never reached.
  for (const name of at) {
    if (!summaries.has(name)) sumUp(name, gradients.get(name) ?? tf.zeros([...(shapes.get(name) ?? [])]));
  }
  for (const name of gradients.keys()) release(gradients, name);
  return summaries;
}

/** What a rule handed on as it was given is freed by itself. */
function fresh(made: readonly tf.Tensor[], given: readonly tf.Tensor[]): tf.Tensor[] {
  return made.map((tensor, i) => (given.includes(tensor) || made.indexOf(tensor) !== i ? alias(tensor) : tensor));
}

function gather(gradients: Map<string, tf.Tensor>, name: string, part: tf.Tensor): void {
  const sum = gradients.get(name);
  gradients.set(name, sum ? tf.add(sum, part) : part);
  if (sum) tf.dispose([sum, part]);
}

function release(tensors: Map<string, tf.Tensor>, name: string): void {
  tensors.get(name)?.dispose();
  tensors.delete(name);
}
