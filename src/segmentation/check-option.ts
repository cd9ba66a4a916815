/** What a numeric option may be. */
export interface NumberRule {
  /** Smallest allowed value. */
  readonly from?: number;
  /** Values must be larger than this. */
  readonly above?: number;
  readonly whole?: boolean;
}

/**
 * Checks one numeric option of a segmentation method.
 * @throws TypeError if it is no number; RangeError if it breaks the rule.
 */
export function checkNumber(method: string, option: string, value: unknown, rule: NumberRule): void {
  const expected = `expected a ${rule.whole ? 'whole ' : ''}number ${rule.above === undefined ? `from ${rule.from ?? 0}` : `above ${rule.above}`}`;
  if (typeof value !== 'number') {
    throw new TypeError(`Cannot segment with ${method}: ${option} is ${described(value)}, ${expected}`);
  }
  const fits =
    Number.isFinite(value) &&
    (!rule.whole || Number.isSafeInteger(value)) &&
    (rule.above === undefined ? value >= (rule.from ?? 0) : value > rule.above);
  if (!fits) throw new RangeError(`Cannot segment with ${method}: ${option} is ${value}, ${expected}`);
}

/** A value as messages show it. */
export function described(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : Array.isArray(value) ? 'an array' : String(value);
}
