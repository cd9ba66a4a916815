import { forward } from '../network/forward.js';
import type { Network } from '../network/network.js';
import type { Output, Predictor } from '../network/predictor.js';
import { checkScores, scoresOf } from '../network/scores.js';
import type { NdArray } from '../numeric/nd-array.js';

/** What a classifier says of the whole image, `[1, classes]` each. */
export interface WholeScores {
  /** Of the kind that is explained. */
  readonly scores: NdArray;
  /** `null` where the classifier does not give them. */
  readonly probability: NdArray | null;
  readonly logit: NdArray | null;
}

interface WholeOptions {
  readonly output: Output;
  readonly signal?: AbortSignal;
  readonly count: (forwardPasses: number) => void;
}

/** Scores the whole image `[1, h, w, c]`, of the kind that is explained and of the other where there is one. */
export async function scoreWhole(model: Predictor, image: NdArray, options: WholeOptions): Promise<WholeScores> {
  const { output, signal, count } = options;
  const given = async (kind: Output) => {
    const scores = await scoresOf(model, copyOf(image), { output: kind, signal });
    count(1);
    return { shape: scores.shape, data: scores.data.slice() };
  };
  const scores = await given(output);
  const other = output === 'logit' ? 'probability' : 'logit';
  const others = (model.outputs ?? ['probability']).includes(other) ? await given(other) : null;
  return output === 'logit'
    ? { scores, probability: others, logit: scores }
    : { scores, probability: scores, logit: others };
}

/** As `scoreWhole`, of a network: both kinds from one forward pass. */
export async function scoreNetwork(network: Network, image: NdArray, options: WholeOptions): Promise<WholeScores> {
  const { output, signal, count } = options;
  const values = await forward(network, image, [network.logits, network.output], { signal });
  count(1);
  return wholeOf(network, output, values);
}

/**
 * The scores of the first image among values of the nodes `logits` and `output`.
 * @throws RangeError if they are no scores, or not finite.
 */
export function wholeOf(network: Network, output: Output, values: ReadonlyMap<string, NdArray>): WholeScores {
  const { name, classes } = network;
  const first = (node: string) => {
    const scores = rowOf(values.get(node) as NdArray, 0);
    checkScores(scores, 1, classes.length > 0 ? classes.length : null, `"${name}"`);
    return scores;
  };
  const [logit, probability] = [first(network.logits), first(network.output)];
  return { scores: output === 'logit' ? logit : probability, probability, logit };
}

/** What belongs to one image of a batch, as a batch of one. */
export function rowOf({ shape, data }: NdArray, row: number): NdArray {
  const size = data.length / shape[0];
  return { shape: [1, ...shape.slice(1)], data: data.slice(row * size, (row + 1) * size) };
}

/** The classifier may keep, change or give away what it is fed. */
function copyOf({ shape, data }: NdArray): NdArray {
  return { shape, data: data.slice() };
}
