import { describe, expect, it } from 'vitest';
import { orientedGradients } from '../../src/metrics/oriented-gradients.js';
import { random } from '../../src/numeric/random.js';
import { absoluteError } from '../support/compare.js';

const mapOf = (height: number, width: number, value: (row: number, column: number) => number) =>
  Float64Array.from({ length: height * width }, (_, i) => value(Math.floor(i / width), i % width));

/** As scikit-image goes: direction after direction, each looking for its pixels. */
function slowGradients(values: Float64Array, height: number, width: number): number[] {
  const at = (row: number, column: number) => values[row * width + column];
  const down = (r: number, c: number) => (r === 0 || r === height - 1 ? 0 : at(r + 1, c) - at(r - 1, c));
  const across = (r: number, c: number) => (c === 0 || c === width - 1 ? 0 : at(r, c + 1) - at(r, c - 1));
  const cell = (i: number, j: number, k: number) => {
    let sum = 0;
    for (let r = 8 * i; r < 8 * i + 8; r++) {
      for (let c = 8 * j; c < 8 * j + 8; c++) {
        const degrees = ((((Math.atan2(down(r, c), across(r, c)) * 180) / Math.PI) % 180) + 180) % 180;
        if (degrees >= 20 * k && degrees < 20 * (k + 1)) sum += Math.hypot(down(r, c), across(r, c));
      }
    }
    return sum / 64;
  };
  const features: number[] = [];
  for (let i = 0; i + 3 <= Math.floor(height / 8); i++) {
    for (let j = 0; j + 3 <= Math.floor(width / 8); j++) {
      const block: number[] = [];
      for (let a = 0; a < 3; a++)
        for (let b = 0; b < 3; b++) for (let k = 0; k < 9; k++) block.push(cell(i + a, j + b, k));
      const norm = (v: number[]) => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0) + 1e-10);
      const first = block.map((x) => Math.min(x / norm(block), 0.2));
      features.push(...first.map((x) => x / norm(first)));
    }
  }
  return features;
}

describe('histograms of oriented gradients', () => {
  it.each([
    [24, 24],
    [29, 41],
  ])('are those of a direction-by-direction search: %i x %i', (height, width) => {
    const { uniform } = random(height);
    const values = mapOf(height, width, () => uniform() - 0.5);
    expect(
      absoluteError(orientedGradients(values, [height, width]), slowGradients(values, height, width)),
    ).toBeLessThan(1e-12);
  });

  it.each([
    ['to the right', 0, (_: number, column: number) => column],
    ['to the left', 0, (_: number, column: number) => -column],
    ['down', 4, (row: number) => row],
    ['aslant', 2, (row: number, column: number) => row + column],
    ['aslant upwards', 6, (row: number, column: number) => row - column],
  ])('of a map that rises %s lie in direction %i of each cell', (_, direction, value) => {
    // Inside, where no border has gradients of its own.
    const values = mapOf(40, 40, value);
    const features = orientedGradients(values, [40, 40]);
    expect(features).toHaveLength(9 * 81);
    const middle = features.subarray(4 * 81, 5 * 81);
    // Nine cells alike, of length 1 together.
    for (const [i, feature] of middle.entries()) expect(feature).toBeCloseTo(i % 9 === direction ? 1 / 3 : 0, 4);
  });

  it('do not ask for scale or sign', () => {
    const { uniform } = random(7);
    const values = mapOf(24, 32, () => uniform());
    const features = orientedGradients(values, [24, 32]);
    expect(
      absoluteError(
        orientedGradients(
          values.map((value) => 5 - 3 * value),
          [24, 32],
        ),
        features,
      ),
    ).toBeLessThan(1e-4);
  });

  it('need room for a block', () => {
    expect(() => orientedGradients(new Float64Array(23 * 24), [23, 24])).toThrow(
      new RangeError('Cannot take histograms of gradients of a map of 23 x 24: expected at least 24 x 24'),
    );
  });
});
