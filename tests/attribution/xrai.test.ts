import { describe, expect, it } from 'vitest';
import { gradient } from '../../src/attribution/gradient.js';
import { integratedGradients } from '../../src/attribution/integrated-gradients.js';
import { occlusion } from '../../src/attribution/occlusion.js';
import type { XraiOptions } from '../../src/attribution/xrai/options.js';
import { xrai } from '../../src/attribution/xrai.js';
import { decodeArray } from '../../src/document/encode.js';
import type { AttributionDocument } from '../../src/document/kinds/attribution.js';
import type { Image } from '../../src/image/image.js';
import type { Predictor } from '../../src/network/predictor.js';
import { relativeError } from '../support/compare.js';
import { referenceNetwork } from '../support/reference-network.js';
import { gridMap, meansOf } from './fixtures.js';
import { valuesOf } from './values-of.js';

/** Four flat quarters: which grey, and how much evidence each pixel has. */
const GREYS = [0, 80, 160, 255];
const EVIDENCE = [1, -2, 4, 0.5];
const quarters = gridMap(16, 16, 2, 2);
const image: Image = {
  name: 'quarters',
  width: 16,
  height: 16,
  channels: 1,
  data: Uint8ClampedArray.from(quarters.labels, (label) => GREYS[label]),
};
const evidence = { shape: [16, 16], data: Float32Array.from(quarters.labels, (label) => EVIDENCE[label]) };

/** The score of the one class is the mean grey of the lower right quarter, of the other that of the upper left. */
const model: Predictor = {
  classes: ['right', 'left'],
  predict: (batch) => meansOf(batch, quarters).map((means) => [means[3], means[0]]),
};

// The picture is cut at 14 times its size, where borders are soft: without them as regions of their own.
const settings = { attribution: evidence, dilation: 0, minSize: 8000, scales: [1200], target: 'right' } as const;

describe('xrai', () => {
  it('ranks the regions of a picture by their mean evidence', async () => {
    const document = await xrai(model, image, settings);
    const ranking = document.result.ranking as { region: number; pixels: number; share: number; gain: number }[];
    expect(ranking.map(({ region }) => region)).toEqual([0, 1, 2, 3]);
    [4, 1, 0.5, -2].forEach((gain, rank) => {
      // Borders are soft: a region may hold a row of its neighbour's pixels.
      expect(Math.abs(ranking[rank].gain - gain)).toBeLessThan(0.75);
      expect(Math.abs(ranking[rank].share - 1 / 4)).toBeLessThan(0.1);
    });
    expect(document.result.values.shape).toEqual([16, 16, 1]);
    const sum = (values: Float32Array) => values.reduce((all, value) => all + value, 0);
    expect(sum(valuesOf(document))).toBeCloseTo(sum(evidence.data), 2);
    const regions = decodeArray(document.result.regions as Parameters<typeof decodeArray>[0]);
    const middles = [4 * 16 + 4, 4 * 16 + 12, 12 * 16 + 4, 12 * 16 + 12];
    expect(middles.map((pixel) => regions.data[pixel])).toEqual([1, 3, 0, 2]);
  });

  it.each([
    [{ scales: [1], minSize: 1 }],
    [{ scales: [1200, 50], minSize: 20 }],
    [{ minSize: 30_000 }],
    [{ dilation: 30 }],
    [{ minPixels: 65 }],
    [{ attribution: { ...evidence, data: evidence.data.map((value) => 2 * value) } }],
  ] as const)('gives another answer with %o', async (changed) => {
    const plain = await xrai(model, image, settings);
    const other = await xrai(model, image, { ...settings, ...changed });
    expect(other.result).not.toEqual(plain.result);
  });

  it('asks a classifier that only predicts by occlusion', async () => {
    const document = await xrai(model, image, { target: 'right', dilation: 0, minSize: 8000, scales: [1200] });
    const direct = await occlusion(model, image, { target: 'right' });
    expect(document.method.options).toMatchObject({ attribution: 'occlusion', minPixels: 1 });
    const [first] = document.result.ranking as { gain: number }[];
    const lower = [...valuesOf(direct)].filter((_, pixel) => quarters.labels[pixel] === 3);
    expect(first.gain).toBeCloseTo(lower.reduce((sum, value) => sum + value, 0) / lower.length, 2);
    // The image is scored here and by occlusion.
    expect(document.provenance.forwardPasses).toBe(direct.provenance.forwardPasses + 1);
  });

  it('asks a network by integrated gradients from black and white, and loses nothing of them', async () => {
    const { network, input } = await referenceNetwork('plain');
    const one = await xrai(network, input);
    const pixels = await integratedGradients(network, input, { baselines: [0, 1] });
    const sum = (document: AttributionDocument) => valuesOf(document).reduce((all, value) => all + value, 0);
    expect(sum(one)).toBeCloseTo(sum(pixels), 4);
    expect(one.result.delta).toBe(pixels.result.delta);
    const coarse = await xrai(network, input, { steps: 2 });
    expect(valuesOf(coarse)).not.toEqual(valuesOf(one));
    const given = await xrai(network, input, { attribution: pixels });
    expect(relativeError(valuesOf(given), valuesOf(one))).toBeLessThan(1e-5);
    expect(given.method.options).toMatchObject({ attribution: 'a document of integrated-gradients' });
    await network.dispose();
  });

  it('explains what a document explains, unless the caller says', async () => {
    const { network, input } = await referenceNetwork('plain');
    const attribution = await gradient(network, input, { target: 2, against: 0 });
    expect(await xrai(network, input, { attribution })).toMatchObject({ target: { index: 2, against: { index: 0 } } });
    await expect(xrai(network, input, { attribution, target: 1 })).rejects.toThrow(
      'Cannot rank regions for class "1" by an attribution of class "2"',
    );
    await network.dispose();
  });

  it.each([
    [
      { attribution: 'gradient' },
      TypeError,
      'Cannot use attribution "gradient": expected one of "integrated-gradients"',
    ],
    [{ attribution: { shape: [4, 4], data: new Float32Array(16) } }, RangeError, 'of shape [4,4]: expected [16, 16]'],
    [{ attribution: 'integrated-gradients' }, TypeError, 'it needs a network with layers and gradients'],
    [{ target: [0, 1] }, RangeError, 'Cannot rank regions for 2 classes by one attribution'],
    [{ scales: [] }, TypeError, 'Cannot use scales: expected an array of at least one number above 0'],
    [{ scales: [0] }, RangeError, 'Cannot use scales 0: expected numbers above 0'],
    [{ minSize: 0 }, RangeError, 'Cannot use minSize 0'],
    [{ dilation: -1 }, RangeError, 'Cannot use dilation -1'],
    [{ minPixels: 0 }, RangeError, 'Cannot use minPixels 0'],
    [{ steps: 0 }, RangeError, 'Cannot use steps 0'],
  ])('refuses %o in words', async (wrong, kind, sentence) => {
    const failing = xrai(model, image, { ...settings, ...wrong } as XraiOptions);
    await expect(failing).rejects.toThrow(kind);
    await expect(xrai(model, image, { ...settings, ...wrong } as XraiOptions)).rejects.toThrow(sentence);
  });
});
