import { formatNumber } from '../../src/document/index.js';

/** The power of ten that small or huge numbers are written in units of, so that columns stay short; 0 for others. */
export function commonExponent(largest: number): number {
  const exponent = largest > 0 ? Math.floor(Math.log10(largest)) : 0;
  return exponent < -3 || exponent > 4 ? exponent : 0;
}

/** How many decimals numbers of this size need for three digits that count. */
export function decimalsFor(largest: number): number {
  return largest > 0 ? Math.min(8, Math.max(0, 2 - Math.floor(Math.log10(largest)))) : 0;
}

/** A number with a fixed count of decimals, for columns. */
export function formatFixed(value: number, decimals: number): string {
  return value.toFixed(decimals).replace('-', '−');
}

/** A duration in milliseconds, in the unit that reads best. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${formatNumber(milliseconds)} ms`;
  if (milliseconds < 90_000) return `${formatNumber(milliseconds / 1000)} s`;
  return `${formatNumber(milliseconds / 60_000)} min`;
}
