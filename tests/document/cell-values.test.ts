import { expect, it } from 'vitest';
import { cellValues } from '../../src/document/cell-values.js';
import { encodeArray } from '../../src/document/encode.js';

const values = (shape: number[], data: number[]) => encodeArray({ shape, data: Float32Array.from(data) });

it.each([
  ['adds channels up', { values: values([1, 2, 2], [1, 2, -3, 1]) }, [3, -2]],
  ['takes a value once that is repeated', { values: values([1, 2, 2], [1, 1, -3, -3]), repeated: true }, [1, -3]],
  ['takes cells of a layer as they are', { values: values([1, 2], [4, -5]), layer: 'conv' }, [4, -5]],
])('%s', (_, result, expected) => {
  expect(cellValues(result)).toEqual({ width: 2, height: 1, values: Float64Array.from(expected) });
});
