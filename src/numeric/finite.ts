/**
 * Where the first NaN or infinity is, -1 if there is none. It runs over every image that is fed: numbers are only looked at
 * one by one where their sum is not finite, as any NaN or infinity makes it.
 */
export function firstNotFinite(values: Float32Array): number {
  return Number.isFinite(sumOf(values)) ? -1 : values.findIndex((value) => !Number.isFinite(value));
}

/** In double precision, which singles cannot overflow. Four sums side by side, so that none waits for the one before. */
function sumOf(values: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = values.length - (values.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += values[i];
    b += values[i + 1];
    c += values[i + 2];
    d += values[i + 3];
  }
  for (let i = whole; i < values.length; i++) a += values[i];
  return a + b + c + d;
}
