import type { PreparedInput } from '../image/prepare-input.js';
import type { Network } from '../network/network.js';
import type { NdArray } from '../numeric/nd-array.js';
import { stackInputs } from './input-batches.js';

/** A batch of inputs, and the values of the asked nodes. */
export interface AnsweredBatch {
  readonly inputs: readonly PreparedInput[];
  readonly answers: Map<string, NdArray>;
}

/** Runs batches forward and fetches the nodes `names` (whole names), one ahead of the one that is used: threads work while its answers are looked at. */
export async function* answersAhead(
  network: Network,
  batches: AsyncIterable<readonly PreparedInput[]>,
  names: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<AnsweredBatch> {
  const start = (inputs: readonly PreparedInput[]) => {
    // The inputs were checked when they were prepared, the names when they were resolved.
    const answers = network.compiled.forward(stackInputs(inputs), names, { signal });
    // Whoever waits for it is told of a failure; until then nobody may be waiting.
    answers.catch(() => {});
    return { inputs, answers };
  };
  let ahead: ReturnType<typeof start> | undefined;
  for await (const inputs of batches) {
    const ready = ahead;
    ahead = start(inputs);
    if (ready) yield { inputs: ready.inputs, answers: await ready.answers };
  }
  if (ahead) yield { inputs: ahead.inputs, answers: await ahead.answers };
}
