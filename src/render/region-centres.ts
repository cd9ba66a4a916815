import type { LabelMap } from '../segmentation/label-map.js';

/** For each segment the pixel that is farthest from its border (in city blocks): the place for a label. `[x, y]` in pixel units. */
export function regionCentres({ width, height, labels, count }: LabelMap): readonly (readonly [number, number])[] {
  const depth = new Int32Array(labels.length);
  const beside = (at: number, neighbour: number, inside: boolean) =>
    inside && labels[neighbour] === labels[at] ? depth[neighbour] + 1 : 1;
  for (let at = 0; at < depth.length; at++) {
    const above = beside(at, at - width, at >= width);
    depth[at] = Math.min(above, beside(at, at - 1, at % width > 0));
  }
  const best = new Int32Array(count).fill(-1);
  for (let at = depth.length - 1; at >= 0; at--) {
    const below = beside(at, at + width, at < (height - 1) * width);
    depth[at] = Math.min(depth[at], below, beside(at, at + 1, at % width < width - 1));
    const label = labels[at];
    if (best[label] < 0 || depth[at] > depth[best[label]]) best[label] = at;
  }
  return Array.from(best, (at) => [(at % width) + 0.5, Math.floor(at / width) + 0.5] as const);
}
