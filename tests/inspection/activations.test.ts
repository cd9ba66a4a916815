import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeArray } from '../../src/document/encode.js';
import { validateDocument } from '../../src/document/validate.js';
import { activations } from '../../src/inspection/activations.js';
import type { Network } from '../../src/network/network.js';
import lecture from '../fixtures/lecture/lecture.json' with { type: 'json' };
import { lectureNetwork } from '../support/lecture-network.js';
import { type ReferenceNetwork, referenceNetwork } from '../support/reference-network.js';

describe.each(['plain', 'residual', 'nested'] as const)('of the reference network %s', (name) => {
  let reference: ReferenceNetwork;
  beforeAll(async () => {
    reference = await referenceNetwork(name);
  });
  afterAll(() => reference.network.dispose());

  test('every layer answers what the reference says, within 1e-4', async () => {
    const { network, input, expected } = reference;
    const document = await activations(network, input);
    const [logits] = (await activations(network, input, { layers: [network.logits] })).result.layers;
    const byName = new Map(document.result.layers.map((layer) => [layer.name.split('/').at(-1), layer]));
    for (const [layer, { shape, data }] of Object.entries(expected.activations)) {
      const isLast = layer === network.output;
      const values = decodeArray((isLast ? logits : byName.get(layer))!.values);
      expect(values.shape, layer).toEqual(shape);
      const worst = Math.max(...data.map((value, i) => Math.abs(value - values.data[i])));
      expect(worst, layer).toBeLessThan(1e-4);
    }
    expect(document.provenance.forwardPasses).toBe(1);
    expect(() => validateDocument(JSON.parse(JSON.stringify(document)))).not.toThrow();
  });

  test('only the asked layers are in the document, in the order asked', async () => {
    const { network, input, expected } = reference;
    const names = Object.keys(expected.activations).slice(0, 2).reverse();
    const document = await activations(network, input, { layers: names });
    expect(document.result.layers.map((layer) => layer.name.split('/').at(-1))).toEqual(names);
  });
});

describe('of the worked example of the lecture', () => {
  const { horizontal_edges: edges } = lecture;
  let network: Network;
  beforeAll(async () => {
    network = await lectureNetwork(edges.kernel);
  });
  afterAll(() => network.dispose());

  test('convolution, ReLU and pooling give the numbers on the board', async () => {
    const image = { shape: [1, 7, 7, 1], data: Float32Array.from(lecture.image.flat()) };
    const { result } = await activations(network, image);
    const values = result.layers.map((layer) => Array.from(decodeArray(layer.values).data));
    expect(values.slice(0, 3)).toEqual([edges.valid.flat(), edges.relu.flat(), edges.max_pool_2x2.flat()]);
  });

  test('a channel that is zero everywhere is marked dead, and said', async () => {
    const blank = { shape: [1, 7, 7, 1], data: new Float32Array(49) };
    const { result, quality } = await activations(network, blank);
    expect(result.layers[0].channels).toEqual([{ zeros: 1, mean: 0, max: 0, min: 0, dead: true }]);
    expect(quality.sentences[0]).toBe('convolution: 1 channel is zero everywhere on this image.');
  });

  test('a layer that does not exist is an error that offers the near names', async () => {
    const image = { shape: [1, 7, 7, 1], data: new Float32Array(49) };
    await expect(activations(network, image, { layers: ['poling'] })).rejects.toThrow(/"poling".*pooling/);
  });

  test('an aborted run rejects with the reason', async () => {
    const image = { shape: [1, 7, 7, 1], data: new Float32Array(49) };
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(activations(network, image, { signal })).rejects.toThrow('enough');
  });
});
