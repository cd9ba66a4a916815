import { backward } from '../../network/backward.js';
import type { Network, NetworkNode } from '../../network/network.js';
import type { BackwardRule } from '../../network/operations/operation.js';
import type { NdArray } from '../../numeric/nd-array.js';
import type { Inquiry } from '../inquiry.js';
import { defaultBatch } from '../perturbation/batch-size.js';
import { scoreSeed } from '../score-seed.js';

/** Inputs at which the scores of all questions are differentiated. */
export interface Differentiation {
  /** Which points: from `from` (default 0) to `to` (excluded). */
  readonly from?: number;
  readonly to: number;
  /** Writes the input `[h, w, c]` of a point. Called once a point, in rising order, whatever the batch. */
  readonly compose: (values: Float32Array, point: number) => void;
  /** Takes the gradient `[h, w, c]` of a question's score at a point; the array is only lent. */
  readonly take: (gradient: Float32Array, question: number, point: number) => void;
  /** A rule to follow in place of a node's true gradient. */
  readonly rule?: (node: NetworkNode) => BackwardRule | undefined;
  /** How much of it is done, in gradients. Default: the caller's `onProgress`. */
  readonly onProgress?: Inquiry['onProgress'];
}

/**
 * Takes the gradients of all questions' scores at many inputs, batch by batch: memory holds one batch however many there
 * are. A batch of several questions feeds each input once for each of them.
 * @throws the signal's reason when aborted, between batches.
 */
export async function differentiate(inquiry: Inquiry<Network>, differentiation: Differentiation): Promise<void> {
  const { input, questions, signal, batch = defaultBatch(input.values.data.length) } = inquiry;
  const { from = 0, to, take, onProgress = inquiry.onProgress } = differentiation;
  const compose = composer(inquiry, differentiation);
  const total = (to - from) * questions.length;
  for (let first = 0; first < total; first += batch) {
    signal?.throwIfAborted();
    const count = Math.min(batch, total - first);
    const items = Array.from({ length: count }, (_, i) => ({
      point: from + Math.floor((first + i) / questions.length),
      question: (first + i) % questions.length,
    }));
    const { data } = await gradientsOf(inquiry, compose(items.map(({ point }) => point)), {
      rule: differentiation.rule,
      questions: items.map(({ question }) => question),
      onProgress: onProgress && (({ done }) => onProgress({ done: first + done, total })),
    });
    const size = data.length / count;
    for (const [i, { point, question }] of items.entries()) {
      take(data.subarray(i * size, (i + 1) * size), question, point);
    }
  }
}

/** Makes the batches: a point that several questions look at is composed once and copied. */
function composer({ input }: Inquiry, { compose }: Differentiation): (points: readonly number[]) => NdArray {
  const [, ...shape] = input.values.shape;
  const size = input.values.data.length;
  const latest = { point: -1, values: new Float32Array(size) };
  return (points) => {
    const data = new Float32Array(points.length * size);
    for (const [i, point] of points.entries()) {
      if (latest.point !== point) compose(latest.values, point);
      latest.point = point;
      data.set(latest.values, i * size);
    }
    return { shape: [points.length, ...shape], data };
  };
}

async function gradientsOf(
  { model, output, whole, questions, signal, meter }: Inquiry<Network>,
  batch: NdArray,
  options: Pick<Differentiation, 'rule' | 'onProgress'> & { readonly questions: readonly number[] },
): Promise<NdArray> {
  const asked = options.questions.map((index) => questions[index]);
  const target = scoreSeed(model, output, asked, whole.scores.shape[1]);
  const { rule, onProgress } = options;
  const gradients = await backward(model, batch, { target, rule, signal, onProgress });
  meter.count(batch.shape[0], batch.shape[0]);
  return gradients.get(model.nodes[0].name) as NdArray;
}
