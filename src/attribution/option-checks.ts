import { closest, distance } from 'fastest-levenshtein';
import { OptionRangeError, OptionTypeError } from './option-error.js';

/**
 * The value, if it is a whole number from `low` to `high`.
 * @throws TypeError or RangeError that names the option otherwise.
 */
export function wholeNumber(option: string, value: unknown, low: number, high = Number.MAX_SAFE_INTEGER): number {
  const bounds = high === Number.MAX_SAFE_INTEGER ? `from ${low}` : `from ${low} to ${high}`;
  if (typeof value !== 'number')
    throw new OptionTypeError(option, badOption(option, value, `a whole number ${bounds}`));
  if (Number.isSafeInteger(value) && value >= low && value <= high) return value;
  throw new OptionRangeError(option, badOption(option, value, `a whole number ${bounds}`));
}

/**
 * The value, if it is a finite number that `holds`.
 * @throws TypeError or RangeError that names the option and says what was `expected` otherwise.
 */
export function finiteNumber(
  option: string,
  value: unknown,
  expected = 'a finite number',
  holds: (value: number) => boolean = () => true,
): number {
  if (typeof value !== 'number') throw new OptionTypeError(option, badOption(option, value, expected));
  if (Number.isFinite(value) && holds(value)) return value;
  throw new OptionRangeError(option, badOption(option, value, expected));
}

/**
 * The value, if it is one of the names.
 * @throws TypeError that lists the names otherwise.
 */
export function oneOf<const N extends string>(option: string, value: unknown, names: readonly N[], also = ''): N {
  const found = names.find((name) => name === value);
  if (found !== undefined) return found;
  const expected = `${names.map((name) => `"${name}"`).join(', ')}${also}`;
  throw new OptionTypeError(option, badOption(option, value, `one of ${expected}`));
}

/**
 * Refuses options that a method does not have.
 * @throws TypeError that offers the nearest name.
 */
export function onlyKnownOptions(method: string, options: object, known: readonly string[]): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || known.includes(name)) continue;
    const near = closest(name, known);
    // A slip of a letter in three, not another word.
    const slips = Math.max(1, Math.floor(name.length / 3));
    const hint = distance(name, near) <= slips ? `did you mean "${near}"?` : `expected ${known.join(', ')}`;
    throw new TypeError(`Cannot run ${method}: it has no option "${name}": ${hint}`);
  }
}

function badOption(option: string, value: unknown, expected: string): string {
  return `Cannot use ${option} ${shown(value)}: expected ${expected}`;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  return typeof value === 'object' && value !== null ? `of type ${value.constructor?.name ?? 'object'}` : String(value);
}
