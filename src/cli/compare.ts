import { Command } from 'commander';
import { listImages } from '#platform/files';
import { compareLayers } from '../inspection/compare-layers.js';
import { loadNetwork } from '../network/load-network.js';
import { withNetwork } from './model.js';
import { type ModelOptions, range, repeated, wholeNumber, withModelOptions } from './options.js';
import { writeOutputs } from './outputs.js';
import { progressBar } from './progress.js';
import type { Session } from './session.js';
import { tellSkipped } from './skipped.js';

interface CompareCliOptions extends ModelOptions {
  readonly images: string;
  readonly layer?: readonly string[];
  readonly other?: string;
  readonly otherInputRange?: readonly [number, number];
  readonly otherLayer?: readonly string[];
  readonly units?: number;
  readonly top?: number;
}

/** `convlens compare MODEL --images FOLDER [--other MODEL]`: what different layers, or two models, detect. */
export function compareCommand(session: Session): Command {
  return withModelOptions(new Command('compare'))
    .description('what different layers (or two models) detect, side by side')
    .argument('<model>', 'path to model.json, or the name of a network that ships')
    .requiredOption('--images <folder>', 'folder of images')
    .option(
      '--layer <name>',
      'layer to compare (may be given several times), or all (default: 8, evenly spread)',
      repeated,
    )
    .option('--other <model>', 'another network, whose layers are compared with those of the first')
    .option('--other-layer <name>', 'layer of the other network (default: as --layer, where it has them)', repeated)
    .option('--other-input-range <low,high>', 'as --input-range, for the other network (default: the same)', range)
    .option('--units <n>', 'units shown a layer (default: 6)', wholeNumber)
    .option('--top <k>', 'regions a unit (default: 4)', wholeNumber)
    .addHelpText(
      'after',
      '\nExample:\n  convlens compare digits --images photos --layer conv1 --layer conv4 --html layers.html',
    )
    .action((model: string, options: CompareCliOptions) =>
      withNetwork(model, options, async (network) => {
        const { units, top, engine, workers, inputRange, otherInputRange = inputRange } = options;
        const files = await listImages(options.images);
        const other =
          options.other === undefined
            ? undefined
            : await loadNetwork(options.other, { engine, workers, inputRange: otherInputRange });
        const { onProgress, stop } = progressBar(options.quiet);
        try {
          const document = await compareLayers(network, files, {
            layers: layersOf(options.layer),
            other,
            otherLayers: layersOf(options.otherLayer),
            units,
            top,
            total: files.length,
            signal: session.signal,
            onProgress,
          }).finally(stop);
          await writeOutputs([document], options);
          tellSkipped(document.result.skipped, session);
        } finally {
          await other?.dispose();
        }
      }),
    );
}

/** The word `all`, alone, means every layer. */
const layersOf = (names: readonly string[] | undefined) =>
  names?.length === 1 && names[0] === 'all' ? ('all' as const) : names;
