import * as tf from '@tensorflow/tfjs';
import type { NetworkNode } from '../network.js';
import { alias } from '../operations/alias.js';
import type { BackwardRule, Kept } from '../operations/index.js';
import { ancestorsOf, descendantsOf } from './plan.js';
import type { Instruction, Program } from './program.js';
import type { Trace } from './run-forward.js';

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

/** Carries `seed` from the node `from` back through the steps: gradients by node, of those in `at` only. Inside a tidy. */
export function runBackward(
  { steps }: BackwardPlan,
  { values, shapes }: Trace,
  seed: { readonly node: string; readonly gradient: tf.Tensor },
  at: ReadonlySet<string>,
  fetched: ReadonlySet<string>,
): Map<string, tf.Tensor> {
  const gradients = new Map([[seed.node, seed.gradient]]);
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
    if (!at.has(node.name)) release(gradients, node.name);
    // Whoever read this value stands behind it, and has been passed.
    if (!fetched.has(node.name)) release(values, node.name);
  }
  for (const name of gradients.keys()) if (!at.has(name)) release(gradients, name);
  return gradients;
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
