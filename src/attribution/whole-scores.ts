import type { Output, Predictor } from '../network/predictor.js';
import { scoresOf } from '../network/scores.js';
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

/** The classifier may keep, change or give away what it is fed. */
function copyOf({ shape, data }: NdArray): NdArray {
  return { shape, data: data.slice() };
}
