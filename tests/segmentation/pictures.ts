import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { decode } from 'fast-png';
import type { Image } from '../../src/image/image.js';
import { type LabelMap, segmentSizes } from '../../src/segmentation/index.js';

const folder = new URL('../fixtures/segmentation/', import.meta.url);

export const PHOTOGRAPHS = ['astronaut', 'chelsea', 'coffee'] as const;

/** One of the photographs, 224x224. */
export function photograph(name: string): Image {
  const { width, height, data } = decode(readFileSync(new URL(`${name}.png`, folder)));
  return { name, width, height, channels: 3, data: Uint8ClampedArray.from(data) };
}

/** The labels that scikit-image 0.19 gave it. */
export function referenceLabels(name: string, key: string): ArrayLike<number> {
  return decode(readFileSync(new URL(`${name}.${key}.png`, folder))).data;
}

export function picture(width: number, height: number, channels: 1 | 3, valueAt: (i: number) => number): Image {
  const data = Uint8ClampedArray.from({ length: width * height * channels }, (_, i) => valueAt(i));
  return { name: 'made', width, height, channels, data };
}

/** Small pictures of all kinds: noise, few values, constant, grey or colour, also one pixel. */
export const anyPicture: fc.Arbitrary<Image> = fc
  .record({
    width: fc.integer({ min: 1, max: 17 }),
    height: fc.integer({ min: 1, max: 17 }),
    channels: fc.constantFrom(1 as const, 3 as const),
    values: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 60 }),
  })
  .map(({ width, height, channels, values }) => picture(width, height, channels, (i) => values[i % values.length]));

/** Whether the labels are 0..count-1 and each of them is used. */
export function isSequential(map: LabelMap): boolean {
  const inside = map.labels.every((label) => label >= 0 && label < map.count);
  return inside && map.count > 0 && segmentSizes(map).every((size) => size > 0);
}

/** How many pieces the segments have, pixels hanging together by edges. */
export function countPieces({ width, labels }: LabelMap): number {
  const seen = new Set<number>();
  let pieces = 0;
  for (let start = 0; start < labels.length; start++) {
    if (seen.has(start)) continue;
    pieces++;
    const stack = [start];
    seen.add(start);
    while (stack.length > 0) {
      const p = stack.pop()!;
      const near = [p - width, p + width];
      if (p % width > 0) near.push(p - 1);
      if ((p + 1) % width > 0) near.push(p + 1);
      for (const q of near) {
        if (labels[q] !== labels[p] || seen.has(q)) continue;
        seen.add(q);
        stack.push(q);
      }
    }
  }
  return pieces;
}
