import { Command } from 'commander';
import { listImages } from '#platform/files';
import { maxPatches } from '../inspection/max-patches.js';
import { withNetwork } from './model.js';
import { type ModelOptions, repeated, repeatedNumber, wholeNumber, withModelOptions } from './options.js';
import { writeOutputs } from './outputs.js';
import { progressBar } from './progress.js';
import type { Session } from './session.js';
import { tellSkipped } from './skipped.js';

interface PatchesCliOptions extends ModelOptions {
  readonly images: string;
  readonly layer: readonly string[];
  readonly unit?: readonly number[];
  readonly top?: number;
  readonly least?: number;
  readonly perImage?: number;
}

/** `convlens patches MODEL --images FOLDER --layer NAME`: the input regions that activate each unit most. */
export function patchesCommand(session: Session): Command {
  return withModelOptions(new Command('patches'))
    .description('the input regions that activate each unit most')
    .argument('<model>', 'path to model.json, or the name of a network that ships')
    .requiredOption('--images <folder>', 'folder of images')
    .requiredOption('--layer <name>', 'layer whose units are asked (may be given several times)', repeated)
    .option('--unit <n>', 'channel, counted from 0 (may be given several times; default: all)', repeatedNumber)
    .option('--top <k>', 'regions a unit (default: 9)', wholeNumber)
    .option('--least <k>', 'weakest regions a unit (default: as many as --top)', wholeNumber)
    .option('--per-image <n>', 'at most so many regions of one image a unit (default: no limit)', wholeNumber)
    .addHelpText(
      'after',
      '\nExample:\n  convlens patches digits --images photos --layer conv2 --per-image 1 --html patches.html',
    )
    .action((model: string, options: PatchesCliOptions) =>
      withNetwork(model, options, async (network) => {
        const { top, least, perImage } = options;
        const files = await listImages(options.images);
        const { onProgress, stop } = progressBar(options.quiet);
        const documents = await maxPatches(network, files, {
          layers: options.layer,
          units: options.unit,
          top,
          least,
          perImage,
          total: files.length,
          signal: session.signal,
          onProgress,
        }).finally(stop);
        await writeOutputs(documents, options);
        tellSkipped(documents[0].result.skipped, session);
      }),
    );
}
