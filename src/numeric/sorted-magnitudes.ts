/** Below this many values the engine's own sort is as fast. */
const FEW = 512;
/** Bits of each pass, and where they start: 32 in three passes. */
const BITS = 11;
const STARTS = [0, 11, 22];

/**
 * The magnitudes of values, rising, in float32. Many are sorted digit by digit (radix sort): a magnitude's bits, read as a
 * whole number, rise with it.
 */
export function sortedMagnitudes(values: ArrayLike<number>): Float32Array {
  const magnitudes = new Float32Array(values.length);
  for (let i = 0; i < magnitudes.length; i++) magnitudes[i] = Math.abs(values[i]);
  if (magnitudes.length < FEW) return magnitudes.sort();
  let from = new Uint32Array(magnitudes.buffer);
  let to = new Uint32Array(magnitudes.length);
  for (const start of STARTS) {
    const places = new Uint32Array((1 << BITS) + 1);
    const mask = (1 << BITS) - 1;
    for (let i = 0; i < from.length; i++) places[((from[i] >>> start) & mask) + 1]++;
    for (let digit = 0; digit < 1 << BITS; digit++) places[digit + 1] += places[digit];
    for (let i = 0; i < from.length; i++) to[places[(from[i] >>> start) & mask]++] = from[i];
    [from, to] = [to, from];
  }
  return new Float32Array(from.buffer);
}
