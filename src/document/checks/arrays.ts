import { sizeOf } from '../../numeric/nd-array.js';
import { type ArrayValue, base64Length, itemSize } from '../array-value.js';
import { type Problem, pathText } from '../problem.js';

/** That the bytes of every array value in a document, wherever it stands, fill its shape. */
export function arraysProblem(value: unknown, keys: readonly (string | number)[] = []): Problem | null {
  if (typeof value !== 'object' || value === null) return null;
  if (isArrayValue(value)) return fillProblem(value, keys);
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, entry] of entries) {
    const problem = typeof entry === 'object' ? arraysProblem(entry, [...keys, key]) : null;
    if (problem) return problem;
  }
  return null;
}

function isArrayValue(value: object): value is ArrayValue {
  return (
    'dtype' in value &&
    'shape' in value &&
    Array.isArray(value.shape) &&
    'data' in value &&
    typeof value.data === 'string'
  );
}

function fillProblem({ shape, dtype, data }: ArrayValue, keys: readonly (string | number)[]): Problem | null {
  const expected = sizeOf(shape) * itemSize(dtype);
  const got = base64Length(data);
  if (got === expected) return null;
  const path = pathText([...keys, 'data']);
  return {
    path,
    expected: `${expected} bytes, which fill [${shape}] of ${dtype}`,
    got: Number.isNaN(got) ? `${data.length} characters that are no base64` : String(got),
  };
}
