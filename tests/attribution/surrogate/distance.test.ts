import { expect, it } from 'vitest';
import { composeBatch } from '../../../src/attribution/perturbation/compose.js';
import { regionsOf } from '../../../src/attribution/perturbation/regions.js';
import { DISTANCES, distanceBy } from '../../../src/attribution/surrogate/distance.js';
import { kernelBy } from '../../../src/attribution/surrogate/kernel.js';
import { random } from '../../../src/numeric/random.js';
import { gridMap, inputOf } from '../fixtures.js';

const source = random(4);
const image = inputOf(6, 9, 3, () => source.uniform());
const hidden = Float32Array.from(image.data, () => source.uniform());
const map = gridMap(9, 6, 2, 3);
const perturbable = { image, hidden, regions: regionsOf(map, 3) };

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);
const slowly = {
  cosine: (a: ArrayLike<number>, b: ArrayLike<number>) => 1 - dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)),
  euclidean: (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Math.hypot(...Array.from(a).map((value, i) => value - b[i])),
};

it.each(DISTANCES)('%s is what the vectors themselves give', (name) => {
  const distance = distanceBy(name, perturbable);
  const measure = name.startsWith('cosine') ? slowly.cosine : slowly.euclidean;
  for (let trial = 0; trial < 20; trial++) {
    const shown = Uint8Array.from({ length: 6 }, (_, i) => (i === 0 ? 1 : source.integer(0, 1)));
    const sample = name.endsWith('pixels') ? composeBatch(perturbable, shown, 0, 1).data : shown;
    const whole = name.endsWith('pixels') ? image.data : new Uint8Array(6).fill(1);
    expect(distance(shown)).toBeCloseTo(measure(whole, sample), 6);
  }
  expect(distance(new Uint8Array(6).fill(1))).toBeCloseTo(0, 7);
});

it('a sample that shows nothing is at cosine distance 1', () => {
  expect(distanceBy('cosine', perturbable)(new Uint8Array(6))).toBe(1);
});

it('kernels', () => {
  expect(kernelBy('exponential')(0.5, 0.25)).toBeCloseTo(Math.sqrt(Math.exp(-4)), 12);
  expect(kernelBy('gaussian')(0.5, 0.25)).toBeCloseTo(Math.exp(-4), 12);
  expect(kernelBy('uniform')(100, 1)).toBe(1);
});
