import type { AuditEntry } from '../../src/audit/entry.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { random } from '../../src/numeric/random.js';

export const SIDE = 16;
const BAND = 4;

/**
 * Small grey pictures: a bright or dark square in the middle (the object), and in some a bright band along the bottom.
 * `bright` squares are "day", dark ones "night"; half of either stand on a band, unless `paired`: then all of "day" and
 * none of "night".
 */
export function pictures({ count = 24, seed = 1, paired = false } = {}): AuditEntry[] {
  const { uniform } = random(seed);
  return Array.from({ length: count }, (_, i) => {
    const day = i % 2 === 0;
    const band = paired ? day : i % 4 < 2;
    const data = new Float32Array(SIDE * SIDE).map((_, at) => {
      const [row, column] = [Math.floor(at / SIDE), at % SIDE];
      const noise = 0.1 * uniform();
      if (inSquare(row, column)) return (day ? 0.9 : 0.1) + noise - 0.05;
      return (band && row >= SIDE - BAND ? 0.85 : 0.45) + noise - 0.05;
    });
    return {
      name: `${day ? 'day' : 'night'}/${band ? 'band' : 'plain'}-${i}.png`,
      image: { shape: [1, SIDE, SIDE, 1], data },
      label: day ? 'day' : 'night',
      group: band ? 'band' : 'plain',
      mask: maskOf(),
    };
  });
}

const inSquare = (row: number, column: number) => row >= 4 && row < 8 && column >= 4 && column < 12;

function maskOf(): AuditEntry['mask'] {
  const data = Uint8ClampedArray.from({ length: SIDE * SIDE }, (_, at) =>
    inSquare(Math.floor(at / SIDE), at % SIDE) ? 255 : 0,
  );
  return { name: 'mask', width: SIDE, height: SIDE, channels: 1, data };
}

/** A classifier that looks at the mean brightness of some pixels. */
export function lookingAt(looksAt: (row: number, column: number) => boolean, threshold: number) {
  const calls = { images: 0 };
  const predict = ({ shape: [n], data }: NdArray) => {
    calls.images += n;
    return Array.from({ length: n }, (_, i) => {
      let [sum, pixels] = [0, 0];
      for (let at = 0; at < SIDE * SIDE; at++) {
        if (!looksAt(Math.floor(at / SIDE), at % SIDE)) continue;
        sum += data[i * SIDE * SIDE + at];
        pixels++;
      }
      const day = 1 / (1 + Math.exp(-25 * (sum / pixels - threshold)));
      return [day, 1 - day];
    });
  };
  return { calls, model: { name: 'looker', classes: ['day', 'night'], engine: 'test', predict } };
}

export const atBand = (row: number) => row >= SIDE - BAND;
export const atSquare = inSquare;
