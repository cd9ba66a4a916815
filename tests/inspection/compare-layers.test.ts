import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ComparisonDocument } from '../../src/document/kinds/comparison.js';
import { validateDocument } from '../../src/document/validate.js';
import type { Image } from '../../src/image/image.js';
import { prepareInput } from '../../src/image/prepare-input.js';
import { compareLayers } from '../../src/inspection/compare-layers.js';
import { distinctUnits, EvenSelection, neighbourShare } from '../../src/inspection/layer-responses.js';
import { maxPatches } from '../../src/inspection/max-patches.js';
import { forward } from '../../src/network/forward.js';
import type { Network } from '../../src/network/network.js';
import { centredGram, linearCka } from '../../src/numeric/kernel-alignment.js';
import { random } from '../../src/numeric/random.js';
import { type ReferenceNetwork, referenceNetwork } from '../support/reference-network.js';

let plain: ReferenceNetwork;
let residual: ReferenceNetwork;
beforeAll(async () => {
  [plain, residual] = await Promise.all([referenceNetwork('plain'), referenceNetwork('residual')]);
});
afterAll(async () => {
  await plain.network.dispose();
  await residual.network.dispose();
});

const LAYERS = ['conv1', 'pool1', 'conv2'];

function noise(count: number, size = 16): Image[] {
  const { integer } = random(3);
  return Array.from({ length: count }, (_, i) => {
    const data = Uint8ClampedArray.from({ length: size * size * 3 }, () => integer(0, 255));
    return { name: `noise-${i}.png`, width: size, height: size, channels: 3, data };
  });
}

/** Each unit's mean over its places, image by image, and the share of zeros: one image at a time. */
async function slowly(network: Network, images: readonly Image[], layer: string) {
  const rows: number[] = [];
  let [zeros, values, units] = [0, 0, 0];
  for (const image of images) {
    const { shape, data } = (await forward(network, prepareInput(image, network.input).values, [layer])).get(layer)!;
    units = shape[shape.length - 1];
    for (let unit = 0; unit < units; unit++) {
      const own = data.filter((_, i) => i % units === unit);
      rows.push(own.reduce((sum, value) => sum + value, 0) / own.length);
    }
    zeros += data.filter((value) => value === 0).length;
    values += data.length;
  }
  return { means: { shape: [images.length, units], data: rows }, zeros: zeros / values };
}

describe('of one network', () => {
  const images = noise(12);
  let document: ComparisonDocument;
  beforeAll(async () => {
    document = await compareLayers(plain.network, images, { layers: LAYERS, units: 3, top: 2 });
  });

  test('figures are those of looking at one image after the other', async () => {
    const slow = await Promise.all(LAYERS.map((layer) => slowly(plain.network, images, layer)));
    for (const [i, layer] of document.result.layers.entries()) {
      expect(layer.name).toBe(LAYERS[i]);
      expect(layer.zeros).toBeCloseTo(slow[i].zeros, 12);
      for (const [j, other] of slow.entries()) {
        expect(document.result.similarity.values[i][j]).toBeCloseTo(linearCka(slow[i].means, other.means)!, 5);
      }
    }
  });

  test('regions are those of the search for patches, each of another image', async () => {
    for (const { name, units, receptiveField } of document.result.layers) {
      const wanted = units.map(({ unit }) => unit);
      expect(wanted).toHaveLength(3);
      const [search] = await maxPatches(plain.network, images, { layers: [name], units: wanted, top: 2, perImage: 1 });
      expect(receptiveField).toEqual(search.result.receptiveField);
      const places = (list: typeof units) =>
        list.map(({ patches }) => patches.map(({ image, activation, box }) => ({ image, activation, box })));
      expect(places(units)).toEqual(places(search.result.units));
    }
  });

  test('the document is valid, says what was asked, and leaves no tensors', async () => {
    const before = tf.memory().numTensors;
    const again = await compareLayers(plain.network, images, { layers: LAYERS, units: 3, top: 2 });
    expect(tf.memory().numTensors).toBe(before);
    expect(() => validateDocument(again)).not.toThrow();
    expect(again.result).toEqual(document.result);
    expect(document.method).toEqual({
      name: 'compare-layers',
      options: { layers: LAYERS, units: 3, top: 2 },
      seed: null,
    });
    expect(document.provenance.forwardPasses).toBe(24);
  });

  test('default: layers with extent; a generator serves as well as a list; progress is told', async () => {
    const told: number[] = [];
    const each = (function* () {
      yield* images;
    })();
    const found = await compareLayers(plain.network, each, {
      total: 12,
      onProgress: ({ done, total }) => told.push(done / total),
    });
    expect(found.result.layers[0].shape).toHaveLength(3);
    expect(found.result.images).toBe(12);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });
});

test('of two networks: every layer of one with every layer of the other', async () => {
  const images = noise(8);
  const first = plain.network;
  const second = residual.network;
  const otherLayers = second.nodes.filter(({ shape }) => shape.length === 3).slice(1, 3);
  const document = await compareLayers(first, images, {
    layers: ['conv1', 'conv2'],
    other: second,
    otherLayers: otherLayers.map(({ name }) => name),
    units: 2,
    top: 1,
  });
  const { layers, similarity, other } = document.result;
  expect(() => validateDocument(document)).not.toThrow();
  expect(other?.fingerprint).toBe(second.fingerprint);
  expect(layers.map(({ network }) => network)).toEqual([0, 0, 1, 1]);
  expect(similarity).toMatchObject({ rows: [0, 1], columns: [2, 3] });
  const [own, its] = await Promise.all([slowly(first, images, 'conv2'), slowly(second, images, otherLayers[1].name)]);
  expect(similarity.values[1][1]).toBeCloseTo(linearCka(own.means, its.means)!, 5);
});

test.each([
  ['a layer that is not there', noise(3), { layers: ['konv1'] }, /"konv1".*conv1/],
  ['no layers', noise(3), { layers: [] }, /expected the name of at least one/],
  ['no units', noise(3), { units: 0 }, 'Cannot compare layers with units 0: expected a whole number from 1'],
  ['half a region', noise(3), { top: 0.5 }, 'Cannot compare layers with top 0.5: expected a whole number from 1'],
  ['one image', noise(1), {}, 'Cannot compare layers by a single image: expected at least 2'],
  ['no images', [], {}, 'there are none'],
])('refuses %s', async (_, images, options, message) => {
  const before = tf.memory().numTensors;
  await expect(compareLayers(plain.network, images, options)).rejects.toThrow(message);
  expect(tf.memory().numTensors).toBe(before);
});

test('stops when it is aborted', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(compareLayers(plain.network, noise(3), { signal })).rejects.toThrow('enough');
});

describe('units to show', () => {
  test('differ most from image to image, and not together', () => {
    // Unit 0 and 1 go together, 2 is the weakest, 3 never changes.
    const rows = [
      [10, 5, 0, 7],
      [0, 0, 1, 7],
      [10, 5, 1, 7],
      [0, 0, 0, 7],
    ];
    const means = { shape: [4, 4], data: Float32Array.from(rows.flat()) };
    expect(distinctUnits(means, 2)).toEqual([0, 2]);
    expect(distinctUnits(means, 4)).toEqual([0, 2, 1]);
  });
});

describe('neighbours', () => {
  const gram = (rows: number[][]) => centredGram({ shape: [rows.length, rows[0].length], data: rows.flat() });

  test('are of one class where classes lie apart', () => {
    const apart = gram([
      [5, 0.1],
      [5, -0.1],
      [-5, 0.1],
      [-5, -0.1],
    ]);
    expect(neighbourShare(apart, [0, 0, 1, 1])).toEqual({ share: 1, chance: 1 / 3 });
    expect(neighbourShare(apart, [0, 1, 0, 1])).toEqual({ share: 0, chance: 1 / 3 });
  });

  test('say nothing of one class, of classes with one image each, or of equal answers', () => {
    const apart = gram([[1], [2], [3]]);
    expect(neighbourShare(apart, [0, 0, 0])).toBeNull();
    expect(neighbourShare(apart, [0, 1, 2])).toBeNull();
    expect(neighbourShare(gram([[1], [1], [1]]), [0, 0, 1])).toBeNull();
  });
});

test('an even selection keeps at most 1,024, evenly spread', () => {
  const selection = new EvenSelection<number>();
  for (let i = 0; i < 3000; i++) selection.add(() => i);
  const { kept } = selection;
  expect(kept.length).toBeGreaterThan(512);
  expect(kept.length).toBeLessThanOrEqual(1024);
  expect(new Set(kept.slice(1).map((value, i) => value - kept[i]))).toEqual(new Set([4]));
});
