import type { PreparedInput } from '../image/prepare-input.js';
import type { Predictor } from '../network/predictor.js';
import { mean } from '../numeric/mean.js';
import { type Random, random } from '../numeric/random.js';
import { type Composite, pasting, pixelsOf, randomRegions, unchanged } from './composites.js';
import type { Concept } from './concepts.js';
import type { CoverShelf } from './cover-shelf.js';
import { type Contrast, contrastOf, type Outcome } from './effect.js';
import { areaShare, type ImageEvidence, outsideRegions } from './image-evidence.js';
import type { PictureShelf } from './picture-shelf.js';
import { predictTrials, type Trials } from './trials.js';

/** What a removed concept is covered with: other images' pixels in the same place, a mean colour, a blur, noise. */
export const FILLS = ['swap', 'mean', 'blur', 'noise'] as const;
export type Fill = (typeof FILLS)[number];

export interface Laboratory {
  readonly model: Predictor;
  readonly images: readonly ImageEvidence[];
  readonly shelf: PictureShelf;
  readonly covers: CoverShelf;
  /** The most images of an experiment, and how often each is repeated. */
  readonly most: number;
  readonly repeats: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Counts images fed forward. */
  readonly count: (forwardPasses: number) => void;
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
  const removals = async function* (): AsyncGenerator<Trials> {
    for (const index of images) {
      const input = await lab.shelf.input(index);
      if (input === null) continue;
      const image = lab.images[index];
      const marked = concept.members.get(index) as Uint8Array;
      const own = pixelsOf(image, marked);
      const covers = await coversOf(lab, index, input, fitting(lab, donors, index), source, where);
      yield {
        shape: input.values.shape.slice(1),
        images: covers.flatMap(({ values }) =>
          [own, pixelsOf(image, controlOf(image, marked, source, where))].map((mask) =>
            pasting(input.values, values, mask),
          ),
        ),
        take: (scores) => takeRemovals(pairs, covers, scores, { image, predicted: concept.predicted }),
      };
    }
  };
  await predictTrials(lab, removals());
  const found = FILLS.map((fill) => [fill, contrastOf(pairs[fill], lab.seed)] as const);
  return Object.fromEntries(found.filter(([, contrast]) => contrast !== null));
}

/** What came of one image's covers, each with its control behind it: one pair a fill, the mean over its covers. */
function takeRemovals(
  pairs: Readonly<Record<Fill, { effect: Outcome; control: Outcome }[]>>,
  covers: readonly Cover[],
  scores: readonly Float32Array[],
  { image, predicted }: { readonly image: ImageEvidence; readonly predicted: number },
): void {
  for (const fill of FILLS) {
    const own = covers.flatMap((cover, i) => (cover.fill === fill ? [i] : []));
    if (own.length === 0) continue;
    const outcome = (side: 0 | 1) =>
      outcomeOf(
        own.map((i) => scores[2 * i + side]),
        image,
        predicted,
        -1,
      );
    pairs[fill].push({ effect: outcome(0), control: outcome(1) });
  }
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
  const additions = async function* (): AsyncGenerator<Trials> {
    for (const index of chosen(lab, recipients, source)) {
      const input = await lab.shelf.input(index);
      if (input === null) continue;
      const free = freePixels(lab.images[index], where);
      const composites: Composite[] = [];
      for (const donor of source.shuffle(fitting(lab, donors, index)).slice(0, lab.repeats)) {
        const given = await lab.shelf.input(donor);
        if (given === null) continue;
        const image = lab.images[donor];
        const marked = concept.members.get(donor) as Uint8Array;
        for (const regions of [marked, controlOf(image, marked, source, where)])
          composites.push(pasting(input.values, given.values.data, pixelsOf(image, regions), free));
      }
      if (composites.length === 0) continue;
      yield {
        shape: input.values.shape.slice(1),
        images: [unchanged(input.values), ...composites],
        take: ([before, ...after]) => pairs.push(additionOf(before, after, concept.predicted)),
      };
    }
  };
  await predictTrials(lab, additions());
  return contrastOf(pairs, lab.seed);
}

/** What came of one image's additions, each with its control behind it. */
function additionOf(before: Float32Array, after: readonly Float32Array[], predicted: number) {
  const outcome = (side: 0 | 1): Outcome => {
    const own = after.filter((_, i) => i % 2 === side);
    return {
      change: mean(own.map((row) => row[predicted] - before[predicted])),
      flipped: mean(own.map((row) => (highest(row) === predicted ? 1 : 0))),
    };
  };
  return { effect: outcome(0), control: outcome(1) };
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

/** The pixels that may be pasted over: with `outside`, not those of the object. */
function freePixels(image: ImageEvidence, where: Where): Uint8Array | undefined {
  const outside = where === 'outside' ? outsideRegions(image) : null;
  return outside ? pixelsOf(image, outside) : undefined;
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

interface Cover {
  readonly fill: Fill;
  readonly values: ArrayLike<number>;
}

async function coversOf(
  { covers: made, shelf, repeats }: Laboratory,
  index: number,
  { values }: PreparedInput,
  donors: readonly number[],
  source: Random,
  where: Where,
): Promise<readonly Cover[]> {
  const covers: Cover[] = [
    { fill: 'mean', values: made.mean(values) },
    { fill: 'blur', values: made.blur(index, values) },
    { fill: 'noise', values: made.noise(index, values) },
  ];
  for (const donor of source.shuffle([...donors]).slice(0, repeats)) {
    const given = await shelf.input(donor);
    if (given === null) continue;
    covers.push({
      fill: 'swap',
      values: where === 'outside' ? made.background(donor, given.values) : given.values.data,
    });
  }
  return covers;
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
