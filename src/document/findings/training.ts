import { countOf, formatShare } from '../format.js';
import type { TrainingDocument } from '../kinds/training.js';

/** `digits is right on 99.0 % of 10,000 test images with 11,274 parameters; perceptron needs 101,770 for 98.0 %.` */
export function trainingFinding({ result }: TrainingDocument): string {
  const { networks, data } = result;
  if (networks.length === 0) return 'No network was trained.';
  const best = networks.reduce((top, network) => (network.testAccuracy > top.testAccuracy ? network : top));
  const head = `${best.name} is right on ${formatShare(best.testAccuracy)} of ${countOf(data.test, 'test image')}`;
  const size = countOf(best.parameters, 'parameter');
  const larger = networks.find(({ parameters }) => parameters > best.parameters);
  if (!larger) return `${head} with ${size}.`;
  const needs = `${larger.name} has ${countOf(larger.parameters, 'parameter')} and reaches ${formatShare(larger.testAccuracy)}`;
  return `${head} with ${size}; ${needs}.`;
}
