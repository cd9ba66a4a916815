import { Command } from 'commander';
import { allFilters, filters } from '../inspection/filters.js';
import { withNetwork } from './model.js';
import { type ModelOptions, withModelOptions } from './options.js';
import { writeOutputs } from './outputs.js';

/** `convlens filters MODEL [--layer NAME]`: the learned kernels. */
export function filtersCommand(): Command {
  return withModelOptions(new Command('filters'))
    .description('the learned kernels of a convolution (default: of every one)')
    .argument('<model>', 'path to model.json, or the name of a network that ships')
    .option('--layer <name>', 'one convolution')
    .addHelpText('after', '\nExample:\n  convlens filters digits --layer conv1 --html filters.html')
    .action((model: string, options: ModelOptions & { layer?: string }) =>
      withNetwork(model, options, async (network) => {
        const { layer } = options;
        const documents = layer === undefined ? await allFilters(network) : [await filters(network, { layer })];
        await writeOutputs(documents, options);
      }),
    );
}
