/** Below this many values the engine's own sort is as fast. */
const FEW = 512;
/** Bits of each pass: 31 in three. */
const BITS = 11;
const SIZE = 1 << BITS;
const MASK = SIZE - 1;

/** What sorting leaves behind, for the next to use: maps of many layers are sorted one after the other. */
const starts = [0, 1, 2].map(() => new Uint32Array(SIZE));
let spare = new Uint32Array(2 ** 14);
/** No more than this is kept. */
const MOST_SPARE = 2 ** 18;

/**
 * The magnitudes of values, rising, in float32. Many are sorted digit by digit (radix sort): a magnitude's bits, read as a
 * whole number, rise with it.
 */
export function sortedMagnitudes(values: ArrayLike<number>): Float32Array {
  const { length } = values;
  const sorted = new Float32Array(length);
  for (let i = 0; i < length; i++) sorted[i] = Math.abs(values[i]);
  if (length < FEW) return sorted.sort();
  const bits = new Uint32Array(sorted.buffer);
  const other = spareOf(length);
  countDigits(bits);
  other.set(bits);
  scatter(other, bits, starts[0], 0);
  scatter(bits, other, starts[1], BITS);
  scatter(other, bits, starts[2], 2 * BITS);
  return sorted;
}

function spareOf(length: number): Uint32Array {
  if (length > MOST_SPARE) return new Uint32Array(length);
  if (spare.length < length) spare = new Uint32Array(length);
  return spare.subarray(0, length);
}

/** For each of the three digits: where the numbers with this digit start among all. */
function countDigits(bits: Uint32Array): void {
  const [low, middle, high] = starts;
  for (const counts of starts) counts.fill(0);
  for (let i = 0; i < bits.length; i++) {
    low[bits[i] & MASK]++;
    middle[(bits[i] >>> BITS) & MASK]++;
    high[bits[i] >>> (2 * BITS)]++;
  }
  for (const counts of starts) {
    let before = 0;
    for (let digit = 0; digit < SIZE; digit++) {
      const count = counts[digit];
      counts[digit] = before;
      before += count;
    }
  }
}

function scatter(from: Uint32Array, to: Uint32Array, starts: Uint32Array, digit: number): void {
  for (let i = 0; i < from.length; i++) to[starts[(from[i] >>> digit) & MASK]++] = from[i];
}
