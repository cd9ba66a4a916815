import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PatchesDocument } from '../../src/document/kinds/patches.js';
import { validateDocument } from '../../src/document/validate.js';
import type { Image } from '../../src/image/image.js';
import { prepareInput } from '../../src/image/prepare-input.js';
import { maxPatches } from '../../src/inspection/max-patches.js';
import { findNode } from '../../src/network/find-node.js';
import { forward } from '../../src/network/forward.js';
import type { Network } from '../../src/network/network.js';
import { random } from '../../src/numeric/random.js';
import { type ReferenceNetwork, referenceNetwork } from '../support/reference-network.js';

let reference: ReferenceNetwork;
beforeAll(async () => {
  reference = await referenceNetwork('plain');
});
afterAll(() => reference.network.dispose());

function noise(count: number): Image[] {
  const { integer } = random(3);
  return Array.from({ length: count }, (_, i) => {
    const data = Uint8ClampedArray.from({ length: 16 * 16 * 3 }, () => integer(0, 255));
    return { name: `noise-${i}.png`, width: 16, height: 16, channels: 3, data };
  });
}

interface Place {
  readonly image: string;
  readonly activation: number;
  readonly row: number;
  readonly column: number;
}

/** Every position of every image, one image at a time, sorted: slow and plain. */
async function bruteForce(network: Network, images: readonly Image[], layer: string, unit: number): Promise<Place[]> {
  const places: Place[] = [];
  const { name } = findNode(network, layer);
  for (const image of images) {
    const answer = (await forward(network, prepareInput(image, network.input).values, [name])).get(name)!;
    const [, height, width, channels] = answer.shape;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const activation = answer.data[(row * width + column) * channels + unit];
        places.push({ image: image.name, activation, row, column });
      }
    }
  }
  return places;
}

const place = ({ image, activation, row, column }: Place): Place => ({ image, activation, row, column });

describe.each(['conv1:preactivation', 'conv2', 'pool2'])('of %s', (layer) => {
  const images = noise(7);
  let document: PatchesDocument;
  beforeAll(async () => {
    [document] = await maxPatches(reference.network, images, { layers: [layer], top: 5 });
  });

  test('are what sorting every position of every image gives', async () => {
    for (const { unit, patches, least } of document.result.units) {
      const places = await bruteForce(reference.network, images, layer, unit);
      const falling = places.toSorted((a, b) => b.activation - a.activation).slice(0, 5);
      const rising = places.toSorted((a, b) => a.activation - b.activation).slice(0, 5);
      expect(patches.map(place)).toEqual(falling);
      expect(least!.map(place)).toEqual(rising);
    }
  });

  test('are valid documents that count images and forward passes', () => {
    expect(() => validateDocument(JSON.parse(JSON.stringify(document)))).not.toThrow();
    expect(document.result.images).toBe(7);
    expect(document.provenance.forwardPasses).toBe(7);
  });
});

test.each([
  { layers: ['conv1:preactivation', 'conv1', 'conv2', 'pool2', 'dense1'] },
  { layers: ['conv2', 'relu2'], perImage: 2, least: 3 },
  { layers: ['conv1'], units: [3], least: 0, top: 200 },
])('are the same to the bit when all values leave the engine: $layers', async (options) => {
  const images = noise(150);
  const { glances, ...compiled } = reference.network.compiled;
  expect(glances).toBeDefined();
  const inPlace = await maxPatches(reference.network, images, options);
  const outside = await maxPatches({ ...reference.network, compiled }, images, options);
  expect(inPlace.map(({ result }) => result)).toEqual(outside.map(({ result }) => result));
});

test('nothing outside the box changes the unit, and the box is cut at the border', async () => {
  const { network } = reference;
  const images = noise(4);
  const [document] = await maxPatches(network, images, { layers: ['pool2'], top: 3 });
  const { size } = document.result.receptiveField;
  for (const { unit, patches } of document.result.units) {
    for (const { image, activation, row, column, box, clipped } of patches) {
      expect(clipped).toBe(box.width < size[1] || box.height < size[0]);
      const outside = blankOutside(images.find(({ name }) => name === image)!, box);
      const answer = (await forward(network, prepareInput(outside, network.input).values, ['pool2'])).get('pool2')!;
      const [, , width, channels] = answer.shape;
      expect(answer.data[(row * width + column) * channels + unit]).toBeCloseTo(activation, 5);
    }
  }
});

function blankOutside(image: Image, box: { x: number; y: number; width: number; height: number }): Image {
  const data = new Uint8ClampedArray(image.data.length);
  for (let y = box.y; y < box.y + box.height; y++) {
    const start = (y * image.width + box.x) * image.channels;
    data.set(image.data.subarray(start, start + box.width * image.channels), start);
  }
  return { ...image, data };
}

test('several layers and chosen units take one pass', async () => {
  const documents = await maxPatches(reference.network, noise(3), { layers: ['conv1', 'conv2'], units: [4, 0] });
  expect(documents.map(({ result }) => result.layer)).toEqual(['conv1', 'conv2']);
  expect(documents[1].result.units.map(({ unit }) => unit)).toEqual([4, 0]);
  expect(documents[1].provenance.forwardPasses).toBe(3);
});

test('perImage limits what one image may give', async () => {
  const images = noise(4);
  const [document] = await maxPatches(reference.network, images, { layers: ['conv2'], perImage: 1, top: 9 });
  for (const { unit, patches } of document.result.units) {
    expect(new Set(patches.map(({ image }) => image)).size).toBe(4);
    const places = await bruteForce(reference.network, images, 'conv2', unit);
    const best = images.map(({ name }) => Math.max(...places.filter((p) => p.image === name).map((p) => p.activation)));
    expect(patches.map(({ activation }) => activation)).toEqual(best.toSorted((a, b) => b - a));
  }
});

test('a unit of a dense layer sees the whole image', async () => {
  const [document] = await maxPatches(reference.network, noise(2), { layers: ['dense1'], units: [0] });
  const [{ box, row, column, clipped }] = document.result.units[0].patches;
  expect({ box, row, column, clipped }).toEqual({
    box: { x: 0, y: 0, width: 16, height: 16 },
    row: 0,
    column: 0,
    clipped: false,
  });
});

test('a picture that does not fit is skipped and named', async () => {
  const good = noise(1);
  const bad = { name: 'bad.json', shape: [1, 4, 4, 3], data: new Float32Array(48) };
  const [document] = await maxPatches(reference.network, [bad, ...good], { layers: ['conv1'] });
  expect(document.result.images).toBe(1);
  expect(document.result.skipped).toEqual([{ image: 'bad.json', reason: expect.stringContaining('[1,4,4,3]') }]);
  expect(document.quality.sentences[0]).toContain('1 image was skipped: "bad.json"');
});

test.each([
  {
    options: { layers: ['conv1'], units: [6] },
    says: 'Cannot show unit 6 of "conv1" of "plain": it has 6 units (0 to 5)',
  },
  { options: { layers: ['conv1'], units: [-1] }, says: 'Cannot show unit -1' },
  { options: { layers: ['conv1'], top: 0 }, says: 'top 0: expected a whole number from 1' },
  { options: { layers: ['conv1'], perImage: 0.5 }, says: 'perImage 0.5: expected a whole number from 1' },
  { options: { layers: [] }, says: 'at least one layer' },
  { options: { layers: ['konv1'] }, says: '"konv1"' },
])('refuses $options', async ({ options, says }) => {
  await expect(maxPatches(reference.network, noise(1), options)).rejects.toThrow(says);
});

test('stops between batches when told to', async () => {
  const controller = new AbortController();
  async function* images() {
    yield* noise(1);
    controller.abort(new Error('enough'));
    yield* noise(1);
  }
  const { signal } = controller;
  await expect(maxPatches(reference.network, images(), { layers: ['conv1'], signal })).rejects.toThrow('enough');
});

test('no image at all is an error', async () => {
  await expect(maxPatches(reference.network, [], { layers: ['conv1'] })).rejects.toThrow('there are none');
});
