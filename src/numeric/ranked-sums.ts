/** Below this many values the engine's own sort is as fast. */
const FEW = 512;
/** Bits of each pass: 31 in three. */
const BITS = 11;
const SIZE = 1 << BITS;
const MASK = SIZE - 1;

/** What counting leaves behind, for the next to use: maps of many layers are gone through one after the other. */
const starts = [0, 1, 2].map(() => new Uint32Array(SIZE));
let spare = new Uint32Array(2 ** 14);
/** No more than this is kept. */
const MOST_SPARE = 2 ** 18;

/**
 * The sum of values' magnitudes, and of each magnitude times its rank among them (0: the smallest), in float32. Many are
 * sorted digit by digit (radix sort): a magnitude's bits, read as a whole number, rise with it.
 */
export function rankedSums(values: ArrayLike<number>): { readonly sum: number; readonly ranked: number } {
  const magnitudes = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) magnitudes[i] = Math.abs(values[i]);
  return values.length < FEW ? sumsOfSorted(magnitudes.sort()) : sumsByDigits(magnitudes);
}

function sumsOfSorted(sorted: Float32Array) {
  let sum = 0;
  let ranked = 0;
  for (let i = 0; i < sorted.length; i++) {
    sum += sorted[i];
    ranked += sorted[i] * i;
  }
  return { sum, ranked };
}

function sumsByDigits(magnitudes: Float32Array) {
  const bits = new Uint32Array(magnitudes.buffer);
  const [low, middle, high] = startsOf(bits);
  const byLow = spareOf(bits.length);
  scatter(bits, byLow, low, 0);
  scatter(byLow, bits, middle, BITS);
  // In the order of all but the highest digit: what is left is to count up each of these.
  let sum = 0;
  let ranked = 0;
  for (let i = 0; i < bits.length; i++) {
    sum += magnitudes[i];
    ranked += magnitudes[i] * high[bits[i] >>> (2 * BITS)]++;
  }
  return { sum, ranked };
}

function spareOf(length: number): Uint32Array {
  if (length > MOST_SPARE) return new Uint32Array(length);
  if (spare.length < length) spare = new Uint32Array(length);
  return spare.subarray(0, length);
}

/** For each digit, lowest first: where the numbers that have it start among all. */
function startsOf(bits: Uint32Array): readonly Uint32Array[] {
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
  return starts;
}

function scatter(from: Uint32Array, to: Uint32Array, starts: Uint32Array, digit: number): void {
  for (let i = 0; i < from.length; i++) to[starts[(from[i] >>> digit) & MASK]++] = from[i];
}
