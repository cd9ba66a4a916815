import { backward } from '../../network/backward.js';
import type { Network } from '../../network/network.js';
import type { NdArray } from '../../numeric/nd-array.js';
import type { Inquiry } from '../inquiry.js';
import { defaultBatch } from '../perturbation/batch-size.js';
import { seedOf } from '../score-seed.js';
import type { NetworkRules } from './network-rules.js';

/** The relevance of each question's score at the image, `[h, w, c]` each. It starts at the logits, with the score's value. */
export async function propagate(inquiry: Inquiry<Network>, rules: NetworkRules): Promise<Float32Array[]> {
  const { model, input, questions, whole, signal, onProgress, meter } = inquiry;
  const { batch = defaultBatch(input.values.data.length) } = inquiry;
  const [, ...shape] = input.values.shape;
  const size = input.values.data.length;
  const found: Float32Array[] = [];
  for (let first = 0; first < questions.length; first += batch) {
    signal?.throwIfAborted();
    const asked = questions.slice(first, first + batch);
    const data = new Float32Array(asked.length * size);
    for (let i = 0; i < asked.length; i++) data.set(input.values.data, i * size);
    const seed = timesScores(seedOf(asked, whole.scores.shape[1]), whole.scores);
    const gradients = await backward(
      model,
      { shape: [asked.length, ...shape], data },
      {
        target: { node: model.logits, seed },
        rule: rules.ruleOf,
        signal,
        onProgress: onProgress && (({ done }) => onProgress({ done: first + done, total: questions.length })),
      },
    );
    meter.count(asked.length, asked.length);
    const relevance = gradients.get(model.nodes[0].name) as NdArray;
    for (let i = 0; i < asked.length; i++) found.push(relevance.data.slice(i * size, (i + 1) * size));
  }
  return found;
}

function timesScores({ shape, data }: NdArray, scores: NdArray): NdArray {
  return { shape, data: data.map((weight, i) => weight * scores.data[i % shape[1]]) };
}
