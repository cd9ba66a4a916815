import { countOf, formatShare } from '../format.js';
import type { PredictionsDocument } from '../kinds/predictions.js';
import { mostProbable, named } from './named.js';

/** `9 of 10 images are recognised right (90 %); the least sure is four.png: "9" (51 %).` */
export function predictionsFinding({ model, result }: PredictionsDocument): string {
  const answers = result.images.map(({ name, label, probabilities }) => {
    const answer = mostProbable(probabilities, model.classes);
    return { name, truth: label, ...answer };
  });
  if (answers.length === 0) return 'No image was looked at.';
  if (answers.length === 1) return oneAnswer(answers[0]);
  const leastSure = answers.reduce((least, answer) => (answer.probability < least.probability ? answer : least));
  const doubt = `the least sure is ${leastSure.name}: ${named(leastSure)}`;
  const known = answers.filter(({ truth }) => truth !== undefined);
  if (known.length === 0) return `${countOf(answers.length, 'image')} recognised; ${doubt}.`;
  const right = known.filter(({ truth, label }) => truth === label).length;
  return `${right} of ${countOf(known.length, 'image')} recognised right (${formatShare(right / known.length)}); ${doubt}.`;
}

function oneAnswer(answer: Parameters<typeof named>[0] & { readonly name: string; readonly truth?: string }): string {
  const { name, truth, label } = answer;
  const verdict = truth === undefined ? '' : truth === label ? ', which is right' : `, but it is "${truth}"`;
  return `${name} is recognised as ${named(answer)}${verdict}.`;
}
