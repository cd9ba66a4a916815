import { expect, it } from 'vitest';
import { featureSelectionBy } from '../../../src/attribution/surrogate/feature-selection.js';
import { fitSurrogate, surrogateCovariance } from '../../../src/attribution/surrogate/surrogate.js';
import { random } from '../../../src/numeric/random.js';

const columns = 6;
const effects = [1, -0.6, 0.4, 0.2, 0, 0];
const select = featureSelectionBy('none');

/** One draw of samples of a linear model with noise that grows with column 0 and an interaction that it misses. */
function draw(seed: number, rows: number) {
  const source = random(seed);
  const data = Uint8Array.from({ length: rows * columns }, () => source.integer(0, 1));
  const weights = new Float64Array(rows);
  const scores = Float64Array.from({ length: rows }, (_, row) => {
    const x = data.subarray(row * columns, (row + 1) * columns);
    weights[row] = 0.2 + 0.8 * source.uniform();
    const linear = effects.reduce((sum, effect, i) => sum + effect * x[i], 0);
    return linear + 0.5 * x[0] * x[1] + (0.1 + 0.4 * x[0]) * source.normal();
  });
  return { neighbourhood: { design: { rows, columns, data }, weights }, scores };
}

const spread = (values: number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};

it.each([
  ['ridge', 1, 200],
  ['ridge', 1, 40],
  ['ridge', 20, 100],
  ['lasso', 0.01, 200],
] as const)('of a %s (alpha %d, %d samples) is the spread over draws', (regression, alpha, rows) => {
  const fits = Array.from({ length: 400 }, (_, seed) => {
    const { neighbourhood, scores } = draw(seed, rows);
    const options = { regression, alpha, select, features: columns } as const;
    const surrogate = fitSurrogate(neighbourhood, scores, options);
    const { columns: kept, covariance } = surrogateCovariance(neighbourhood, scores, options, surrogate);
    return {
      weights: surrogate.weights,
      errors: new Map(kept.map((column, i) => [column, Math.sqrt(covariance.get(i, i))])),
    };
  });
  for (let column = 0; column < 4; column++) {
    const told = fits.flatMap(({ errors }) => errors.get(column) ?? []);
    const mean = told.reduce((sum, error) => sum + error, 0) / told.length;
    const ratio = mean / spread(fits.map(({ weights }) => weights[column]));
    expect(ratio, `column ${column}`).toBeGreaterThan(0.85);
    expect(ratio, `column ${column}`).toBeLessThan(1.25);
  }
});
