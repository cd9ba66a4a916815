import { finiteNumber } from '../attribution/option-checks.js';
import { type Mask, maskedMap } from './mask.js';
import type { EvidenceDocument } from './trial.js';

export interface PointingGameOptions {
  /** How far beside the mask still counts, in pixels from 0. Default: 15, as in the paper. */
  readonly tolerance?: number;
}

export interface PointingGame {
  /** 1 a hit, 0 a miss; between where several pixels share the maximum: how many of them hit. */
  readonly hit: number;
  /** Share of the picture that counts as a hit: what a random point would get. */
  readonly chance: number;
}

/**
 * Whether the pixel with the most evidence lies on the object (Zhang et al. 2018, "Top-down neural attention by excitation
 * backprop"). The share of hits over a data set is its pointing game accuracy.
 * @throws RangeError for a mask of another size, an empty one, or a tolerance out of range.
 */
export function pointingGame(
  document: EvidenceDocument,
  mask: Mask,
  { tolerance = 15 }: PointingGameOptions = {},
): PointingGame {
  finiteNumber('tolerance', tolerance, 'pixels from 0', (value) => value >= 0);
  const { values, inside, width } = maskedMap(document, mask);
  const near = within(inside, width, tolerance);
  const most = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  let [maxima, hits] = [0, 0];
  values.forEach((value, i) => {
    if (value !== most) return;
    maxima++;
    hits += near[i];
  });
  return { hit: hits / maxima, chance: near.reduce((sum, each) => sum + each, 0) / near.length };
}

/** Pixels at most so far from one that is inside: only those on an edge are walked around. */
function within(inside: Uint8Array, width: number, distance: number): Uint8Array {
  const near = inside.slice();
  const height = inside.length / width;
  const reach = Math.floor(distance);
  for (let at = 0; at < inside.length; at++) {
    if (!inside[at]) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    const inner = x > 0 && x < width - 1 && y > 0 && y < height - 1;
    if (inner && inside[at - 1] && inside[at + 1] && inside[at - width] && inside[at + width]) continue;
    for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
      const across = Math.floor(Math.sqrt(distance ** 2 - (row - y) ** 2));
      near.fill(1, row * width + Math.max(0, x - across), row * width + Math.min(width - 1, x + across) + 1);
    }
  }
  return near;
}
