import type { PredictionsDocument } from '../kinds/predictions.js';
import type { Problem } from '../problem.js';
import { firstProblem } from './common.js';

/** That every image has a probability from 0 to 1 (and a logit) for each class. */
export function predictionsProblem({ model, result }: PredictionsDocument): Problem | null {
  const classes = model.classes.length || (result.images[0]?.probabilities.length ?? 0);
  return firstProblem(result.images, ({ probabilities, logits }, i) => {
    const path = `result.images[${i}]`;
    const count = (name: string, scores: readonly number[]) =>
      scores.length === classes
        ? null
        : { path: `${path}.${name}`, expected: `${classes}, one a class`, got: String(scores.length) };
    const range = firstProblem(probabilities, (probability, at) =>
      probability >= -1e-6 && probability <= 1 + 1e-6
        ? null
        : { path: `${path}.probabilities[${at}]`, expected: 'a number from 0 to 1', got: String(probability) },
    );
    return count('probabilities', probabilities) ?? range ?? (logits && count('logits', logits));
  });
}
