import { Command } from 'commander';
import { METHODS, methodNamed } from '../attribution/methods.js';
import type { Target } from '../attribution/target.js';
import type { ConvlensDocument } from '../document/document.js';
import type { ImageInput } from '../image/image.js';
import type { Network } from '../network/network.js';
import { eachImage } from './each-image.js';
import { type ImageOptions, imagesOf, withImages } from './images.js';
import { methodOptions, withMethodOptions } from './method-options.js';
import { withNetwork } from './model.js';
import { type ModelOptions, repeated, withModelOptions } from './options.js';
import { writeOutputs } from './outputs.js';
import { progressBar } from './progress.js';
import type { Session } from './session.js';
import { tellSkipped } from './skipped.js';

interface ExplainCliOptions extends ModelOptions, ImageOptions {
  readonly method: string;
  readonly target?: readonly string[];
  readonly layer?: string;
}

/** `convlens explain MODEL IMAGE... --method NAME`: why this class? */
export function explainCommand(session: Session): Command {
  const command = withModelOptions(new Command('explain'))
    .description('why this class: one document an image and target')
    .argument('<model>', 'path to model.json, or the name of a network that ships')
    .option('--method <name>', METHODS.map(({ name, title }) => `${name} (${title})`).join(', '), 'lime')
    .option('--target <class>', 'index or label (may be given several times; default: the predicted class)', repeated)
    .option('--layer <name>', 'layer, where a method has one');
  return withMethodOptions(withImages(command))
    .addHelpText(
      'after',
      `
Examples:
  convlens explain digits seven.png --html why.html
  convlens explain digits seven.png --target 7 --target 1 --samples 600 --seed 2 --json why.json
  convlens explain my-model dog.jpg --samples auto --segmentation slic --segments 60 --html dog.html
  convlens explain my-model dog.jpg --preset captum --output logit --json dog.json`,
    )
    .action((model: string, paths: string[], options: ExplainCliOptions) =>
      withNetwork(model, options, async (network) => {
        const images = await imagesOf(command, paths, options);
        const { onProgress, stop } = progressBar(options.quiet);
        const analyse = explainer(network, options, session.signal, (done, total, index) =>
          onProgress({ done: index * total + done, total: images.length * total, stage: options.method }),
        );
        const { documents, skipped } = await eachImage(images, analyse).finally(stop);
        await writeOutputs(documents, options);
        tellSkipped(skipped, session);
      }),
    );
}

function explainer(
  network: Network,
  options: ExplainCliOptions,
  signal: AbortSignal,
  tell: (done: number, total: number, index: number) => void,
): (image: ImageInput, index: number) => Promise<readonly ConvlensDocument[]> {
  const method = methodNamed(options.method);
  const given = methodOptions({ ...options });
  const { layer, seed } = options;
  const target = options.target?.map((word) => targetOf(word, network.classes));
  return async (image, index) => {
    const documents = await method.explain(network, image, {
      ...given,
      ...(layer !== undefined && { layer }),
      ...(target && { target }),
      seed,
      signal,
      onProgress: ({ done, total }) => tell(done, total, index),
    });
    return Array.isArray(documents) ? documents : [documents];
  };
}

/** A label where there is one of that name, else a number is an index. */
function targetOf(word: string, classes: readonly string[]): Target {
  return classes.includes(word) || !/^\d+$/.test(word) ? word : Number(word);
}
