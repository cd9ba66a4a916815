import type { Image } from '../../image/image.js';
import { type LabelMap, neighbours, segmentMeans, segmentSizes } from '../../segmentation/label-map.js';

export const REGION_TREES = ['colour', 'halves'] as const;
export type RegionTreeName = (typeof REGION_TREES)[number];

/** Two nodes that become one: regions are 0..n-1, the result of merge `k` is `n + k`, and the last one is the root. */
export type Merge = readonly [number, number];

/**
 * A binary tree of regions. `colour` merges neighbours from the bottom up, the most alike and smallest first; `halves`
 * cuts the regions from the top down, across the longer side of where their centres lie, into halves of equal number.
 */
export function regionTree(name: RegionTreeName, picture: Image, map: LabelMap): Merge[] {
  return name === 'colour' ? mergedByColour(picture, map) : cutInHalves(map);
}

interface Cluster {
  readonly id: number;
  readonly pixels: number;
  readonly colour: readonly number[];
  readonly near: Set<number>;
}

/** Ward's criterion (1963) on mean colours, among clusters that touch; ties go to the smaller pair, then to the older one. */
function mergedByColour(picture: Image, map: LabelMap): Merge[] {
  const [sizes, means, touching] = [segmentSizes(map), segmentMeans(picture, map), neighbours(map)];
  const { channels } = picture;
  const clusters = new Map<number, Cluster>();
  for (let id = 0; id < map.count; id++) {
    const colour = [...means.subarray(id * channels, (id + 1) * channels)];
    clusters.set(id, { id, pixels: sizes[id], colour, near: new Set(touching[id]) });
  }
  const merges: Merge[] = [];
  while (clusters.size > 1) {
    const [a, b] = closestPair(clusters);
    merges.push([a.id, b.id]);
    join(clusters, a, b, map.count + merges.length - 1);
  }
  return merges;
}

function closestPair(clusters: ReadonlyMap<number, Cluster>): [Cluster, Cluster] {
  let best: [Cluster, Cluster] | undefined;
  let [lowest, smallest] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const a of clusters.values()) {
    for (const id of a.near) {
      const b = clusters.get(id) as Cluster;
      if (b.id < a.id) continue;
      const [cost, pixels] = [wardCost(a, b), a.pixels + b.pixels];
      if (cost > lowest || (cost === lowest && pixels >= smallest)) continue;
      [best, lowest, smallest] = [[a, b], cost, pixels];
    }
  }
  return best as [Cluster, Cluster];
}

function wardCost(a: Cluster, b: Cluster): number {
  const distance = a.colour.reduce((sum, value, k) => sum + (value - b.colour[k]) ** 2, 0);
  return ((a.pixels * b.pixels) / (a.pixels + b.pixels)) * distance;
}

function join(clusters: Map<number, Cluster>, a: Cluster, b: Cluster, id: number): void {
  const pixels = a.pixels + b.pixels;
  const colour = a.colour.map((value, k) => (value * a.pixels + b.colour[k] * b.pixels) / pixels);
  const near = new Set([...a.near, ...b.near].filter((other) => other !== a.id && other !== b.id));
  clusters.delete(a.id);
  clusters.delete(b.id);
  for (const other of near) {
    const { near: theirs } = clusters.get(other) as Cluster;
    theirs.delete(a.id);
    theirs.delete(b.id);
    theirs.add(id);
  }
  clusters.set(id, { id, pixels, colour, near });
}

function cutInHalves(map: LabelMap): Merge[] {
  const centres = centresOf(map);
  const merges: Merge[] = [];
  const cut = (regions: readonly number[]): number => {
    if (regions.length === 1) return regions[0];
    const spread = [0, 1].map((axis) => {
      const places = regions.map((region) => centres[region][axis]);
      return Math.max(...places) - Math.min(...places);
    });
    const axis = spread[0] > spread[1] ? 0 : 1;
    const order = [...regions].sort((a, b) => centres[a][axis] - centres[b][axis] || a - b);
    const middle = Math.ceil(order.length / 2);
    const both: Merge = [cut(order.slice(0, middle)), cut(order.slice(middle))];
    return map.count + merges.push(both) - 1;
  };
  cut(Array.from({ length: map.count }, (_, region) => region));
  return merges;
}

/** Mean row and column of each region. */
function centresOf({ count, width, labels }: LabelMap): [number, number][] {
  const sums = Array.from({ length: count }, () => [0, 0, 0]);
  labels.forEach((label, pixel) => {
    const sum = sums[label];
    sum[0] += Math.floor(pixel / width);
    sum[1] += pixel % width;
    sum[2]++;
  });
  return sums.map(([rows, columns, pixels]) => [rows / pixels, columns / pixels]);
}
