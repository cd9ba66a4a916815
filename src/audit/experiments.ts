import { gaussianBlur } from '../image/blur.js';
import type { PreparedInput } from '../image/prepare-input.js';
import type { Predictor } from '../network/predictor.js';
import { scoresOf } from '../network/scores.js';
import { mean } from '../numeric/mean.js';
import type { NdArray } from '../numeric/nd-array.js';
import { type Random, random } from '../numeric/random.js';
import { filled, pasted, randomRegions } from './composites.js';
import type { Concept } from './concepts.js';
import { type Contrast, contrastOf, type Outcome } from './effect.js';
import { areaShare, type ImageEvidence, outsideRegions } from './image-evidence.js';
import type { PictureShelf } from './picture-shelf.js';

/** What a removed concept is covered with: other images' pixels in the same place, a mean colour, a blur, noise. */
export const FILLS = ['swap', 'mean', 'blur', 'noise'] as const;
export type Fill = (typeof FILLS)[number];

export interface Laboratory {
  readonly model: Predictor;
  readonly images: readonly ImageEvidence[];
  readonly shelf: PictureShelf;
  /** Mean colour of the data set in input units, and what pixels 0 and 255 become. */
  readonly mean: readonly number[];
  readonly range: readonly [low: number, high: number];
  /** The most images of an experiment, and how often each is repeated. */
  readonly most: number;
  readonly repeats: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Counts images fed forward. */
  readonly count: (forwardPasses: number) => void;
  readonly onImage?: () => void;
}

/** Whether experiments may touch everything, or, where there are masks, only what lies outside the objects. */
export type Where = 'anywhere' | 'outside';

/** A concept must cover this much of an image to be taken out of it or brought into another. */
const LEAST_AREA = 0.01;

/** Takes a concept out of the images that were predicted as its class, by each fill; against random regions of its size. */
export async function removeConcept(
  lab: Laboratory,
  concept: Concept,
  where: Where = 'anywhere',
): Promise<Partial<Record<Fill, Contrast>>> {
  const source = random(lab.seed);
  const images = chosen(lab, carriers(lab, concept), source);
  const donors = lab.images.flatMap(({ predicted }, i) => (predicted === concept.predicted ? [] : [i]));
  const pairs: Record<Fill, { effect: Outcome; control: Outcome }[]> = { swap: [], mean: [], blur: [], noise: [] };
  for (const index of images) {
    const input = await lab.shelf.input(index);
    if (input === null) continue;
    const marked = concept.members.get(index) as Uint8Array;
    const covers = await coversOf(lab, input, fitting(lab, donors, index), source, where);
    const trials = covers.flatMap((cover) =>
      [marked, controlOf(lab.images[index], marked, source, where)].map((regions) =>
        pasted(input.values, cover.values, inRegions(lab.images[index], regions)),
      ),
    );
    const scores = await probabilities(lab, trials, input.values);
    for (const fill of FILLS) {
      const own = covers.flatMap((cover, i) => (cover.fill === fill ? [i] : []));
      if (own.length === 0) continue;
      const outcome = (side: 0 | 1) =>
        outcomeOf(
          own.map((i) => scores[2 * i + side]),
          lab.images[index],
          concept.predicted,
          -1,
        );
      pairs[fill].push({ effect: outcome(0), control: outcome(1) });
    }
    lab.onImage?.();
  }
  const found = FILLS.map((fill) => [fill, contrastOf(pairs[fill], lab.seed)] as const);
  return Object.fromEntries(found.filter(([, contrast]) => contrast !== null));
}

/** Brings a concept from the images that have it into images of other classes, in its place; against random regions of them. */
export async function addConcept(
  lab: Laboratory,
  concept: Concept,
  where: Where = 'anywhere',
): Promise<Contrast | null> {
  const source = random(lab.seed + 1);
  const donors = carriers(lab, concept);
  const recipients = lab.images.flatMap(({ predicted }, i) => (predicted === concept.predicted ? [] : [i]));
  const pairs: { effect: Outcome; control: Outcome }[] = [];
  for (const index of chosen(lab, recipients, source)) {
    const input = await lab.shelf.input(index);
    if (input === null) continue;
    const from = source.shuffle(fitting(lab, donors, index)).slice(0, lab.repeats);
    const trials: Float32Array[] = [];
    const isFree = freeOf(lab.images[index], where);
    for (const donor of from) {
      const given = await lab.shelf.input(donor);
      if (given === null) continue;
      const marked = concept.members.get(donor) as Uint8Array;
      for (const regions of [marked, controlOf(lab.images[donor], marked, source, where)]) {
        const isPasted = inRegions(lab.images[donor], regions);
        trials.push(pasted(input.values, given.values.data, (pixel) => isPasted(pixel) && isFree(pixel)));
      }
    }
    if (trials.length === 0) continue;
    const scores = await probabilities(lab, [Float32Array.from(input.values.data), ...trials], input.values);
    const before = scores[0][concept.predicted];
    const outcome = (side: 0 | 1): Outcome => {
      const after = scores.slice(1).filter((_, i) => i % 2 === side);
      return {
        change: mean(after.map((row) => row[concept.predicted] - before)),
        flipped: mean(after.map((row) => (highest(row) === concept.predicted ? 1 : 0))),
      };
    };
    pairs.push({ effect: outcome(0), control: outcome(1) });
    lab.onImage?.();
  }
  return contrastOf(pairs, lab.seed);
}

/** The part of a concept that lies outside the objects; `null` if there are no masks, or no such part. */
export function outsideOf(images: readonly ImageEvidence[], concept: Concept): Concept | null {
  const members = [...concept.members].flatMap(([index, marked]): [number, Uint8Array][] => {
    const outside = outsideRegions(images[index]);
    const part = outside && marked.map((on, region) => on & outside[region]);
    return part?.includes(1) ? [[index, part]] : [];
  });
  return members.length === 0 ? null : { ...concept, members: new Map(members) };
}

/** Where something may be pasted over: with `outside`, not on the object. */
function freeOf(image: ImageEvidence, where: Where): (pixel: number) => boolean {
  const outside = where === 'outside' ? outsideRegions(image) : null;
  return (pixel) => outside === null || outside[image.labels[pixel]] === 1;
}

function controlOf(image: ImageEvidence, marked: Uint8Array, source: Random, where: Where): Uint8Array {
  return randomRegions(image, marked, source, (where === 'outside' && outsideRegions(image)) || undefined);
}

/** Images predicted as the concept's class that show enough of it. */
function carriers({ images }: Laboratory, { predicted, members }: Concept): number[] {
  return [...members].flatMap(([index, marked]) =>
    images[index].predicted === predicted && areaShare(images[index], marked) >= LEAST_AREA ? [index] : [],
  );
}

function chosen({ most }: Laboratory, indices: readonly number[], { shuffle }: Random): number[] {
  return shuffle([...indices]).slice(0, most);
}

/** Only images of one size can give each other pixels. */
export function fitting({ images }: Laboratory, indices: readonly number[], index: number): number[] {
  const { width, height } = images[index];
  return indices.filter((i) => i !== index && images[i].width === width && images[i].height === height);
}

async function coversOf(
  lab: Laboratory,
  { values }: PreparedInput,
  donors: readonly number[],
  source: Random,
  where: Where,
): Promise<{ fill: Fill; values: ArrayLike<number> }[]> {
  const [, height, width, channels] = values.shape;
  const [low, high] = lab.range;
  const covers: { fill: Fill; values: ArrayLike<number> }[] = [
    { fill: 'mean', values: filled(lab.mean, values.data.length) },
    { fill: 'blur', values: gaussianBlur(values.data, [height, width, channels], Math.max(height, width) / 10) },
    {
      fill: 'noise',
      values: Float32Array.from(values.data, () => low + (high - low) * source.uniform()),
    },
  ];
  for (const donor of source.shuffle([...donors]).slice(0, lab.repeats)) {
    const given = await lab.shelf.input(donor);
    if (given === null) continue;
    const { data } = given.values;
    covers.push({ fill: 'swap', values: where === 'outside' ? withoutObject(data, lab.images[donor]) : data });
  }
  return covers;
}

/** An image whose object, and what touches it, has the mean colour of the rest: no piece of it may be pasted as background. */
export function withoutObject(data: Float32Array, image: ImageEvidence): Float32Array {
  const outside = outsideRegions(image);
  if (outside === null) return data;
  const channels = data.length / image.labels.length;
  const sums = new Float64Array(channels);
  let pixels = 0;
  for (let i = 0; i < image.labels.length; i++) {
    if (!outside[image.labels[i]]) continue;
    for (let k = 0; k < channels; k++) sums[k] += data[i * channels + k];
    pixels++;
  }
  return data.map((value, at) =>
    outside[image.labels[Math.floor(at / channels)]] ? value : sums[at % channels] / Math.max(1, pixels),
  );
}

const inRegions =
  ({ labels }: ImageEvidence, marked: Uint8Array) =>
  (pixel: number) =>
    marked[labels[pixel]] === 1;

/** Class probabilities of each trial. */
export async function probabilities(
  { model, signal, count }: Pick<Laboratory, 'model' | 'signal' | 'count'>,
  trials: readonly Float32Array[],
  { shape: [, ...shape] }: NdArray,
): Promise<Float32Array[]> {
  if (trials.length === 0) return [];
  const size = trials[0].length;
  const data = new Float32Array(trials.length * size);
  for (const [i, trial] of trials.entries()) data.set(trial, i * size);
  const scores = await scoresOf(model, { shape: [trials.length, ...shape], data }, { output: 'probability', signal });
  count(trials.length);
  const classes = scores.shape[1];
  return trials.map((_, i) => Float32Array.from(scores.data.subarray(i * classes, (i + 1) * classes)));
}

export function outcomeOf(
  rows: readonly Float32Array[],
  image: ImageEvidence,
  predicted: number,
  sign: 1 | -1,
): Outcome {
  return {
    change: mean(rows.map((row) => sign * (row[predicted] - image.probability))),
    flipped: mean(rows.map((row) => (highest(row) === predicted ? 0 : 1))),
  };
}

const highest = (row: Float32Array) => row.reduce((best, score, i) => (score > row[best] ? i : best), 0);
