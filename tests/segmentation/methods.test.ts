import { describe, expect, it } from 'vitest';
import { felzenszwalbScales } from '../../src/segmentation/felzenszwalb.js';
import { felzenszwalb, grid, quickshift, slic } from '../../src/segmentation/index.js';
import { photograph, picture } from './pictures.js';

const halves = picture(12, 12, 3, (i) => (Math.floor(i / 3) % 12 < 6 ? 30 : 220));
const sides = Array.from({ length: 144 }, (_, p) => (p % 12 < 6 ? 0 : 1));
const chelsea = photograph('chelsea');

describe('two flat halves come apart at the edge', () => {
  it.each([
    ['slic', slic(halves, { segments: 4, sigma: 0, compactness: 1 })],
    ['quickshift', quickshift(halves, { kernelSize: 1, maxDist: 10, ratio: 1 })],
    ['felzenszwalb', felzenszwalb(halves, { sigma: 0, minSize: 20, scale: 50 })],
  ])('%s', (_name, { labels }) => {
    const mixed = new Set(Array.from(labels, (label, p) => `${label} ${sides[p]}`));
    expect(mixed.size).toBe(new Set(labels).size);
  });
});

describe('grid', () => {
  it('is floor(rows r / h) columns + floor(columns c / w)', () => {
    const { count, labels } = grid({ width: 5, height: 4 }, { rows: 3, columns: 2 });
    expect(count).toBe(6);
    expect([...labels]).toEqual([0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 5, 5]);
  });

  it('never has more parts than pixels', () => {
    expect([...grid({ width: 3, height: 1 }, { rows: 4, columns: 9 }).labels]).toEqual([0, 1, 2]);
  });
});

describe('slic on a picture of one colour', () => {
  it('is a grid, the first of equally near seeds winning', () => {
    const { count, labels } = slic(
      picture(8, 8, 3, () => 90),
      { segments: 4 },
    );
    expect(count).toBe(4);
    expect([...labels.subarray(0, 8)]).toEqual([0, 0, 0, 0, 0, 1, 1, 1]);
  });

  it('gives each pixel its own segment when asked for more than there are', () => {
    expect(
      slic(
        picture(3, 2, 3, () => 90),
        { segments: 100 },
      ).count,
    ).toBe(6);
  });
});

describe('each option changes the result', () => {
  it.each([
    ['slic segments', slic(chelsea, { segments: 20 }), slic(chelsea)],
    ['slic compactness', slic(chelsea, { compactness: 40 }), slic(chelsea)],
    ['slic sigma', slic(chelsea, { sigma: 3 }), slic(chelsea)],
    ['slic iterations', slic(chelsea, { iterations: 2 }), slic(chelsea)],
    ['slic enforceConnectivity', slic(chelsea, { enforceConnectivity: false }), slic(chelsea)],
    ['slic minSizeFactor', slic(chelsea, { minSizeFactor: 0.1 }), slic(chelsea)],
    ['slic maxSizeFactor', slic(chelsea, { maxSizeFactor: 1 }), slic(chelsea)],
    ['felzenszwalb scale', felzenszwalb(chelsea, { scale: 300 }), felzenszwalb(chelsea)],
    ['felzenszwalb sigma', felzenszwalb(chelsea, { sigma: 2 }), felzenszwalb(chelsea)],
    ['felzenszwalb minSize', felzenszwalb(chelsea, { minSize: 400 }), felzenszwalb(chelsea)],
    ['grid rows', grid(chelsea, { rows: 2 }), grid(chelsea)],
    ['grid columns', grid(chelsea, { columns: 2 }), grid(chelsea)],
    ['quickshift kernelSize', quickshift(chelsea, { kernelSize: 2 }), quickshift(chelsea)],
    ['quickshift maxDist', quickshift(chelsea, { maxDist: 3 }), quickshift(chelsea)],
    ['quickshift ratio', quickshift(chelsea, { ratio: 0.8 }), quickshift(chelsea)],
    ['quickshift sigma', quickshift(chelsea, { sigma: 2 }), quickshift(chelsea)],
  ])('%s', (_name, changed, usual) => {
    expect(changed.labels).not.toEqual(usual.labels);
  });

  it('quickshift seed, where densities are equal', () => {
    const flat = picture(60, 60, 3, () => 128);
    expect(quickshift(flat, { seed: 1 }).labels).not.toEqual(quickshift(flat, { seed: 2 }).labels);
  });
});

describe('options out of range', () => {
  it.each([
    [() => slic(halves, { segments: 0 }), 'Cannot segment with slic: segments is 0, expected a whole number from 1'],
    [
      () => slic(halves, { segments: 2.5 }),
      'Cannot segment with slic: segments is 2.5, expected a whole number from 1',
    ],
    [() => slic(halves, { compactness: 0 }), 'Cannot segment with slic: compactness is 0, expected a number above 0'],
    [() => slic(halves, { sigma: -1 }), 'Cannot segment with slic: sigma is -1, expected a number from 0'],
    [
      () => slic(halves, { iterations: Number.NaN }),
      'Cannot segment with slic: iterations is NaN, expected a whole number from 1',
    ],
    [
      () => slic(halves, { maxSizeFactor: Number.POSITIVE_INFINITY }),
      'Cannot segment with slic: maxSizeFactor is Infinity, expected a number above 0',
    ],
    [
      () => quickshift(halves, { kernelSize: 0.5 }),
      'Cannot segment with quickshift: kernelSize is 0.5, expected a number from 1',
    ],
    [
      () => quickshift(halves, { maxDist: -1 }),
      'Cannot segment with quickshift: maxDist is -1, expected a number from 0',
    ],
    [() => quickshift(halves, { seed: 1.5 }), 'Cannot segment with quickshift: seed is 1.5, expected a whole number'],
    [
      () => felzenszwalb(halves, { scale: -3 }),
      'Cannot segment with felzenszwalb: scale is -3, expected a number above 0',
    ],
    [
      () => felzenszwalb(halves, { minSize: 0 }),
      'Cannot segment with felzenszwalb: minSize is 0, expected a whole number from 1',
    ],
    [() => grid(halves, { rows: -2 }), 'Cannot segment with grid: rows is -2, expected a whole number from 1'],
  ])('%#', (run, message) => {
    expect(run).toThrow(RangeError);
    expect(run).toThrow(message);
  });

  it('of the wrong kind', () => {
    const segments = '50' as unknown as number;
    expect(() => slic(halves, { segments })).toThrow(
      new TypeError('Cannot segment with slic: segments is "50", expected a whole number from 1'),
    );
    const enforceConnectivity = 1 as unknown as boolean;
    expect(() => slic(halves, { enforceConnectivity })).toThrow(TypeError);
  });
});

it('felzenszwalb at several scales is felzenszwalb at each', () => {
  const scales = [400, 50, 150];
  const each = scales.map((scale) => felzenszwalb(chelsea, { scale, minSize: 20 }));
  expect(felzenszwalbScales(chelsea, scales, { minSize: 20 })).toEqual(each);
  expect(new Set(each.map(({ count }) => count)).size).toBe(3);
});
