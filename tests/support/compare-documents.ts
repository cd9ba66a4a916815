import { decodeArray } from '../../src/document/index.js';

/**
 * Where two documents differ by more than `tolerance` (of numbers above 1: in parts of them), as paths; array values are
 * compared value by value. What depends on the clock is left out.
 */
export function documentDifferences(actual: unknown, expected: unknown, tolerance: number, path = ''): string[] {
  if (path.endsWith('.provenance.duration')) return [];
  if (typeof actual === 'number' && typeof expected === 'number') {
    const near = Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected));
    return near ? [] : [`${path}: ${actual} for ${expected}`];
  }
  if (isArrayValue(actual) && isArrayValue(expected)) {
    const [a, b] = [decodeArray(actual), decodeArray(expected)];
    return documentDifferences({ ...a, data: [...a.data] }, { ...b, data: [...b.data] }, tolerance, path);
  }
  if (isObject(actual) && isObject(expected)) {
    const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
    return [...keys].flatMap((key) => documentDifferences(actual[key], expected[key], tolerance, `${path}.${key}`));
  }
  return Object.is(actual, expected) ? [] : [`${path}: ${shown(actual)} for ${shown(expected)}`];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isArrayValue = (value: unknown): value is Parameters<typeof decodeArray>[0] =>
  isObject(value) && 'dtype' in value && typeof value.data === 'string';
const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 60);
