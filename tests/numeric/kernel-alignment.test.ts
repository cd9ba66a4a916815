import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { linearCka } from '../../src/numeric/kernel-alignment.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { random } from '../../src/numeric/random.js';

interface Reference {
  readonly x: NdArray<number[]>;
  readonly y: NdArray<number[]>;
  readonly linear_cka: number;
  readonly linear_cka_self: number;
}

const reference: Reference = JSON.parse(
  await readFile(new URL('../fixtures/surrogate/cka.json', import.meta.url), 'utf8'),
);

it('is the reference value', () => {
  expect(linearCka(reference.x, reference.y)).toBeCloseTo(reference.linear_cka, 12);
  expect(linearCka(reference.y, reference.x)).toBeCloseTo(reference.linear_cka, 12);
  expect(linearCka(reference.x, reference.x)).toBeCloseTo(reference.linear_cka_self, 12);
});

it('is what the cross-covariance of the features gives', () => {
  const { normal } = random(4);
  const features = (n: number, c: number) => ({ shape: [n, c], data: Array.from({ length: n * c }, normal) });
  const [x, y] = [features(12, 5), features(12, 3)];
  const column = ({ shape: [n, c], data }: NdArray<number[]>, k: number) => {
    const values = Array.from({ length: n }, (_, i) => data[i * c + k]);
    const mean = values.reduce((a, b) => a + b) / n;
    return values.map((value) => value - mean);
  };
  const cross = (a: NdArray<number[]>, b: NdArray<number[]>) => {
    let sum = 0;
    for (let i = 0; i < a.shape[1]; i++) {
      for (let j = 0; j < b.shape[1]; j++) {
        const other = column(b, j);
        sum += column(a, i).reduce((total, value, k) => total + value * other[k], 0) ** 2;
      }
    }
    return sum;
  };
  expect(linearCka(x, y)).toBeCloseTo(cross(x, y) / Math.sqrt(cross(x, x) * cross(y, y)), 12);
});

it('does not change with scale, shift and rotation', () => {
  const { x, y } = reference;
  const [n, c] = x.shape;
  const [sine, cosine] = [Math.sin(0.7), Math.cos(0.7)];
  const turned = x.data.map((value, i) => {
    const [at, k] = [Math.floor(i / c) * c, i % c];
    if (k > 1) return 3 * value + k;
    const [first, second] = [x.data[at], x.data[at + 1]];
    return 3 * (k === 0 ? cosine * first - sine * second : sine * first + cosine * second) + k;
  });
  expect(linearCka({ shape: [n, c], data: turned }, y)).toBeCloseTo(reference.linear_cka, 12);
});

it('has no value where features are the same for all, and refuses different things', () => {
  expect(linearCka({ shape: [3, 1], data: [2, 2, 2] }, { shape: [3, 1], data: [1, 2, 3] })).toBeNull();
  expect(() => linearCka({ shape: [3, 1], data: [1, 2, 3] }, { shape: [2, 1], data: [1, 2] })).toThrow(
    'Cannot align features of 3 things with features of 2',
  );
});
