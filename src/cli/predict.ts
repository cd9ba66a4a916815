import { Command } from 'commander';
import type { PredictionsDocument } from '../document/kinds/predictions.js';
import { predictions } from '../inspection/predictions.js';
import { type ImageOptions, imagesOf, withImages } from './images.js';
import { withNetwork } from './model.js';
import { type ModelOptions, wholeNumber, withModelOptions } from './options.js';
import { writeOutputs } from './outputs.js';
import { progressBar } from './progress.js';
import type { Session } from './session.js';
import { tellSkipped } from './skipped.js';
import { table } from './table.js';

/** `convlens predict MODEL IMAGE...`: class probabilities. */
export function predictCommand(session: Session): Command {
  const command = withModelOptions(new Command('predict'))
    .description('class probabilities of images')
    .argument('<model>', 'path to model.json, or the name of a network that ships');
  return withImages(command)
    .option('--top <k>', 'how many classes to print', wholeNumber, 3)
    .addHelpText(
      'after',
      '\nExamples:\n  convlens predict digits seven.png\n  convlens predict my-model photos/ --labels classes.txt --input-range -1,1',
    )
    .action((model: string, paths: string[], options: ModelOptions & ImageOptions & { top: number }) =>
      withNetwork(model, checked(options), async (network) => {
        const { onProgress, stop } = progressBar(options.quiet);
        const images = await imagesOf(command, paths, options);
        const document = await predictions(network, images, {
          signal: session.signal,
          onProgress,
        }).finally(stop);
        await writeOutputs([document], options, topClasses(document, options.top));
        tellSkipped(document.result.skipped, session);
      }),
    );
}

function checked<O extends { top: number }>(options: O): O {
  if (options.top < 1)
    throw new RangeError(`Cannot print the top ${options.top} classes: expected a whole number from 1`);
  return options;
}

function topClasses({ model, result }: PredictionsDocument, top: number): string {
  const rows = result.images.map(({ name, probabilities }) => [
    name,
    probabilities
      .map((probability, index) => ({ probability, label: model.classes[index] }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, top)
      .map(({ probability, label }) => `${label} (${(100 * probability).toFixed(1)} %)`)
      .join(', '),
  ]);
  return table(['image', 'classes'], rows);
}
