import type * as tf from '@tensorflow/tfjs';
import type { Step } from './plan.js';

/** What is left of a forward pass. */
export interface Trace {
  /** The wanted values. */
  readonly values: Map<string, tf.Tensor>;
  /** Shapes of all nodes that ran, with the batch axis. */
  readonly shapes: Map<string, readonly number[]>;
}

/**
 * Runs the steps on what one micro-batch starts from, by name; what is not wanted is freed as soon as it was read for the
 * last time. Inside a tidy.
 */
export function runForward(steps: readonly Step[], start: Iterable<readonly [string, tf.Tensor]>): Trace {
  const values = new Map(start);
  const shapes = new Map<string, readonly number[]>();
  for (const step of steps) {
    const value = step.run(step.inputs.map((name) => values.get(name) as tf.Tensor));
    values.set(step.makes, value);
    for (const name of [...step.passes, step.makes]) shapes.set(name, value.shape);
    for (const name of step.frees) {
      values.get(name)?.dispose();
      values.delete(name);
    }
  }
  return { values, shapes };
}
