import { Command } from 'commander';
import { activations } from '../inspection/activations.js';
import { eachImage } from './each-image.js';
import { type ImageOptions, imagesOf, withImages } from './images.js';
import { withNetwork } from './model.js';
import { type ModelOptions, repeated, withModelOptions } from './options.js';
import { writeOutputs } from './outputs.js';
import type { Session } from './session.js';
import { tellSkipped } from './skipped.js';

/** `convlens activations MODEL IMAGE... [--layer NAME]...`: what each layer answers to the image. */
export function activationsCommand(session: Session): Command {
  const command = withModelOptions(new Command('activations'))
    .description('what each layer answers to an image, channel by channel')
    .argument('<model>', 'path to model.json, or the name of a network that ships');
  return withImages(command)
    .option('--layer <name>', 'only this layer (may be given several times)', repeated)
    .addHelpText(
      'after',
      '\nExample:\n  convlens activations digits seven.png --layer conv1 --layer pool1 --html activations.html',
    )
    .action((model: string, paths: string[], options: ModelOptions & ImageOptions & { layer?: readonly string[] }) =>
      withNetwork(model, options, async (network) => {
        const { signal } = session;
        const analysis = { layers: options.layer, signal };
        const { documents, skipped } = await eachImage(await imagesOf(command, paths, options), async (image) => [
          await activations(network, image, analysis),
        ]);
        await writeOutputs(documents, options);
        tellSkipped(skipped, session);
      }),
    );
}
