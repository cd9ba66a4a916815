import { Command } from 'commander';
import { explainBy } from '../attribution/explain-by.js';
import { METHODS } from '../attribution/methods.js';
import type { Target } from '../attribution/target.js';
import type { ConvlensDocument } from '../document/document.js';
import { finding } from '../document/finding.js';
import { methodTitle } from '../document/method-titles.js';
import type { ImageInput } from '../image/image.js';
import { verify } from '../metrics/verify.js';
import type { Network } from '../network/network.js';
import { eachImage } from './each-image.js';
import { type ImageOptions, imagesOf, withImages } from './images.js';
import { inFlags, methodOptions, withMethodOptions } from './method-options.js';
import { withNetwork } from './model.js';
import { type ModelOptions, repeated, withModelOptions } from './options.js';
import { writeOutputs } from './outputs.js';
import { progressBar } from './progress.js';
import { readMask } from './read-mask.js';
import type { Session } from './session.js';
import { tellSkipped } from './skipped.js';

interface ExplainCliOptions extends ModelOptions, ImageOptions {
  readonly method?: readonly string[];
  readonly target?: readonly string[];
  readonly layer?: readonly string[];
  readonly verify?: boolean;
  readonly mask?: string;
}

const EXAMPLES = `
Methods:
${METHODS.map(({ name, summary }) => `  ${name.padEnd(24)}${summary}`).join('\n')}

Examples:
  convlens explain digits seven.png --html why.html
  convlens explain digits seven.png --method grad-cam --layer conv2 --html where.html
  convlens explain digits seven.png --method all --html every-method.html
  convlens explain digits seven.png --method grad-cam --verify --html tested.html
  convlens explain digits seven.png --target 7 --against 1 --method integrated-gradients --steps 100 --json why.json
  convlens explain my-model dog.jpg --samples auto --segmentation slic --segments 60 --html dog.html
  convlens explain my-model dog.jpg --preset captum --output logit --json dog.json`;

/** `convlens explain MODEL IMAGE... --method NAME`: why this class? */
export function explainCommand(session: Session): Command {
  const command = withModelOptions(new Command('explain'))
    .description('why this class: one document an image, method and target')
    .argument('<model>', 'path to model.json, or the name of a network that ships')
    .option(
      '--method <name>',
      'see below; all: every one that serves (may be given several times; default: lime)',
      repeated,
    )
    .option('--target <class>', 'index or label (may be given several times; default: the predicted class)', repeated)
    .option('--layer <name>', 'layer, where a method has one (may be given several times; all: every layer)', repeated);
  command
    .option('--verify', 'put every answer to the test: deletion and insertion, stability, sanity and more (slower)')
    .option('--mask <file>', 'with --verify: where the object is, white on black');
  return withMethodOptions(withImages(command))
    .addHelpText('after', EXAMPLES)
    .action((model: string, paths: string[], options: ExplainCliOptions) =>
      withNetwork(model, options, async (network) => {
        const images = await imagesOf(command, paths, options);
        const { onProgress, stop } = progressBar(options.quiet);
        const analyse = explainer(network, options, session.signal, ({ done, total, stage }, index) =>
          onProgress({ done: index * total + done, total: images.length * total, stage }),
        );
        const { documents, skipped } = await eachImage(images, analyse).finally(stop);
        await writeOutputs(documents, options, documents.map((each) => said(each, options)).join('\n'));
        tellSkipped(skipped, session);
      }),
    );
}

/** What a document found; of several methods, by whom. */
function said(document: ConvlensDocument, { method = [] }: ExplainCliOptions): string {
  const several = method.length > 1 || method.includes('all');
  const layer = document.kind === 'attribution' ? document.result.layer : undefined;
  const who = [...(several ? [methodTitle(document.method.name)] : []), ...(layer ? [layer] : [])].join(', ');
  return who ? `${who}: ${finding(document)}` : finding(document);
}

type Tell = (progress: { done: number; total: number; stage?: string }, index: number) => void;

function explainer(
  network: Network,
  options: ExplainCliOptions,
  signal: AbortSignal,
  tell: Tell,
): (image: ImageInput, index: number) => Promise<readonly ConvlensDocument[]> {
  const { method = ['lime'], layer, seed } = options;
  const target = options.target?.map((word) => targetOf(word, network.classes));
  const settings = {
    ...methodOptions({ ...options }),
    ...(layer && { layer: layer.length === 1 ? layer[0] : layer }),
    ...(target && { target }),
    methods: method.includes('all') ? ('all' as const) : method,
    seed,
    signal,
  };
  return async (image, index) => {
    try {
      const onProgress = (progress: Parameters<Tell>[0]) => tell(progress, index);
      const { documents, leftOut } = await explainBy(network, image, { ...settings, onProgress });
      if (!options.quiet)
        for (const { method, reason } of leftOut) console.error(`convlens: Left out ${method}: ${inFlags(reason)}`);
      return await tested(network, image, documents, options, signal);
    } catch (error) {
      if (error instanceof Error) error.message = inFlags(error.message);
      throw error;
    }
  };
}

/** With `--verify`, the documents after all tests. */
async function tested(
  network: Network,
  image: ImageInput,
  documents: readonly ConvlensDocument[],
  { verify: wanted, mask, seed }: ExplainCliOptions,
  signal: AbortSignal,
): Promise<readonly ConvlensDocument[]> {
  if (!wanted && mask !== undefined) throw new Error('Cannot use --mask without --verify: it is for the tests');
  if (!wanted) return documents;
  const given = mask === undefined ? {} : { mask: await readMask(mask, image, network) };
  const all: ConvlensDocument[] = [];
  for (const document of documents) {
    const fits = document.kind === 'attribution' || document.kind === 'superpixels';
    all.push(fits ? await verify(network, image, document, { seed, signal, ...given }) : document);
  }
  return all;
}

/** A label where there is one of that name, else a number is an index. */
function targetOf(word: string, classes: readonly string[]): Target {
  return classes.includes(word) || !/^\d+$/.test(word) ? word : Number(word);
}
