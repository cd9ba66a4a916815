import { kmeans } from 'ml-kmeans';
import { type Random, random } from '../numeric/random.js';
import { type DescriptorLayout, descriptorLength } from './describe-regions.js';
import { evidenceShares } from './evidence-shares.js';
import { type ImageEvidence, regionCount } from './image-evidence.js';

/** Regions of many images that look alike to the network and to a person, for one predicted class. */
export interface Concept {
  /** The predicted class whose evidence it holds. */
  readonly predicted: number;
  /** Which regions of an image belong to it, by the image's index: 1 or 0 a region. Images without any are not listed. */
  readonly members: ReadonlyMap<number, Uint8Array>;
  /** Share of the evidence for the class that lies in it, and of the area of the images that were predicted as it. */
  readonly shareOfEvidence: number;
  readonly shareOfArea: number;
  /** How alike its regions are, 0..1: 1 minus their variance over that of all regions. */
  readonly coherence: number;
}

export interface ConceptOptions {
  readonly layout: DescriptorLayout;
  /** The most concepts of a class. */
  readonly most: number;
  readonly seed: number;
}

/** Into how many groups all regions are put, one after the other: few broad concepts, and many narrow ones. */
const GROUPINGS = [3, 5, 8, 13];

/** How much each part of a description counts: the network's view first, then looks, then place. */
const IMPORTANCE = { network: 1, colour: 0.7, texture: 0.4, position: 0.4 };

/** Concepts with less of the evidence than this are not tested. */
const LEAST_EVIDENCE = 0.08;

/** Two concepts of a class that share more than this of their area together are one. */
const SAME = 0.6;

/** More predicted classes than this are not tested. */
const MOST_CLASSES = 40;

/** Regions that the groups are found on; all others join the nearest. */
const MOST_REGIONS = 4000;

/**
 * The candidates for what a classifier leans on: the regions of all images clustered by k-means (Ghorbani et al. 2019,
 * "Towards automatic concept-based explanations"; here each region is described by the network's activations, its colour,
 * texture and place, at several numbers of groups), then weighed by how much of the evidence for each predicted class they
 * hold. By falling share of evidence over share of area within a class. All images' regions belong to a group, whether they
 * carry evidence or not.
 */
export function findConcepts(images: readonly ImageEvidence[], options: ConceptOptions): Concept[] {
  const points = images.flatMap((image) => descriptionsOf(image, options.layout));
  const scaled = scaleParts(points, options.layout);
  const classes = testedClasses(images).tested;
  const candidates = GROUPINGS.filter((groups) => groups < scaled.length / 2).flatMap((groups) => {
    const groupOf = cluster(scaled, groups, random(options.seed + groups));
    const coherence = coherenceOf(scaled, groupOf, groups);
    const members = membersOf(images, groupOf, groups);
    return classes.flatMap((predicted) => conceptsOf(images, members, coherence, predicted));
  });
  return classes.flatMap((predicted) => distinct(images, candidates, predicted).slice(0, options.most));
}

/**
 * The predicted classes whose concepts are looked for: of more than 40 those with most images, as each costs some thousand
 * predictions, and of a class with a handful of images nothing could be told.
 */
export function testedClasses(images: readonly ImageEvidence[]): {
  readonly tested: readonly number[];
  readonly left: number;
} {
  const counts = new Map<number, number>();
  for (const { predicted } of images) counts.set(predicted, (counts.get(predicted) ?? 0) + 1);
  const ranked = [...counts].sort(([a, of], [b, other]) => other - of || a - b).map(([predicted]) => predicted);
  return {
    tested: ranked.slice(0, MOST_CLASSES).sort((a, b) => a - b),
    left: Math.max(0, ranked.length - MOST_CLASSES),
  };
}

function descriptionsOf({ descriptors }: ImageEvidence, layout: DescriptorLayout): Float32Array[] {
  const length = descriptorLength(layout);
  return Array.from({ length: descriptors.length / length }, (_, i) =>
    descriptors.subarray(i * length, (i + 1) * length),
  );
}

/** Every part centred and brought to a total variance of its importance, so that none counts more for having more numbers. */
function scaleParts(points: readonly Float32Array[], layout: DescriptorLayout): number[][] {
  const scaled = points.map((): number[] => []);
  let start = 0;
  for (const part of ['network', 'colour', 'texture', 'position'] as const) {
    const length = layout[part];
    const means = Array.from(
      { length },
      (_, k) => points.reduce((sum, point) => sum + point[start + k], 0) / points.length,
    );
    let variance = 0;
    for (const point of points) for (let k = 0; k < length; k++) variance += (point[start + k] - means[k]) ** 2;
    const scale = variance > 0 ? IMPORTANCE[part] / Math.sqrt(variance / points.length) : 0;
    points.forEach((point, i) => {
      for (let k = 0; k < length; k++) scaled[i].push((point[start + k] - means[k]) * scale);
    });
    start += length;
  }
  return scaled;
}

/** The group of each point, from 0. */
function cluster(points: number[][], groups: number, source: Random): Int32Array {
  const step = Math.max(1, Math.ceil(points.length / MOST_REGIONS));
  const some = points.filter((_, i) => i % step === 0);
  const seed = source.integer(1, 2 ** 31 - 1);
  const { centroids } = kmeans(some, groups, { seed, initialization: 'kmeans++', maxIterations: 100 });
  return Int32Array.from(points, (point) => nearest(point, centroids));
}

/** For each group: 1 minus the mean squared distance from its centre, as a share of that of all points from theirs. */
function coherenceOf(points: readonly number[][], groupOf: Int32Array, groups: number): Float64Array {
  const length = points[0]?.length ?? 0;
  const centres = Array.from({ length: groups }, () => new Float64Array(length));
  const counts = new Float64Array(groups);
  points.forEach((point, i) => {
    counts[groupOf[i]]++;
    for (let k = 0; k < length; k++) centres[groupOf[i]][k] += point[k];
  });
  const within = new Float64Array(groups);
  let total = 0;
  points.forEach((point, i) => {
    const group = groupOf[i];
    for (let k = 0; k < length; k++) {
      within[group] += (point[k] - centres[group][k] / counts[group]) ** 2;
      // The parts are centred: the centre of all points is 0.
      total += point[k] ** 2;
    }
  });
  const mean = total / Math.max(points.length, 1);
  return within.map((sum, group) => Math.max(0, 1 - sum / Math.max(counts[group], 1) / Math.max(mean, 1e-12)));
}

function nearest(point: readonly number[], centroids: readonly (readonly number[])[]): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  centroids.forEach((centroid, group) => {
    const distance = centroid.reduce((sum, value, k) => sum + (value - point[k]) ** 2, 0);
    if (distance < least) [best, least] = [group, distance];
  });
  return best;
}

type Members = ReadonlyMap<number, Uint8Array>;

/** Of each group: which regions of an image belong to it, by the image's index. */
function membersOf(images: readonly ImageEvidence[], groupOf: Int32Array, groups: number): Members[] {
  const members = Array.from({ length: groups }, () => new Map<number, Uint8Array>());
  let first = 0;
  images.forEach((image, index) => {
    const count = regionCount(image);
    for (let region = 0; region < count; region++) {
      const own = members[groupOf[first + region]];
      const marked = own.get(index) ?? new Uint8Array(count);
      marked[region] = 1;
      own.set(index, marked);
    }
    first += count;
  });
  return members;
}

/** The groups as concepts of a class: with their shares of its evidence and area. */
function conceptsOf(
  images: readonly ImageEvidence[],
  members: readonly Members[],
  coherence: Float64Array,
  predicted: number,
): Concept[] {
  const groups = members.length;
  const evidence = new Float64Array(groups);
  const area = new Float64Array(groups);
  images.forEach((image, index) => {
    if (image.predicted !== predicted) return;
    const shares = evidenceShares(image);
    members.forEach((own, group) => {
      const marked = own.get(index);
      if (!marked) return;
      for (let region = 0; region < marked.length; region++) {
        evidence[group] += marked[region] * shares[region];
        area[group] += (marked[region] * image.sizes[region]) / image.labels.length;
      }
    });
  });
  const [allEvidence, allArea] = [evidence, area].map((values) => values.reduce((sum, value) => sum + value, 0));
  if (allEvidence === 0) return [];
  return members.map((own, group) => ({
    predicted,
    members: own,
    shareOfEvidence: evidence[group] / allEvidence,
    shareOfArea: area[group] / allArea,
    coherence: coherence[group],
  }));
}

/** The strongest concepts of a class, leaving out those that are nearly the same as a stronger one. */
function distinct(images: readonly ImageEvidence[], candidates: readonly Concept[], predicted: number): Concept[] {
  const own = candidates
    .filter((concept) => concept.predicted === predicted && concept.shareOfEvidence >= LEAST_EVIDENCE)
    .sort((a, b) => strength(b) - strength(a));
  const chosen: Concept[] = [];
  for (const concept of own) {
    if (chosen.every((other) => overlap(images, concept, other) <= SAME)) chosen.push(concept);
  }
  return chosen;
}

/** Much evidence, and more of it than its area would hold by chance. */
function strength({ shareOfEvidence, shareOfArea }: Concept): number {
  return shareOfEvidence * Math.min(4, shareOfEvidence / Math.max(shareOfArea, 1e-6)) ** 0.5;
}

/** Intersection over union of two concepts' areas, over the images that were predicted as their class. */
function overlap(images: readonly ImageEvidence[], one: Concept, other: Concept): number {
  let [shared, either] = [0, 0];
  images.forEach(({ predicted, sizes, labels }, index) => {
    if (predicted !== one.predicted) return;
    const [a, b] = [one.members.get(index), other.members.get(index)];
    for (let region = 0; region < sizes.length; region++) {
      const [inOne, inOther] = [a?.[region] ?? 0, b?.[region] ?? 0];
      shared += (sizes[region] * (inOne & inOther)) / labels.length;
      either += (sizes[region] * (inOne | inOther)) / labels.length;
    }
  });
  return either === 0 ? 0 : shared / either;
}
