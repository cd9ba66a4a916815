import { expect, it } from 'vitest';
import { composeBatch } from '../../../src/attribution/perturbation/compose.js';
import { type Hide, hideAll } from '../../../src/attribution/perturbation/hide.js';
import { regionsOf } from '../../../src/attribution/perturbation/regions.js';
import { random } from '../../../src/numeric/random.js';

// Two columns of two pixels, two channels.
const map = { width: 2, height: 2, count: 2, labels: Int32Array.of(0, 1, 0, 1) };
const image = { shape: [1, 2, 2, 2], data: Float32Array.of(1, 10, 2, 20, 3, 30, 6, 60) };
const regions = regionsOf(map, 2);
const hide = (way: Hide) => [...hideAll(way, image, { regions, range: [-1, 1], blurSigma: 1, random: random(5) })];

it('its own mean colour', () => expect(hide('own-mean')).toEqual([2, 20, 4, 40, 2, 20, 4, 40]));
it('the mean colour of the image', () => expect(hide('image-mean')).toEqual([3, 30, 3, 30, 3, 30, 3, 30]));
it('a number', () => expect(hide(0.5)).toEqual(new Array(8).fill(0.5)));
it('a number a channel', () => expect(hide([1, 2])).toEqual([1, 2, 1, 2, 1, 2, 1, 2]));

it('noise over the range of the input', () => {
  const values = hide('noise');
  expect(new Set(values).size).toBe(8);
  expect(values.every((value) => value >= -1 && value < 1)).toBe(true);
  expect(hide('noise')).toEqual(values);
});

it('the blurred image', () => {
  const values = hide('blur');
  expect(values[0]).toBeGreaterThan(1);
  expect(values[6]).toBeLessThan(6);
});

it('composes shown and hidden regions', () => {
  const hidden = new Float32Array(8).fill(-1);
  const shown = Uint8Array.of(1, 1, 1, 0, 0, 1, 0, 0);
  const batch = composeBatch({ image, hidden, regions }, shown, 1, 4);
  expect(batch.shape).toEqual([3, 2, 2, 2]);
  expect([...batch.data]).toEqual([
    ...[1, 10, -1, -1, 3, 30, -1, -1],
    ...[-1, -1, 2, 20, -1, -1, 6, 60],
    ...[-1, -1, -1, -1, -1, -1, -1, -1],
  ]);
});
