import { expect, test } from 'vitest';
import { lbfgs } from '../../src/numeric/lbfgs.js';
import { type LabelledRows, logisticRegression } from '../../src/numeric/logistic-regression.js';
import { random } from '../../src/numeric/random.js';

test('lbfgs finds the bottom of a narrow valley, and says when it was stopped before', () => {
  // (x - 3)^2 + 1000 (y + 1)^2
  const valley = (x: Float64Array, gradient: Float64Array) => {
    gradient[0] = 2 * (x[0] - 3);
    gradient[1] = 2000 * (x[1] + 1);
    return (x[0] - 3) ** 2 + 1000 * (x[1] + 1) ** 2;
  };
  const { x, converged } = lbfgs(valley, Float64Array.of(0, 0));
  expect(converged).toBe(true);
  expect(x[0]).toBeCloseTo(3, 6);
  expect(x[1]).toBeCloseTo(-1, 6);
  expect(lbfgs(valley, Float64Array.of(0, 0), { maxSteps: 1 })).toMatchObject({ steps: 1, converged: false });
  expect(lbfgs(valley, Float64Array.of(0, 0), { tolerance: 1e9 }).steps).toBe(0);
});

function blobs(classes: number, each: number, columns: number): LabelledRows {
  const { normal } = random(4);
  const labels = Array.from({ length: classes * each }, (_, i) => i % classes);
  const data = labels.flatMap((label) =>
    Array.from({ length: columns }, (_, j) => 5 * j + (j + 1) * (normal() + (j % classes === label ? 1 : 0))),
  );
  return { x: { shape: [labels.length, columns], data: Float32Array.from(data) }, labels, classes };
}

/** Standardising, one row and one derivative at a time. */
function slowGradient({ x, labels, classes }: LabelledRows, fit: ReturnType<typeof logisticRegression>, l2: number) {
  const [n, columns] = x.shape;
  const column = (j: number) => Array.from({ length: n }, (_, i) => x.data[i * columns + j]);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / n;
  const deviation = (values: number[]) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
  const residuals = Array.from({ length: n }, (_, i) => {
    const scores = Array.from({ length: classes }, (_, k) =>
      column(0).reduce(
        (sum, _, j) => (j < columns ? sum + x.data[i * columns + j] * fit.kernel.data[j * classes + k] : sum),
        fit.bias.data[k],
      ),
    );
    const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
    return scores.map((score, k) => Math.exp(score) / total - (labels[i] === k ? 1 : 0));
  });
  const ofBias = Array.from({ length: classes }, (_, k) => residuals.reduce((sum, row) => sum + row[k], 0));
  const ofKernel = Array.from({ length: columns }, (_, j) => {
    const [centre, spread] = [mean(column(j)), deviation(column(j))];
    return Array.from({ length: classes }, (_, k) => {
      const fits = residuals.reduce((sum, row, i) => sum + row[k] * ((x.data[i * columns + j] - centre) / spread), 0);
      return fits + l2 * fit.kernel.data[j * classes + k] * spread;
    });
  });
  return [...ofBias, ...ofKernel.flat()];
}

test.each([1, 0.05, 30])('at the minimum the gradient is zero: l2 %d', (l2) => {
  const data = blobs(3, 20, 4);
  const fit = logisticRegression(data, { l2 });
  expect(fit.converged).toBe(true);
  expect(Math.max(...slowGradient(data, fit, l2).map(Math.abs))).toBeLessThan(1e-4);
});

test('one column of two values has a minimum that can be found by halving', () => {
  // Standardised: -1 and 1, three rows of four right. By symmetry kernel = [-w, w] and bias 0.
  const x = { shape: [8, 1], data: Float32Array.of(-1, -1, -1, -1, 1, 1, 1, 1) };
  const { kernel, bias, converged } = logisticRegression(
    { x, labels: [0, 0, 0, 1, 1, 1, 1, 0], classes: 2 },
    { l2: 2 },
  );
  // Derivative of 8 log terms and the penalty l2 / 2 * 2 w^2 along w.
  const slope = (w: number) => 16 / (1 + Math.exp(-2 * w)) - 12 + 4 * w;
  let [low, high] = [0, 2];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) high = middle;
    else low = middle;
  }
  expect(converged).toBe(true);
  expect(kernel.data[1]).toBeCloseTo(low, 5);
  expect(kernel.data[0]).toBeCloseTo(-low, 5);
  expect(bias.data[0]).toBeCloseTo(0, 5);
});

test('scale and offset of a column do not matter, and one that does not vary has no weight', () => {
  const data = blobs(2, 15, 3);
  const changed = {
    ...data,
    x: { ...data.x, data: data.x.data.map((value, i) => (i % 3 === 1 ? 100 * value - 7 : i % 3 === 2 ? 0.3 : value)) },
  };
  const without = { ...data, x: { ...data.x, data: data.x.data.map((value, i) => (i % 3 === 2 ? 0 : value)) } };
  const [a, b] = [logisticRegression(changed), logisticRegression(without)];
  expect([...a.kernel.data.subarray(4)]).toEqual([0, 0]);
  expect(a.kernel.data[0]).toBeCloseTo(b.kernel.data[0], 5);
  expect(100 * a.kernel.data[2]).toBeCloseTo(b.kernel.data[2], 4);
});

test('only the chosen rows take part', () => {
  const data = blobs(2, 10, 2);
  const rows = [0, 1, 2, 3, 8, 9];
  const few = {
    x: {
      shape: [6, 2],
      data: Float32Array.from(rows.flatMap((row) => [...data.x.data.subarray(2 * row, 2 * row + 2)])),
    },
    labels: rows.map((row) => data.labels[row]),
    classes: 2,
  };
  expect(logisticRegression(data, { rows })).toEqual(logisticRegression(few));
  expect(logisticRegression(data)).not.toEqual(logisticRegression(few));
});

test.each([
  [{ l2: 0 }, 'Cannot fit with l2 0: expected a number above 0'],
  [{ l2: Number.NaN }, 'Cannot fit with l2 NaN'],
  [{ rows: [0, 2, 4] }, 'Cannot fit class 1: it has no rows'],
])('refuses %j', (options, sentence) => {
  expect(() => logisticRegression(blobs(2, 3, 2), options)).toThrow(sentence);
});
