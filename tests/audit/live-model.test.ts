import { describe, expect, it } from 'vitest';
import { audit, liveModel } from '../../src/audit/index.js';
import { checkLive } from '../../src/audit/live-model.js';
import { decodeArray } from '../../src/document/encode.js';
import { readImage } from '../../src/image/index.js';
import { createNetwork } from '../../src/network/create-network.js';
import { createEngine } from '../../src/network/engines/index.js';
import { operationOf } from '../../src/network/operations/index.js';
import { buildGraph, type CompactNode } from '../support/graph.js';
import { pictures, SIDE } from './scenes.js';

const NODES: readonly CompactNode[] = [
  ['conv', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 1, 2], bias: [2] }],
  ['active', 'relu'],
  ['mean', 'global-average-pool'],
  ['scores', 'dense', {}, { kernel: [2, 2], bias: [2] }],
  ['probabilities', 'softmax'],
];
const GRAPH = { ...buildGraph([SIDE, SIDE, 1], NODES, { logits: 'scores' }), classes: ['day', 'night'] };
const options = { segmentation: { method: 'grid', rows: 4, columns: 4 }, samples: 40, repeats: 1 } as const;
const entries = () => pictures({ count: 8 }).map(({ mask, label, ...entry }) => entry);

async function study() {
  const network = await createNetwork(GRAPH, await createEngine('wasm'));
  return { network, document: await audit(network, entries(), options) };
}

describe('liveModel', () => {
  it('holds the graph with its weights, the fill, and the pictures that were fed', async () => {
    const { network, document } = await study();
    const model = await liveModel(network, entries(), document);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
    expect(model.fill).toEqual(document.method.options.hide);
    expect(model.graph.nodes.map(({ name }) => name)).toEqual(network.nodes.map(({ name }) => name));
    expect(decodeArray(model.graph.nodes[1].weights.kernel)).toEqual(network.nodes[1].weights.kernel);
    expect(Object.keys(model.pictures).sort()).toEqual(
      entries()
        .map(({ name }) => name)
        .sort(),
    );
    const [[, uri]] = Object.entries(model.pictures);
    const { width, height } = await readImage(Buffer.from(uri.split(',')[1], 'base64'));
    expect([width, height]).toEqual([SIDE, SIDE]);
    await network.dispose();
  });

  it('leaves out images that are gone by now, and those that the page does not show', async () => {
    const { network, document } = await study();
    const [first, second, ...rest] = entries();
    const shown = rest.slice(0, 3).map(({ name }) => name);
    const thumbnails = { ...document.result.thumbnails!, images: [second.name, ...shown] };
    const broken = [first, { ...second, image: new Uint8Array(3) }, ...rest];
    const { pictures: held } = await liveModel(network, broken, {
      ...document,
      result: { ...document.result, thumbnails },
    });
    expect(Object.keys(held).sort()).toEqual([...shown].sort());
    await network.dispose();
  });

  it("cannot hold operations of the caller's own", async () => {
    const { network, document } = await study();
    const relu = operationOf({ name: 'active', operation: 'relu' });
    const engine = await createEngine('wasm', { operations: { 'my-relu': { ...relu, name: 'my-relu' } } });
    const nodes = GRAPH.nodes.map((node) => (node.name === 'active' ? { ...node, operation: 'my-relu' } : node));
    const own = await createNetwork({ ...GRAPH, nodes }, engine);
    await expect(liveModel(own, entries(), document)).rejects.toThrow(
      'Cannot put "test" into a page: operation "my-relu" of "active" is not built in',
    );
    await Promise.all([network.dispose(), own.dispose()]);
  });
});

describe('what a page cannot hold', () => {
  it('is the network of another audit', async () => {
    const { network, document } = await study();
    const other = { ...document, model: { ...document.model, name: 'other', fingerprint: 'f'.repeat(64) } };
    await expect(liveModel(network, entries(), other)).rejects.toThrow(
      'Cannot put "test" into the page of an audit of "other": expected the network that was audited',
    );
    await network.dispose();
  });

  it('is an audit that does not say what removed regions showed', async () => {
    const { network, document } = await study();
    const { hide, ...rest } = document.method.options;
    const silent = { ...document, method: { ...document.method, options: rest } };
    expect(hide).toHaveLength(1);
    await expect(liveModel(network, entries(), silent)).rejects.toThrow('does not say what they showed');
    await network.dispose();
  });

  it('is more than 200 MB of weights', async () => {
    const network = await createNetwork(GRAPH, await createEngine('wasm'));
    const withWeights = (length: number) => {
      const kernel = { shape: [length], data: new Float32Array(length) };
      const nodes = network.nodes.map((node) => (node.name === 'scores' ? { ...node, weights: { kernel } } : node));
      return { ...network, nodes };
    };
    // The convolution has 20 numbers of its own.
    expect(() => checkLive(withWeights(50e6 - 20))).not.toThrow();
    expect(() => checkLive(withWeights(50e6 - 19))).toThrow(
      'Cannot put "test" into a page: it has 201 MB of weights, expected at most 200',
    );
    await network.dispose();
  });
});

describe('an audit of a network', () => {
  it('describes regions by a layer of cells, and by no other', async () => {
    const { network } = await study();
    await expect(audit(network, entries(), { ...options, layer: 'mean' })).rejects.toThrow(
      'Cannot describe regions by layer "mean" of "test": it has shape [2], expected [height, width, channels]; the last such layer is "active"',
    );
    await expect(audit(network, entries(), { ...options, layer: 'activ' })).rejects.toThrow(
      'Cannot find layer "activ" in "test"',
    );
    await network.dispose();
  });
});
