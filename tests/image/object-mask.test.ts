import { expect, it } from 'vitest';
import type { Image } from '../../src/image/index.js';
import { objectMask } from '../../src/image/object-mask.js';

const grey = (width: number, height: number, data: number[]): Image => ({
  name: 'g',
  width,
  height,
  channels: 1,
  data: Uint8ClampedArray.from(data),
});
const image = grey(4, 2, [0, 0, 0, 0, 0, 0, 0, 0]);
const seen = { width: 2, height: 1 };
const what = 'of "g"';

it('is 1 from half brightness on', () => {
  const mask = grey(2, 1, [127, 128]);
  expect(objectMask(mask, { image: mask, seen, what })).toEqual({ ...seen, data: Uint8Array.of(0, 1) });
});

it('is brought from the size of the image to what the network sees, and taken as it is where it has that size', () => {
  const mask = grey(4, 2, [255, 255, 0, 0, 255, 255, 0, 0]);
  expect([...objectMask(mask, { image, seen, what }).data]).toEqual([1, 0]);
  expect([...objectMask(grey(2, 1, [0, 255]), { image, seen, what }).data]).toEqual([0, 1]);
});

it('takes the brightness of a coloured mask, not one of its channels', () => {
  const colour: Image = { ...seen, name: 'c', channels: 3, data: Uint8ClampedArray.of(255, 0, 0, 0, 255, 0) };
  expect([...objectMask(colour, { image: colour, seen, what }).data]).toEqual([0, 1]);
});

it('goes with a network input of the size that is fed', () => {
  const input = { shape: [1, 1, 2, 1], data: new Float32Array(2) };
  expect([...objectMask(grey(2, 1, [0, 255]), { image: input, seen, what }).data]).toEqual([0, 1]);
  expect(() => objectMask(image, { image: input, seen, what })).toThrow('it is 4 x 2, expected 2 x 1 as the image');
});

it.each([
  ['another size', grey(2, 4, new Array(8).fill(0)), '2 x 4'],
  ['what is no picture', { shape: [2, 4, 1], data: new Float32Array(8) }, 'no picture'],
])('refuses %s', (_, mask, is) => {
  expect(() => objectMask(mask, { image, seen, what })).toThrow(
    new RangeError(`Cannot use the mask of "g": it is ${is}, expected 4 x 2 as the image`),
  );
});
