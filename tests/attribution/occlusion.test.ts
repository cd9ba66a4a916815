import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeWindows, windowsOf } from '../../src/attribution/occlusion/windows.js';
import { type OcclusionOptions, occlusion } from '../../src/attribution/occlusion.js';
import type { OneClass } from '../../src/attribution/question.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { relativeError } from '../support/compare.js';
import { referenceNetwork } from '../support/reference-network.js';
import { inputOf } from './fixtures.js';
import { valuesOf } from './values-of.js';

describe.each(['plain', 'residual', 'nested'] as const)('the reference network %s', (name) => {
  it('has captum’s values', async () => {
    const { network, input, expected } = await referenceNetwork(name);
    const reference = expected.attributions.occlusion_window4_stride2_baseline0;
    const document = await occlusion(network, input, { window: 4, stride: 2, batch: 32 });
    expect(document.result.values.shape).toEqual(reference.shape);
    expect(relativeError(valuesOf(document), reference.data)).toBeLessThan(1e-4);
    await network.dispose();
  });
});

/** A score that is a weighted sum of all values, and one that is not linear. */
const weightOf = (i: number) => Math.sin(3 * i + 1);
const linear = (batch: NdArray) =>
  scored(batch, (values) => [values.reduce((sum, value, i) => sum + weightOf(i) * value, 0), 0]);
const bent = (batch: NdArray) =>
  scored(batch, (values) => [values[0] * values[17] + values[40] ** 2, values[20] * values[33]]);
const image = inputOf(6, 5, 2, (row, column, channel) => ((row * 5 + column * 3 + channel * 2) % 11) / 11 + 0.1);

function scored({ shape, data }: NdArray, score: (values: Float32Array) => number[]): number[][] {
  const size = data.length / shape[0];
  return Array.from({ length: shape[0] }, (_, i) => score(data.subarray(i * size, (i + 1) * size)));
}

/** Pixel by pixel, window by window. */
function slowOcclusion(
  score: (values: Float32Array) => number,
  window: number,
  stride: number,
  baseline: number,
): number[] {
  const [, height, width, channels] = image.shape;
  const starts = (side: number) => {
    const all = [0];
    while (all[all.length - 1] + window < side) all.push(all[all.length - 1] + stride);
    return all;
  };
  const covers = (start: number, at: number) => at >= start && at < start + window;
  const changes: { top: number; left: number; change: number }[] = [];
  for (const top of starts(height)) {
    for (const left of starts(width)) {
      const hidden = image.data.map((value, i) => {
        const pixel = Math.floor(i / channels);
        return covers(top, Math.floor(pixel / width)) && covers(left, pixel % width) ? baseline : value;
      });
      changes.push({ top, left, change: score(image.data) - score(hidden) });
    }
  }
  return Array.from(image.data, (_, i) => {
    const pixel = Math.floor(i / channels);
    const over = changes.filter(
      ({ top, left }) => covers(top, Math.floor(pixel / width)) && covers(left, pixel % width),
    );
    return over.reduce((sum, { change }) => sum + change, 0) / over.length;
  });
}

it.each([
  [1, 1],
  [2, 1],
  [2, 2],
  [3, 2],
  [4, 3],
  [5, 4],
])(
  'agrees with a slow second implementation, window %i and stride %i, cut off at the border',
  async (window, stride) => {
    const model = { outputs: ['logit'] as const, predict: bent };
    const slow = slowOcclusion((values) => bent({ shape: [1, 6, 5, 2], data: values })[0][0], window, stride, 0.3);
    const document = await occlusion(model, image, { target: 0, window, stride, baseline: 0.3 });
    expect(relativeError(valuesOf(document), slow)).toBeLessThan(1e-5);
  },
);

it('of a linear score is each pixel’s weights times the difference from the baseline', async () => {
  const model = { outputs: ['logit'] as const, predict: linear };
  const document = await occlusion(model, image, { target: 0, window: 1, baseline: [0.5, 0.25] });
  const effect = (i: number) => weightOf(i) * (image.data[i] - [0.5, 0.25][i % 2]);
  const expected = Array.from(image.data, (_, i) => effect(2 * Math.floor(i / 2)) + effect(2 * Math.floor(i / 2) + 1));
  expect(relativeError(valuesOf(document), expected)).toBeLessThan(1e-5);
});

it('covers every pixel, by windows that begin inside the image', () => {
  const side = fc.integer({ min: 1, max: 12 });
  const axis = fc.tuple(side, side, side).map(([a, b, c]) => {
    const [stride, window, length] = [a, b, c].sort((x, y) => x - y);
    return { stride, window, length };
  });
  fc.assert(
    fc.property(axis, axis, (rows, columns) => {
      const windows = windowsOf(
        [rows.length, columns.length],
        [rows.window, columns.window],
        [rows.stride, columns.stride],
      );
      const covered = new Set<number>();
      for (const { top, bottom, left, right } of windows) {
        expect(top < bottom && left < right && bottom <= rows.length && right <= columns.length).toBe(true);
        for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) covered.add(y * columns.length + x);
      }
      expect(covered.size).toBe(rows.length * columns.length);
    }),
  );
});

it('composes images in which one window shows the baseline', () => {
  const grey = inputOf(2, 3, 1, (row, column) => row * 3 + column + 1);
  const { shape, data } = composeWindows(grey, new Float32Array(6).fill(-1), windowsOf([2, 3], [1, 2], [1, 2]));
  expect(shape).toEqual([4, 2, 3, 1]);
  expect([...data]).toEqual([
    ...[-1, -1, 3, 4, 5, 6],
    ...[1, 2, -1, 4, 5, 6],
    ...[1, 2, 3, -1, -1, 6],
    ...[1, 2, 3, 4, 5, -1],
  ]);
});

describe('options', () => {
  const model = { name: 'two', classes: ['a', 'b'], outputs: ['logit', 'probability'] as const, predict: bent };
  const explain = (options: OcclusionOptions & OneClass = {}) => occlusion(model, image, { target: 'a', ...options });

  it.each([
    ['window', { window: 3 }, {}],
    ['window, down and across', { window: [1, 3] as const }, { window: [3, 1] as const }],
    ['stride', { window: 3, stride: 1 }, { window: 3, stride: 3 }],
    ['stride, down and across', { window: 3, stride: [1, 3] as const }, { window: 3, stride: [3, 1] as const }],
    ['baseline', { baseline: 1 }, {}],
    ['baseline by name', { baseline: 'mean' as const }, { baseline: 'blur' as const }],
    ['baseline of noise', { baseline: 'noise' as const }, { baseline: 'noise' as const, seed: 2 }],
    ['target', { target: 'b' }, {}],
    ['against', { against: 'b' }, {}],
  ])('%s changes the result', async (_, one: OcclusionOptions, two: OcclusionOptions) => {
    expect((await explain(one as OneClass)).result).not.toEqual((await explain(two as OneClass)).result);
  });

  it('stand in the document as resolved', async () => {
    const photo = inputOf(56, 28, 1, (row, column) => row + column);
    const predict = ({ shape, data }: NdArray) => Array.from({ length: shape[0] }, (_, i) => [data[i * 1568]]);
    const { method, result } = await occlusion({ predict }, photo);
    expect(method.seed).toBeNull();
    expect(method.options).toEqual({
      ...{ window: [8, 4], stride: [4, 2], baseline: 0 },
      ...{ output: 'probability', against: null, batch: null },
    });
    expect(result.windows).toBe(13 * 13);
    const noise = await explain({ baseline: 'noise', seed: 4 });
    expect(noise.method).toMatchObject({ seed: 4, options: { baseline: 'noise' } });
  });

  it('of several classes share their images', async () => {
    const documents = await occlusion(model, image, { target: ['a', 'b'], window: 2 });
    expect(documents[0].provenance.forwardPasses).toBe(2 + (documents[0].result.windows as number));
    expect(documents.map(({ result }) => result)).toEqual([
      (await explain({ window: 2 })).result,
      (await explain({ window: 2, target: 'b' })).result,
    ]);
  });

  it('say so where hiding changes nothing', async () => {
    const { quality } = await occlusion({ predict: ({ shape }) => Array(shape[0]).fill([0.5]) }, image);
    expect(quality).toMatchObject({ trustworthy: false });
    expect(quality.sentences[0]).toBe('Every value is 0: the method saw no evidence for "0".');
  });

  it.each([
    [{ window: 0 }, RangeError, 'Cannot use window 0: expected a whole number from 1'],
    [{ window: [2, 2.5] }, RangeError, 'Cannot use window 2.5: expected a whole number from 1'],
    [{ window: [2] }, TypeError, 'Cannot use window [2]: expected one whole number, or two: down and across'],
    [{ stride: 'wide' }, TypeError, 'Cannot use stride "wide": expected a whole number from 1'],
    [{ window: 6 }, RangeError, 'Cannot use window 6 x 6: the image has 6 x 5 pixels, expected at most as many'],
    [
      { window: 2, stride: 3 },
      RangeError,
      'Cannot use stride 3 x 3: it leaves pixels between windows of 2 x 2 out, expected at most the window',
    ],
    [{ baseline: 'grey' }, TypeError, 'Cannot use baseline "grey"'],
    [{ samples: 3 }, TypeError, 'Cannot run occlusion: it has no option "samples"'],
  ])('%o are refused in words', async (options, kind, sentence) => {
    const run = explain(options as OcclusionOptions & OneClass);
    await expect(run).rejects.toThrow(sentence);
    await expect(run).rejects.toBeInstanceOf(kind);
  });
});
