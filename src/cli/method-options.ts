import { type Command, Option } from 'commander';
import { decimal, numberOrWord } from './options.js';

/** Options of `explain` that are handed to the method, by name; the method says which values it takes. */
const METHOD_OPTIONS: readonly [flags: string, description: string, parse?: (text: string) => unknown][] = [
  ['--samples <n>', 'perturbed images, or auto: until the ranking of the regions is stable', numberOrWord],
  ['--max-samples <n>', 'the most that auto may take', decimal],
  ['--preset <name>', 'defaults of another library: marcotcr, captum, xplique'],
  ['--segments <n>', 'about how many superpixels', decimal],
  [
    '--hide <colour>',
    'what hidden regions show: own-mean, image-mean, blur, noise, or a number in input units',
    numberOrWord,
  ],
  ['--distance <name>', 'of a sample from the image: cosine, euclidean, cosine-pixels, euclidean-pixels'],
  ['--kernel <name>', 'weight of a distance: exponential, gaussian, uniform'],
  ['--kernel-width <width>', 'in units of the distance', decimal],
  ['--feature-selection <name>', 'none, highest-weights, forward-selection, lasso-path, auto'],
  ['--features <k>', 'the most superpixels that the local model may have', decimal],
  ['--regression <name>', 'ridge or lasso'],
  ['--alpha <x>', 'penalty of the regression', decimal],
  ['--output <name>', 'which score is explained: logit or probability'],
  ['--against <class>', 'another class, whose score is subtracted'],
  ['--batch <n>', 'images a batch', decimal],
];

/** Options of the segmentations, as scikit-image knows them. */
const SEGMENTATION_OPTIONS: readonly [flags: string, description: string][] = [
  ['--compactness <x>', 'slic: nearness against colour'],
  ['--iterations <n>', 'slic: rounds'],
  ['--kernel-size <x>', 'quickshift: width of the density, in pixels'],
  ['--max-dist <x>', 'quickshift: longest link'],
  ['--ratio <x>', 'quickshift: colour against nearness, 0..1'],
  ['--scale <x>', 'felzenszwalb: larger means larger regions'],
  ['--min-size <n>', 'felzenszwalb: smallest region, in pixels'],
  ['--sigma <x>', 'smoothing before segmenting, in pixels'],
  ['--rows <n>', 'grid: rows'],
  ['--columns <n>', 'grid: columns'],
];

/** Adds the options of all methods. */
export function withMethodOptions(command: Command): Command {
  for (const [flags, description, parse] of METHOD_OPTIONS) {
    const option = new Option(flags, description);
    command.addOption(parse ? option.argParser(parse) : option);
  }
  command.option('--segmentation <name>', 'how the image is cut up: quickshift, slic, felzenszwalb, grid');
  for (const [flags, description] of SEGMENTATION_OPTIONS) command.option(flags, description, decimal);
  return command;
}

/** What of the command line goes to the method: only what was given. */
export function methodOptions(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const pick = (names: readonly string[]) =>
    Object.fromEntries(names.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]));
  const options = pick(METHOD_OPTIONS.map(([flags]) => optionName(flags)));
  const details = pick(SEGMENTATION_OPTIONS.map(([flags]) => optionName(flags)));
  const { segmentation } = given;
  if (Object.keys(details).length > 0) {
    if (segmentation === undefined) {
      throw new Error(`Cannot use ${Object.keys(details).join(', ')} without --segmentation: say which it is for`);
    }
    return { ...options, segmentation: { method: segmentation, ...details } };
  }
  return segmentation === undefined ? options : { ...options, segmentation };
}

function optionName(flags: string): string {
  return new Option(flags).attributeName();
}
