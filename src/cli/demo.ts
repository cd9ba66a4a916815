import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { listImages } from '#platform/files';
import { shippedFolder } from '#platform/model-source';
import { lime } from '../attribution/lime.js';
import type { ConvlensDocument } from '../document/document.js';
import type { PredictionsDocument } from '../document/kinds/predictions.js';
import { parseDocuments } from '../document/parse.js';
import { readImage } from '../image/read-image.js';
import { activations } from '../inspection/activations.js';
import { allFilters } from '../inspection/filters.js';
import { maxPatches } from '../inspection/max-patches.js';
import { predictions } from '../inspection/predictions.js';
import { describeNetwork } from '../network/describe-network.js';
import type { Network } from '../network/network.js';
import { withNetwork } from './model.js';
import { type CommonOptions, withCommonOptions } from './options.js';
import { writeOutputs } from './outputs.js';
import { progressBar } from './progress.js';
import { readText } from './read-text.js';
import type { Session } from './session.js';

/** `convlens demo`: all four analyses of the CNN that ships on the digits that ship, one page. */
export function demoCommand(session: Session): Command {
  return withCommonOptions(new Command('demo'))
    .description('filters, activations, patches and LIME of the digits that ship, on one page')
    .addHelpText('after', '\nExample:\n  convlens demo --html digits.html')
    .action((options: CommonOptions) =>
      withNetwork('digits', options, async (network) => {
        const { onProgress, stop } = progressBar(options.quiet);
        const stage = (name: string, done: number) => onProgress({ done, total: 6, stage: name });
        const documents = await demoDocuments(network, options.seed, session.signal, stage).finally(stop);
        const html = options.html ?? resolve('convlens-demo.html');
        await writeOutputs(documents, { ...options, html }, undefined, 'How a small network reads digits');
      }),
    );
}

/** Ink is white on black: what is hidden becomes background. Logits tell regions apart where a probability is near 1. */
const REASONS = { samples: 1000, segmentation: 'slic', segments: 40, hide: 0, output: 'logit' } as const;

/** One picture of each digit, and after them the first that is taken for another digit. */
interface Example {
  readonly file: string;
  readonly label: string;
  readonly predicted: string;
}

async function demoDocuments(
  network: Network,
  seed: number,
  signal: AbortSignal,
  stage: (name: string, done: number) => void,
): Promise<ConvlensDocument[]> {
  const folder = shippedFolder('digits')!;
  const samples = await listImages(join(folder, 'samples'));

  stage('predictions', 0);
  const training = parseDocuments(await readText(join(folder, '..', 'training.json')), 'training.json');
  const described = await describeNetwork(network);
  const predicted = await predictions(network, samples, { labelOf, signal });

  stage('filters', 1);
  const kernels = await allFilters(network);

  stage('activations', 2);
  const shown = examples(predicted, samples);
  const answers = await activations(network, await readImage(shown[7].file), { signal });

  stage('patches', 3);
  const layers = kernels.map((document) => document.result.layer);
  const patches = await maxPatches(network, samples, { layers, perImage: 1, signal });

  stage('LIME', 4);
  const reasons: ConvlensDocument[] = [];
  for (const { file, label, predicted: guess } of shown) {
    const target = guess === label ? [label] : [guess, label];
    const options = { target, seed, signal, ...REASONS };
    reasons.push(...(await lime(network, await readImage(file), options)));
  }
  stage('page', 5);
  return [described, ...training, predicted, ...kernels, answers, ...patches, ...reasons];
}

function examples({ model, result }: PredictionsDocument, samples: readonly string[]): Example[] {
  const all = result.images.map(({ probabilities }, i) => ({
    file: samples[i],
    label: labelOf(samples[i]),
    predicted: model.classes[probabilities.indexOf(Math.max(...probabilities))],
  }));
  const right = model.classes.map((label) => all.find((each) => each.label === label && each.predicted === label));
  const wrong = all.find((each) => each.predicted !== each.label);
  return [...right, wrong].filter((each) => each !== undefined);
}

/** Samples are named after what they show: `7-0042.png`. */
function labelOf(file: string): string {
  return basename(file).split('-')[0];
}
