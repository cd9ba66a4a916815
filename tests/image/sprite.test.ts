import { expect, test } from 'vitest';
import { type Image, spriteSheet } from '../../src/image/index.js';

const grey = (width: number, height: number, value: number): Image => ({
  name: '',
  width,
  height,
  channels: 1,
  data: new Uint8ClampedArray(width * height).fill(value),
});
const red: Image = { name: '', width: 1, height: 1, channels: 3, data: Uint8ClampedArray.of(255, 0, 0) };

test('pictures lie at the top left of their cells, row by row, on white', () => {
  const sheet = spriteSheet([grey(2, 1, 1), grey(1, 2, 2), grey(1, 1, 3)], { columns: 2 });
  expect(sheet).toMatchObject({ columns: 2, cellWidth: 2, cellHeight: 2, image: { width: 4, height: 4, channels: 1 } });
  expect([...sheet.image.data]).toEqual([1, 1, 2, 255, 255, 255, 2, 255, 3, 255, 255, 255, 255, 255, 255, 255]);
});

test('one colour picture makes a colour sheet', () => {
  const { image } = spriteSheet([red, grey(1, 1, 7)], { columns: 2 });
  expect([image.channels, ...image.data]).toEqual([3, 255, 0, 0, 7, 7, 7]);
});

test('a picture larger than its cell is shrunk, keeping its aspect ratio', () => {
  const { image } = spriteSheet([grey(8, 4, 0)], { cellWidth: 4, cellHeight: 4 });
  expect([...image.data]).toEqual([...Array(8).fill(0), ...Array(8).fill(255)]);
});

test('a hundred digits make a sheet that is about square', () => {
  expect(spriteSheet(Array.from({ length: 100 }, () => grey(28, 28, 0)))).toMatchObject({
    columns: 10,
    image: { width: 280, height: 280 },
  });
});

test('no picture and bad sizes are refused', () => {
  expect(() => spriteSheet([])).toThrow('Cannot make a sprite of no images');
  expect(() => spriteSheet([red], { cellWidth: 0 })).toThrow(RangeError);
  expect(() => spriteSheet([red], { cellHeight: 1.5 })).toThrow(RangeError);
});
