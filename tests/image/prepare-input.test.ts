import { expect, test } from 'vitest';
import { ANY_INPUT, type Image, type InputSpec, prepareInput, toPicture } from '../../src/image/index.js';

const spec = (changes: Partial<InputSpec>): InputSpec => ({ ...ANY_INPUT, ...changes });
const grey: Image = { name: 'g', width: 2, height: 1, channels: 1, data: Uint8ClampedArray.of(0, 255) };
const colour: Image = {
  name: 'c',
  width: 3,
  height: 1,
  channels: 3,
  data: Uint8ClampedArray.of(255, 0, 0, 0, 255, 0, 0, 0, 255),
};

test('0..255 becomes the range', () => {
  expect([...prepareInput(grey, ANY_INPUT).values.data]).toEqual([0, 1]);
  expect([...prepareInput(grey, spec({ range: [-1, 1] })).values.data]).toEqual([-1, 1]);
  expect([...prepareInput(colour, spec({ range: [0, 255] })).values.data]).toEqual([...colour.data]);
});

test('colour becomes grey by Rec. 601 luma, grey becomes colour by repetition', () => {
  const toGrey = prepareInput(colour, spec({ channels: 1 }));
  expect(toGrey.values.shape).toEqual([1, 1, 3, 1]);
  expect([...toGrey.picture.data]).toEqual([76, 150, 29]);
  const toColour = prepareInput(grey, spec({ channels: 3 }));
  expect(toColour.values.shape).toEqual([1, 1, 2, 3]);
  expect([...toColour.picture.data]).toEqual([0, 0, 0, 255, 255, 255]);
});

test('a picture is resized only if its size differs', () => {
  expect(prepareInput(grey, spec({ width: 2, height: 1 })).picture).toBe(grey);
  const resized = prepareInput(grey, spec({ width: 4, height: 2 }));
  expect(resized.values.shape).toEqual([1, 2, 4, 1]);
  expect([...resized.picture.data]).toEqual([0, 64, 191, 255, 0, 64, 191, 255]);
});

test('a network input is fed as it is, its picture undoes the range', () => {
  const data = Float32Array.of(-1, 0, 1, 5);
  const { name, values, picture } = prepareInput({ shape: [2, 2, 1], data }, spec({ range: [-1, 1] }));
  expect(name).toBe('input');
  expect(values).toEqual({ shape: [1, 2, 2, 1], data });
  expect(values.data).not.toBe(data);
  expect(picture).toMatchObject({ width: 2, height: 2, channels: 1 });
  expect([...picture.data]).toEqual([0, 128, 255, 255]);
});

test('the picture of a network input is made once, when it is asked for', () => {
  let made = 0;
  const counting: InputSpec = {
    ...ANY_INPUT,
    get range() {
      made++;
      return [0, 1] as const;
    },
  };
  const prepared = prepareInput({ shape: [1, 1, 1], data: Float32Array.of(1) }, counting, 'folder/x');
  expect([prepared.name, made]).toEqual(['folder/x', 0]);
  expect(prepared.picture).toBe(prepared.picture);
  expect([prepared.picture.name, made]).toEqual(['folder/x', 1]);
});

test('a name given takes the place of the own one, in messages too', () => {
  expect(prepareInput(grey, ANY_INPUT, 'folder/g').name).toBe('folder/g');
  expect(() => prepareInput(grey, spec({ channels: 4 }), 'folder/g')).toThrow('Cannot feed "folder/g": ');
});

test('pictures come back from their values', () => {
  for (const range of [
    [0, 1],
    [-1, 1],
    [0, 255],
    [1, 0],
  ] as const) {
    const all: Image = { ...grey, width: 256, data: Uint8ClampedArray.from({ length: 256 }, (_, i) => i) };
    expect(toPicture(prepareInput(all, spec({ range })).values, range).data).toEqual(all.data);
  }
  expect([...toPicture({ shape: [1, 1, 2], data: [0, 1] }, [0, 1]).data]).toEqual([128]);
});

const input = (shape: number[], data: number[]) => ({ name: 'x', shape, data: Float32Array.from(data) });
test.each([
  [
    'channels a picture has not',
    grey,
    { channels: 4 },
    'Cannot feed "g": the network wants 4 channels, a picture has 1',
  ],
  [
    'a picture cut short',
    { ...grey, height: 2 },
    {},
    'Cannot feed "g": 2 x 2 pixels of 1 channels do not make 2 values',
  ],
  ['two images', input([2, 1, 1, 1], [0, 0]), {}, 'its shape is [2,1,1,1], expected [h, w, c] or [1, h, w, c]'],
  ['a rank', input([4], [0, 0, 0, 0]), {}, 'its shape is [4], expected'],
  ['nothing in it', input([1, 0, 2, 1], []), {}, 'expected [h, w, c]'],
  ['a size', input([1, 1, 2, 1], [0, 0]), { width: 3 }, 'the network wants [1, any, 3, any]'],
  ['channels', input([1, 1, 1, 2], [0, 0]), { channels: 3 }, 'the network wants [1, any, any, 3]'],
  ['too few values', input([1, 2, 2, 1], [0, 0]), {}, 'it has 2 values, its shape [1,2,2,1] needs 4'],
  [
    'NaN',
    input([2, 2, 1], [0, 0, 0, Number.NaN]),
    {},
    'the value at row 1, column 1, channel 0 is NaN, expected finite',
  ],
  ['infinity', input([1, 2, 2], [0, 0, 0, 1 / 0]), {}, 'the value at row 0, column 1, channel 1 is Infinity'],
])('refuses %s', (_, image, changes, message) => {
  expect(() => prepareInput(image, spec(changes))).toThrow(message);
});
