import type * as tf from '@tensorflow/tfjs';
import type { Instruction, Program } from './program.js';

/** One kernel call of a forward pass. */
export interface Step {
  /** The node whose value it makes; those before it in a fused chain have the same shape and no value. */
  readonly makes: string;
  readonly passes: readonly string[];
  readonly inputs: readonly string[];
  /** Values that nobody reads after this step. */
  readonly frees: readonly string[];
  run(inputs: readonly tf.Tensor[]): tf.Tensor;
}

/**
 * The steps that make the wanted values out of the given ones (by default the batch), and nothing else. Nodes in between are
 * fused where nobody wants them.
 */
export function planForward(
  program: Program,
  wanted: ReadonlySet<string>,
  given: ReadonlySet<string> = new Set(),
): readonly Step[] {
  const needed = ancestorsOf(program, wanted, given);
  for (const name of given) needed.delete(name);
  const covered = new Set<string>();
  const steps: Omit<Step, 'frees'>[] = [];
  for (const [name, instruction] of program.instructions) {
    if (!needed.has(name) || covered.has(name)) continue;
    const step = fusedStep(program, instruction, wanted, needed) ?? plainStep(instruction);
    for (const passed of step.passes) covered.add(passed);
    covered.add(step.makes);
    steps.push(step);
  }
  return withFrees(steps, wanted);
}

function plainStep({ node, operation, tensors }: Instruction): Omit<Step, 'frees'> {
  const inputs = operation.name === 'input' ? [INPUT] : node.inputs;
  return { makes: node.name, passes: [], inputs, run: (values) => operation.forward(values, tensors) };
}

/** What the input node reads: the batch itself. */
export const INPUT = '\0batch';

function fusedStep(
  { fusions }: Program,
  { node }: Instruction,
  wanted: ReadonlySet<string>,
  needed: ReadonlySet<string>,
): Omit<Step, 'frees'> | undefined {
  const fusion = fusions.get(node.name);
  if (!fusion) return undefined;
  const { members } = fusion;
  let last = 0;
  while (last < members.length - 1 && !wanted.has(members[last]) && needed.has(members[last + 1])) last++;
  if (last === 0) return undefined;
  return {
    makes: members[last],
    passes: members.slice(0, last),
    inputs: node.inputs,
    run: ([input]) => fusion.run(input, last),
  };
}

function withFrees(steps: readonly Omit<Step, 'frees'>[], wanted: ReadonlySet<string>): Step[] {
  const lastUse = new Map<string, number>();
  for (const [index, step] of steps.entries()) {
    lastUse.set(step.makes, index);
    for (const input of step.inputs) lastUse.set(input, index);
  }
  const frees = steps.map((): string[] => []);
  for (const [name, index] of lastUse) if (!wanted.has(name)) frees[index].push(name);
  return steps.map((step, index) => ({ ...step, frees: frees[index] }));
}

/** The nodes that the named ones depend on, themselves included. Those behind `given` ones are not looked for. */
export function ancestorsOf(
  { instructions }: Program,
  names: Iterable<string>,
  given: ReadonlySet<string> = new Set(),
): Set<string> {
  const found = new Set(names);
  for (const [name, { node }] of [...instructions].reverse()) {
    if (found.has(name) && !given.has(name)) for (const input of node.inputs) found.add(input);
  }
  return found;
}

/** The nodes that depend on the named ones, themselves included. */
export function descendantsOf({ instructions }: Program, names: Iterable<string>): Set<string> {
  const found = new Set(names);
  for (const [name, { node }] of instructions) if (node.inputs.some((input) => found.has(input))) found.add(name);
  return found;
}
