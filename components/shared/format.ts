const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const significant = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** A number as a person reads it: three digits that count, thousands apart, a true minus sign. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-4) return value.toExponential(1).replaceAll('-', '−');
  return (size >= 1000 ? grouped : significant).format(value).replace('-', '−');
}

/** The same with its sign always written: what speaks for has a plus. */
export function formatSigned(value: number): string {
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value);
}

/** How many decimals numbers of this size need for three digits that count. */
export function decimalsFor(largest: number): number {
  return largest > 0 ? Math.min(8, Math.max(0, 2 - Math.floor(Math.log10(largest)))) : 0;
}

/** A number with a fixed count of decimals, for columns. */
export function formatFixed(value: number, decimals: number): string {
  return value.toFixed(decimals).replace('-', '−');
}

/** A share 0..1 in per cent; what is not quite all or not quite none never reads as if it were. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  if (percent < 100 && percent > 99.9) return '> 99.9 %';
  const digits = (percent > 99 && percent < 100) || (percent > 0 && percent < 0.95) ? 1 : 0;
  return `${percent.toFixed(digits)} %`;
}

/** `1 region`, `3 regions`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped.format(count)} ${count === 1 ? singular : plural}`;
}

/** `26 × 26 × 8` */
export function formatShape(shape: readonly (number | null)[]): string {
  return shape.length ? shape.map((length) => length ?? '?').join(' × ') : 'one number';
}

/** A duration in milliseconds, in the unit that reads best. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${formatNumber(milliseconds)} ms`;
  if (milliseconds < 90_000) return `${formatNumber(milliseconds / 1000)} s`;
  return `${formatNumber(milliseconds / 60_000)} min`;
}
