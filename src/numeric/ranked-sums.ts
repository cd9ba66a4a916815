/** Below this many values the engine's own sort is as fast. */
const FEW = 512;
/** Bits of each pass, and those that no pass looks at. */
const BITS = 11;
const IGNORED = 31 - 2 * BITS;
const SIZE = 1 << BITS;
const MASK = SIZE - 1;

/** What counting leaves behind, for the next to use: maps of many layers are gone through one after the other. */
const starts = { low: new Uint32Array(SIZE), high: new Uint32Array(SIZE) };

/**
 * The sum of values' magnitudes, and of each magnitude times its rank among them (0: the smallest), in float32. Many are
 * sorted digit by digit (radix sort): a magnitude's bits, read as a whole number, rise with it. Of their 31 bits the
 * first 22 are looked at: magnitudes that differ by less than one part in 8,192 may change places, which changes the sum of
 * ranked ones by far less.
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
  const { low, high } = startsOf(bits);
  const byLow = new Uint32Array(bits.length);
  for (let i = 0; i < bits.length; i++) byLow[low[(bits[i] >>> IGNORED) & MASK]++] = bits[i];
  // What is left of a sort is to count up each of the higher digits.
  const sorted = new Float32Array(byLow.buffer);
  let sum = 0;
  let ranked = 0;
  for (let i = 0; i < sorted.length; i++) {
    sum += sorted[i];
    ranked += sorted[i] * high[byLow[i] >>> (IGNORED + BITS)]++;
  }
  return { sum, ranked };
}

/** For each digit: where the numbers that have it start among all. */
function startsOf(bits: Uint32Array): typeof starts {
  const { low, high } = starts;
  low.fill(0);
  high.fill(0);
  for (let i = 0; i < bits.length; i++) {
    low[(bits[i] >>> IGNORED) & MASK]++;
    high[bits[i] >>> (IGNORED + BITS)]++;
  }
  countUp(low);
  countUp(high);
  return starts;
}

/** Numbers of things before each, in place of the numbers of each. */
function countUp(counts: Uint32Array): void {
  let before = 0;
  for (let digit = 0; digit < SIZE; digit++) {
    const count = counts[digit];
    counts[digit] = before;
    before += count;
  }
}
