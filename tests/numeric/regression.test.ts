import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forwardSelection } from '../../src/numeric/forward-selection.js';
import { lasso } from '../../src/numeric/lasso.js';
import { lassoPath } from '../../src/numeric/lasso-path.js';
import { momentsOf, responseMoments } from '../../src/numeric/least-squares.js';
import { predictLinear } from '../../src/numeric/linear-fit.js';
import { random } from '../../src/numeric/random.js';
import { ridge } from '../../src/numeric/ridge.js';

function problem(seed: number, rows = 40, columns = 5) {
  const source = random(seed);
  const data = Float64Array.from({ length: rows * columns }, () => (source.uniform() < 0.3 ? 0 : source.normal()));
  const design = { rows, columns, data };
  const weights = Float64Array.from({ length: rows }, () => source.uniform());
  const response = Float64Array.from(
    { length: rows },
    (_, row) => data[row * columns] - 2 * data[row * columns + 1] + source.normal(),
  );
  const moments = momentsOf(design, weights);
  return { design, weights, response, moments, target: responseMoments(design, weights, response, moments) };
}

const sumOver = (rows: number, value: (row: number) => number) =>
  Array.from({ length: rows }, (_, row) => value(row)).reduce((a, b) => a + b, 0);

describe('ridge', () => {
  it('of one column by hand', () => {
    // x 0, 1, 2 with weights 1, 1, 2: mean 1.25, spread 2.75; y 0, 1, 4: mean 2.25, cross 5.75.
    const design = { rows: 3, columns: 1, data: [0, 1, 2] };
    const moments = momentsOf(design, [1, 1, 2]);
    const fit = ridge(moments, responseMoments(design, [1, 1, 2], [0, 1, 4], moments), 1);
    expect([...moments.means, ...moments.gram]).toEqual([1.25, 2.75]);
    expect(fit.coefficients[0]).toBeCloseTo(5.75 / 3.75, 12);
    expect(fit.intercept).toBeCloseTo(2.25 - (1.25 * 5.75) / 3.75, 12);
    expect(fit.r2).toBeCloseTo(1 - (12.75 - 2 * (5.75 ** 2 / 3.75) + 2.75 * (5.75 / 3.75) ** 2) / 12.75, 12);
  });

  it('leaves residuals that its penalty balances', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0, max: 50, noNaN: true }), (seed, alpha) => {
        const { design, weights, response, moments, target } = problem(seed);
        const fit = ridge(moments, target, alpha);
        const residual = (row: number) => weights[row] * (response[row] - predictLinear(fit, design.data, row * 5));
        expect(sumOver(40, residual)).toBeCloseTo(0, 8);
        for (let j = 0; j < 5; j++) {
          expect(sumOver(40, (row) => residual(row) * design.data[row * 5 + j])).toBeCloseTo(
            alpha * fit.coefficients[j],
            7,
          );
        }
        const left = sumOver(40, (row) => residual(row) ** 2 / weights[row]);
        expect(fit.r2).toBeCloseTo(1 - left / target.variation, 8);
      }),
      { numRuns: 50 },
    );
  });

  it('shares an effect between equal columns when nothing is penalised', () => {
    const design = { rows: 4, columns: 2, data: [0, 0, 1, 1, 2, 2, 3, 3] };
    const moments = momentsOf(design, [1, 1, 1, 1]);
    const fit = ridge(moments, responseMoments(design, [1, 1, 1, 1], [1, 3, 5, 7], moments), 0);
    expect([...fit.coefficients].map((value) => value.toFixed(9))).toEqual(['1.000000000', '1.000000000']);
    expect(fit.r2).toBeCloseTo(1, 9);
  });

  it('has no R2 of a response that does not vary', () => {
    const design = { rows: 3, columns: 1, data: [0, 1, 2] };
    const moments = momentsOf(design, [1, 1, 1]);
    expect(ridge(moments, responseMoments(design, [1, 1, 1], [0.3, 0.3, 0.3], moments), 1).r2).toBeNull();
  });

  it('takes part of the rows and of the columns', () => {
    const { design, weights, response } = problem(7);
    const rows = [3, 8, 9, 20, 31, 33];
    const small = {
      rows: 6,
      columns: 2,
      data: rows.flatMap((row) => [design.data[row * 5 + 1], design.data[row * 5 + 4]]),
    };
    const moments = momentsOf(design, weights, rows);
    const fit = ridge(moments, responseMoments(design, weights, response, moments, rows), 1, [1, 4]);
    const [w, y] = [weights, response].map((values) => rows.map((row) => values[row]));
    const expected = ridge(momentsOf(small, w), responseMoments(small, w, y, momentsOf(small, w)), 1);
    expect(fit.intercept).toBeCloseTo(expected.intercept, 10);
    for (const i of [0, 1]) expect(fit.coefficients[i]).toBeCloseTo(expected.coefficients[i], 10);
  });
});

describe('lasso', () => {
  it('meets its optimality conditions', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0.001, max: 1, noNaN: true }), (seed, alpha) => {
        const { design, weights, response, moments, target } = problem(seed);
        const fit = lasso(moments, target, alpha);
        for (let j = 0; j < 5; j++) {
          const pull = sumOver(
            40,
            (row) =>
              weights[row] * (response[row] - predictLinear(fit, design.data, row * 5)) * design.data[row * 5 + j],
          );
          const limit = alpha * moments.total;
          if (fit.coefficients[j] === 0) expect(Math.abs(pull)).toBeLessThan(limit + 1e-7);
          else expect(pull).toBeCloseTo(Math.sign(fit.coefficients[j]) * limit, 6);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('lies on its path', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const { moments, target } = problem(seed, 30, 8);
        const path = lassoPath(moments, target);
        path.forEach(({ penalty, coefficients }) => {
          const fit = lasso(moments, target, penalty / moments.total);
          for (let j = 0; j < 8; j++) expect(coefficients[j]).toBeCloseTo(fit.coefficients[j], 6);
        });
        expect(path.at(-1)!.penalty).toBeCloseTo(0, 9);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves a column that repeats another out of the path', () => {
    const design = { rows: 4, columns: 2, data: [0, 0, 1, 1, 2, 2, 3, 3] };
    const moments = momentsOf(design, [1, 1, 1, 1]);
    const path = lassoPath(moments, responseMoments(design, [1, 1, 1, 1], [1, 3, 5, 7], moments));
    expect([...path.at(-1)!.coefficients].map((value) => Number(value.toFixed(9))).sort()).toEqual([0, 2]);
  });
});

describe('forward selection', () => {
  it('chooses what fitting every candidate would', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const { moments, target } = problem(seed, 40, 6);
        const chosen: number[] = [];
        for (let step = 0; step < 4; step++) {
          const left = [0, 1, 2, 3, 4, 5].filter((j) => !chosen.includes(j));
          const scores = left.map((j) => ridge(moments, target, 0, [...chosen, j]).r2!);
          chosen.push(left[scores.indexOf(Math.max(...scores))]);
        }
        expect(forwardSelection(moments, target, 4)).toEqual(chosen);
      }),
      { numRuns: 50 },
    );
  });

  it('stops at the number of columns', () => {
    const { moments, target } = problem(1);
    expect(forwardSelection(moments, target, 100)).toHaveLength(5);
  });
});
