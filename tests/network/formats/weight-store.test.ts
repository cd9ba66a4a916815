import { expect, test } from 'vitest';
import { weightStore } from '../../../src/network/formats/weight-store.js';
import type { NdArray } from '../../../src/numeric/nd-array.js';

const store = (...names: string[]) =>
  weightStore(new Map(names.map((name, i) => [name, { shape: [1], data: Float32Array.of(i) }])));
const one = { shape: [1] };
const valuesOf = (weights: Record<string, NdArray>) => Object.values(weights).map(({ data }) => data[0]);

test.each<[string, string[], string[], number[]]>([
  ['layer/role', ['conv/kernel', 'conv/bias'], ['conv'], [0, 1]],
  ['without the outer model', ['conv/kernel', 'conv/bias'], ['body', 'conv'], [0, 1]],
  [
    'with the outer model',
    ['conv/kernel', 'conv/bias', 'body/conv/kernel', 'body/conv/bias'],
    ['body', 'conv'],
    [2, 3],
  ],
  [
    'not the outer one of the same name',
    ['body/conv/kernel', 'body/conv/bias', 'conv/kernel', 'conv/bias'],
    ['conv'],
    [2, 3],
  ],
  ['Keras 3: the model first', ['sequential/conv/kernel', 'sequential/conv/bias'], ['conv'], [0, 1]],
  ['a cell between', ['conv/cell/kernel', 'conv/cell/bias'], ['conv'], [0, 1]],
  ['TensorFlow variables', ['conv/kernel:0', 'conv/bias:0'], ['conv'], [0, 1]],
  [
    'a name with slashes',
    ['conv1/bn/kernel', 'conv1/bn/bias', 'conv2/bn/kernel', 'conv2/bn/bias'],
    ['conv2/bn'],
    [2, 3],
  ],
  ['by order, if all roles are strange', ['conv/vars/0', 'conv/vars/1'], ['conv'], [0, 1]],
])('finds weights: %s', (_, names, path, expected) => {
  expect(valuesOf(store(...names).take(path, { kernel: one, bias: one }))).toEqual(expected);
});

test.each<[string, string[], string]>([
  ['missing', ['conv/kernel'], 'weight "conv/bias" is missing (it has "conv/kernel")'],
  ['nothing there', ['other/kernel'], 'weight "conv/kernel" is missing'],
  [
    'ambiguous',
    ['a/conv/kernel', 'b/conv/kernel', 'a/conv/bias'],
    'weights "a/conv/kernel" and "b/conv/kernel" both fit, expected one',
  ],
  [
    'order unclear',
    ['conv/0', 'conv/1', 'conv/2'],
    'weight "conv/kernel" is missing (it has "conv/0", "conv/1", "conv/2")',
  ],
])('refuses: %s', (_, names, message) => {
  expect(() => store(...names).take(['conv'], { kernel: one, bias: one })).toThrow(message);
});

test('checks shapes, null being any length', () => {
  const weights = weightStore(new Map([['conv/kernel', { shape: [3, 3, 1, 2], data: new Float32Array(18) }]]));
  expect(weights.take(['conv'], { kernel: { shape: [3, 3, null, 2] } }).kernel.shape).toEqual([3, 3, 1, 2]);
  expect(() => weights.take(['conv'], { kernel: { shape: [3, 3, 3, null] } })).toThrow(
    'weight "conv/kernel" has shape [3,3,1,2], expected [3,3,3,?]',
  );
});

test('lists what no layer took, but not the state of optimizers and seeds', () => {
  const weights = store(
    'conv/kernel',
    'extra/bias',
    'dropout/seed_generator/seed_generator_state',
    'optimizer/m',
    'n/count',
  );
  weights.take(['conv'], { kernel: one });
  expect(weights.unused()).toEqual(['extra/bias']);
  weights.take(['extra'], {});
  expect(weights.unused()).toEqual([]);
});
