import type { TrainingDocument } from '../kinds/training.js';
import type { Problem } from '../problem.js';
import { firstProblem } from './common.js';

/** That accuracies are shares. */
export function trainingProblem({ result }: TrainingDocument): Problem | null {
  return firstProblem(result.networks, (network, i) => {
    const path = `result.networks[${i}]`;
    const own = sharesProblem(path, network, ['trainAccuracy', 'testAccuracy']);
    return (
      own ??
      firstProblem(network.epochs, (epoch, at) =>
        sharesProblem(`${path}.epochs[${at}]`, epoch, ['accuracy', 'testAccuracy']),
      )
    );
  });
}

function sharesProblem<K extends string>(path: string, values: Readonly<Record<K, number>>, names: readonly K[]) {
  return firstProblem(names, (name) => {
    const value = values[name];
    return value >= 0 && value <= 1
      ? null
      : { path: `${path}.${name}`, expected: 'a share from 0 to 1', got: String(value) };
  });
}
