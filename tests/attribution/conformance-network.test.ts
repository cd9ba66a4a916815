import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVE_PREDICTORS } from '../../src/attribution/check-network.js';
import { METHODS } from '../../src/attribution/methods.js';
import { decodeArray } from '../../src/document/encode.js';
import { validateDocument } from '../../src/document/validate.js';
import { createNetwork } from '../../src/network/create-network.js';
import { createEngine } from '../../src/network/engines/index.js';
import type { Network } from '../../src/network/network.js';
import type { Predictor } from '../../src/network/predictor.js';
import { documentDifferences } from '../support/compare-documents.js';
import { buildGraph } from '../support/graph.js';
import { inputOf } from './fixtures.js';

const image = {
  ...inputOf(10, 12, 3, (row, column, channel) => ((row * 5 + column * 3 + channel * 7) % 17) / 17),
  name: 'a.png',
};
const networkMethods = METHODS.filter((method) => method.needs === 'network');

let network: Network;

beforeAll(async () => {
  const graph = buildGraph(
    [10, 12, 3],
    [
      ['first:preactivation', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 3, 4], bias: [4] }],
      ['first', 'relu'],
      ['pool', 'max-pool', { poolSize: [2, 2] }],
      ['second:preactivation', 'conv2d', { padding: 'valid' }, { kernel: [3, 3, 4, 5], bias: [5] }],
      ['second', 'relu'],
      ['flat', 'flatten'],
      ['scores', 'dense', {}, { kernel: [3 * 4 * 5, 3], bias: [3] }],
      ['probabilities', 'softmax'],
    ],
    { logits: 'scores', seed: 8, range: [-0.5, 0.5] },
  );
  network = await createNetwork(
    { ...graph, name: 'three', classes: ['cat', 'dog', 'owl'] },
    await createEngine('wasm'),
  );
});

afterAll(() => network.dispose());

describe.each(networkMethods)('$name', ({ name, kind, explain }) => {
  it('answers with a valid document that survives JSON', async () => {
    const document = await explain(network, image, { target: 'owl' });
    for (const each of [document].flat()) expect(() => validateDocument(each)).not.toThrow();
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document).toMatchObject({ kind, method: { name }, target: { index: 2, label: 'owl', output: 'logit' } });
    expect(document).toMatchObject({ model: { name: 'three', classes: ['cat', 'dog', 'owl'] } });
    expect(document).toMatchObject({ image: { name: 'a.png', width: 12, height: 10 } });
    expect(document).toMatchObject({ provenance: { engine: 'wasm' } });
    expect(JSON.stringify(document)).not.toMatch(/NaN|Infinity/);
  });

  it('gives finite values on the input grid, or a layer’s', async () => {
    const document = [await explain(network, image)].flat()[0];
    if (document.kind !== 'attribution') return;
    const { values, layer } = document.result;
    const { shape, data } = decodeArray(values);
    if (layer === undefined) expect([[10, 12, 3].join(), [10, 12, 1].join()]).toContain(shape.join());
    else expect(network.nodes.find((node) => node.name === layer)?.shape.slice(0, 2)).toEqual(shape);
    expect(data.every(Number.isFinite)).toBe(true);
    expect(data.some((value) => value !== data[0])).toBe(true);
  });

  it('gives the same result from the same seed, and as good as the same whatever the batch', async () => {
    const ask = async (batch?: number) => {
      const documents = await explain(network, image, { seed: 3, batch, target: ['cat', 'dog'] });
      return [documents].flat().map(({ result, quality }) => ({ result, quality }));
    };
    const first = await ask();
    expect(await ask()).toEqual(first);
    for (const batch of [1, 7]) expect(documentDifferences(await ask(batch), first, 1e-6)).toEqual([]);
  });

  it('answers for several classes as for each by itself', async () => {
    const both = [await explain(network, image, { target: ['cat', 2], seed: 2 })].flat();
    expect(both.map((each) => 'target' in each && (each.target as { label: string }).label)).toEqual(['cat', 'owl']);
    for (const [i, target] of [0, 2].entries()) {
      const alone = [await explain(network, image, { target, seed: 2 })].flat()[0];
      expect(documentDifferences(both[i].result, alone.result, 1e-5)).toEqual([]);
    }
    const best = await explain(network, image, { topLabels: 2 });
    expect(best).toHaveLength(2);
  });

  it('explains another score for the probability, and for one class against another', async () => {
    const ask = async (options: Record<string, unknown>) => [await explain(network, image, options)].flat()[0];
    const [logit, probability, against] = [
      await ask({ target: 'owl' }),
      await ask({ target: 'owl', output: 'probability' }),
      await ask({ target: 'owl', against: 'cat' }),
    ];
    expect(probability).toMatchObject({
      target: { output: 'probability' },
      method: { options: { output: 'probability' } },
    });
    expect(against).toMatchObject({ target: { against: { label: 'cat' } }, method: { options: { against: 'cat' } } });
    // Some methods (EigenCAM) look at no class: they say so, and may answer the same.
    const differs = documentDifferences(probability.result, logit.result, 1e-6).length > 0;
    expect(differs || probability.quality.sentences.some((sentence) => sentence.includes('class'))).toBe(true);
  });

  it('leaves the image alone, and no tensors behind', async () => {
    const before = image.data.slice();
    await explain(network, image);
    const held = tf.memory().numTensors;
    await explain(network, image, { topLabels: 2 });
    expect(tf.memory().numTensors).toBe(held);
    expect(image.data).toEqual(before);
  });

  it('stops when aborted, with the reason, and leaves no tensors behind', async () => {
    const reason = new Error('enough');
    const held = tf.memory().numTensors;
    await expect(explain(network, image, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(tf.memory().numTensors).toBe(held);
  });

  it('stops between batches', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const held = tf.memory().numTensors;
    const seen: number[] = [];
    const onProgress = ({ done, total }: { done: number; total: number }) => {
      seen.push(done / total);
      controller.abort(reason);
    };
    const running = explain(network, image, { signal: controller.signal, onProgress, batch: 1, target: [0, 1, 2] });
    // Only what was done by its first report may end well.
    const outcome = await running.then(
      () => 'ended',
      (error) => error,
    );
    expect(outcome === reason || seen[0] === 1).toBe(true);
    expect(tf.memory().numTensors).toBe(held);
  });

  it('reports progress up to the end', async () => {
    const seen: number[] = [];
    await explain(network, image, { onProgress: ({ done, total }) => seen.push(done / total), batch: 2, topLabels: 2 });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it.each([
    [3, 'Cannot explain class 3 of "three": it has 3 classes (0 to 2)'],
    [-1, 'Cannot explain class -1 of "three": it has 3 classes (0 to 2)'],
    ['dogs', 'Cannot explain class "dogs" of "three": no class has this label, near ones are "dog"'],
    ['zeppelin', 'Cannot explain class "zeppelin" of "three": no class has this label, and it has 3 classes (0 to 2)'],
  ])('refuses class %j in words, and leaves no tensors behind', async (target, sentence) => {
    const held = tf.memory().numTensors;
    await expect(explain(network, image, { target })).rejects.toThrow(new RangeError(sentence));
    expect(tf.memory().numTensors).toBe(held);
  });

  it('refuses an option that it does not have, and an image that does not fit', async () => {
    await expect(explain(network, image, { sedd: 3 })).rejects.toThrow(
      `Cannot run ${name}: it has no option "sedd": did you mean "seed"?`,
    );
    await expect(
      explain(
        network,
        inputOf(5, 5, 3, () => 0),
      ),
    ).rejects.toThrow('the network wants [1, 10, 12, 3]');
  });

  it('refuses a classifier that only predicts, and says which methods serve it', async () => {
    const predictor: Predictor = { name: 'far away', predict: () => [[1, 0]] };
    await expect(explain(predictor as Network, image)).rejects.toThrow(
      `Cannot explain "far away" by ${name}: it needs a network with layers and gradients, this classifier only predicts; lime`,
    );
  });
});

it('names the methods that serve a classifier that only predicts', () => {
  const names = METHODS.filter(({ needs }) => needs === 'predictor').map(({ name }) => name);
  expect([...SERVE_PREDICTORS].sort()).toEqual(names.sort());
});
