/**
 * How far each value belongs to the largest `share` (above 0 up to 1) of them: 1 or 0; those that tie for the last places
 * share them equally. The memberships add up to `share * n`.
 */
export function topShare(values: ArrayLike<number>, share: number): Float64Array {
  const places = share * values.length;
  const sorted = Float64Array.from(values).sort();
  const limit = sorted[Math.max(0, values.length - Math.ceil(places))];
  let [above, equal] = [0, 0];
  for (const value of sorted) {
    if (value > limit) above++;
    else if (value === limit) equal++;
  }
  const part = (places - above) / equal;
  return Float64Array.from(values, (value) => (value > limit ? 1 : value === limit ? part : 0));
}
