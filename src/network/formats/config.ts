/** A layer's configuration, its keys in snake_case. */
export type Config = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same JSON with snake_case keys throughout: tfjs writes camelCase in places. */
export function snakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeKeys);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [snakeCase(key), snakeKeys(entry)]));
}

const snakeCase = (key: string) => key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

/** A whole number of a configuration, or the default where it is not said. */
export function numberIn(config: Config, key: string, fallback?: number): number {
  const value = config[key] ?? fallback;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Error(`its ${key} is ${JSON.stringify(value)}, expected a number`);
}

/** `[vertical, horizontal]`; a single number stands for both. */
export function pairIn(config: Config, key: string, fallback?: readonly [number, number]): readonly [number, number] {
  const value = config[key] ?? fallback;
  if (typeof value === 'number') return [value, value];
  if (isNumbers(value) && value.length === 2) return [value[0], value[1]];
  if (isNumbers(value) && value.length === 1) return [value[0], value[0]];
  throw new Error(`its ${key} is ${JSON.stringify(value)}, expected a number or a pair`);
}

/** As `pairIn`, for what is counted in steps of at least 1: kernels, strides, dilations, windows. */
export function stepsIn(config: Config, key: string, fallback?: readonly [number, number]): readonly [number, number] {
  const pair = pairIn(config, key, fallback);
  if (pair.every((step) => Number.isInteger(step) && step >= 1)) return pair;
  throw new Error(`its ${key} is ${JSON.stringify(config[key])}, expected whole numbers from 1`);
}

/** `[[top, bottom], [left, right]]`; a number or a pair stands for more sides. */
export function marginsIn(config: Config, key: string): readonly (readonly [number, number])[] {
  const value = config[key];
  if (typeof value === 'number') return marginsIn({ [key]: [value, value] }, key);
  if (Array.isArray(value) && value.length === 2) {
    return value.map((side) => (typeof side === 'number' ? [side, side] : pairIn({ [key]: side }, key)));
  }
  throw new Error(`its ${key} is ${JSON.stringify(value)}, expected [[top, bottom], [left, right]]`);
}

export function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'number');
}

/** One of some words, or the default where it is not said. */
export function wordIn<const W extends string>(config: Config, key: string, words: readonly W[], fallback: W): W {
  const value = config[key] ?? fallback;
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  throw new Error(`its ${key} is ${JSON.stringify(value)}, expected ${words.join(' or ')}`);
}

/** An axis counted from the end, so that it means the same with and without the batch. `rank` is without the batch. */
export function axisIn(config: Config, rank: number, fallback = -1): number {
  const value = config.axis ?? fallback;
  const axis = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof axis !== 'number') throw new Error(`its axis is ${JSON.stringify(value)}, expected one axis`);
  return axis < 0 ? axis : axis - rank - 1;
}
