import { type Command, Option } from 'commander';
import { decimal, numberOrWord } from './options.js';

type MethodOption = readonly [flags: string, description: string, parse?: (text: string) => unknown];

/** Options of `explain` that are handed to the method, by name; the method says which it takes, and which values. */
const METHOD_OPTIONS: Readonly<Record<string, readonly MethodOption[]>> = {
  'Options of most methods:': [
    ['--output <name>', 'which score is explained: logit or probability (default: logit; lime: probability)'],
    ['--against <class>', 'another class, whose score is subtracted: why the one rather than the other'],
    [
      '--baseline <colour>',
      'what nothing looks like: a number in input units, mean, blur or noise (default: 0)',
      numberOrWord,
    ],
    ['--batch <n>', 'images a batch', decimal],
  ],
  'Options of methods that sample (lime, kernel-shap, rise, smoothgrad, ...):': [
    ['--samples <n>', 'perturbed images, or auto: until the answer is stable', numberOrWord],
    ['--max-samples <n>', 'the most that auto may take', decimal],
    ['--noise <share>', 'smoothgrad: standard deviation, as a share of the range of the values', decimal],
    ['--confidence <x>', 'how sure auto must be (default: 0.95)', decimal],
    ['--tolerance <x>', 'with auto: what may still change, as a share of the largest value', decimal],
    ['--stable-top <n>', 'with auto: how many of the largest values must have settled', decimal],
    ['--cells <n>', 'rise: cells of a mask, down and across', numbers],
    ['--keep <x>', 'rise: how likely a cell is shown (default: 0.5)', decimal],
    ['--tree <name>', 'partition-shap: how regions are joined, colour or halves'],
    ['--form <name>', 'smoothgrad: mean, squared or variance; rise: which form'],
  ],
  'Options of integrated-gradients and occlusion:': [
    ['--steps <n>', 'points on the way from the baseline (default: 50)', decimal],
    ['--quadrature <name>', 'gauss-legendre, trapezoid, middle, ...'],
    [
      '--baselines <list>',
      'several baselines, whose answers are averaged: numbers or names with commas between',
      words,
    ],
    ['--window <pixels>', 'occlusion: what is hidden at once, one side or height,width', numbers],
    ['--stride <pixels>', 'occlusion: how far the window moves, one number or down,across', numbers],
  ],
  'Options of xrai:': [
    ['--attribution <name>', 'which evidence is ranked: integrated-gradients or occlusion'],
    ['--scales <list>', 'of felzenszwalb: from fine to coarse', numbers],
    ['--dilation <pixels>', 'how far regions reach beyond their edge', decimal],
    ['--min-pixels <n>', 'smallest addition to the ranking', decimal],
  ],
  'Options of lrp and deeplift:': [
    ['--rule <name>', 'one rule for every layer: epsilon, gamma, z-plus, alpha-beta, flat, w-square, box'],
    ['--composite <name>', 'rules by the kind of layer: epsilon-plus, epsilon-plus-flat, ...'],
    ['--epsilon <x>', 'of the rule epsilon', decimal],
    ['--gamma <x>', 'of the rule gamma', decimal],
    ['--beta <x>', 'of the rule alpha-beta; --alpha is its other number', decimal],
    ['--low <x>', 'of the rule box: least value of the input', decimal],
    ['--high <x>', 'of the rule box: greatest value of the input', decimal],
    ['--pooling <name>', 'deeplift: how max pooling is handed back'],
  ],
  'Options of the CAM family:': [
    ['--fuse <name>', 'maps of several layers in one: mean or max'],
    ['--compared-classes <n>', 'finer-cam: how many of the most similar classes (default: 3)', decimal],
    ['--interpolate <name>', 'guided-grad-cam: how the map is enlarged, nearest or bilinear'],
  ],
  'Options of lime:': [
    ['--preset <name>', 'defaults of another library: marcotcr, captum, xplique'],
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
    [
      '--alpha <x>',
      'penalty of the regression (lime), weight of what speaks for (lrp), of the others (finer-cam)',
      decimal,
    ],
  ],
};

const METHOD_FLAGS = Object.values(METHOD_OPTIONS).flat();

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

/** Adds the options of all methods, in groups. */
export function withMethodOptions(command: Command): Command {
  for (const [group, options] of Object.entries(METHOD_OPTIONS)) {
    for (const [flags, description, parse] of options) {
      const option = new Option(flags, description).helpGroup(group);
      command.addOption(parse ? option.argParser(parse) : option);
    }
  }
  const group = 'Options of methods that look at regions (lime, kernel-shap, shapley, ablation, ...):';
  const regions: readonly MethodOption[] = [
    ['--segmentation <name>', 'how the image is cut up: quickshift, slic, felzenszwalb, grid'],
    ['--segments <n>', 'about how many superpixels', decimal],
    ...SEGMENTATION_OPTIONS.map(([flags, description]): MethodOption => [flags, description, decimal]),
  ];
  for (const [flags, description, parse] of regions) {
    const option = new Option(flags, description).helpGroup(group);
    command.addOption(parse ? option.argParser(parse) : option);
  }
  return command;
}

/** What of the command line goes to the method: only what was given. */
export function methodOptions(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const pick = (names: readonly string[]) =>
    Object.fromEntries(names.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]));
  const options = pick(['segments', ...METHOD_FLAGS.map(([flags]) => optionName(flags))]);
  const details = pick(SEGMENTATION_OPTIONS.map(([flags]) => optionName(flags)));
  const { segmentation } = given;
  if (Object.keys(details).length > 0) {
    if (segmentation === undefined) {
      const flags = Object.keys(details).map(flagOf);
      throw new Error(`Cannot use ${flags.join(', ')} without --segmentation: say which it is for`);
    }
    return { ...options, segmentation: { method: segmentation, ...details } };
  }
  return segmentation === undefined ? options : { ...options, segmentation };
}

/** An option of a method as the command line has it: `kernelWidth` is `--kernel-width`. */
export function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** What a method says of its options, in the words of the command line. */
export function inFlags(message: string): string {
  const names = new Set([...METHOD_FLAGS, ...SEGMENTATION_OPTIONS].map(([flags]) => optionName(flags)));
  for (const name of ['segmentation', 'segments', 'layer', 'target', 'seed']) names.add(name);
  const flag = (name: string) => (names.has(name) ? flagOf(name) : name);
  return message
    .replace(/^Cannot use (\w+)/, (_, name) => `Cannot use ${flag(name)}`)
    .replace(
      /(it has no option |did you mean )"(\w+)"/g,
      (_, words, name) => `${words}${names.has(name) ? flagOf(name) : `"${name}"`}`,
    )
    .replace(
      /: expected ((?:\w+, )+\w+)$/,
      (_, list: string) =>
        `: expected ${list
          .split(', ')
          .filter((name) => names.has(name))
          .map(flag)
          .join(', ')}`,
    );
}

/** Several numbers or words, with commas between. */
function words(text: string): (number | string)[] {
  return text.split(',').map(numberOrWord);
}

/** One number, or several with commas between. */
function numbers(text: string): number | number[] {
  const values = text.split(',').map(decimal);
  return values.length === 1 ? values[0] : values;
}

function optionName(flags: string): string {
  return new Option(flags).attributeName();
}
