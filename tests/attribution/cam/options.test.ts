import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ablationCam } from '../../../src/attribution/ablation-cam.js';
import { finerCam } from '../../../src/attribution/finer-cam.js';
import { gradCam } from '../../../src/attribution/grad-cam.js';
import { guidedBackprop } from '../../../src/attribution/guided-backprop.js';
import { guidedGradCam } from '../../../src/attribution/guided-grad-cam.js';
import { hiResCam } from '../../../src/attribution/hires-cam.js';
import { LAYER_METHODS } from '../../../src/attribution/methods/layer.js';
import { scoreCam } from '../../../src/attribution/score-cam.js';
import { decodeArray } from '../../../src/document/encode.js';
import type { AttributionDocument } from '../../../src/document/kinds/attribution.js';
import { createNetwork } from '../../../src/network/create-network.js';
import { createEngine } from '../../../src/network/engines/index.js';
import type { Network } from '../../../src/network/network.js';
import type { NdArray } from '../../../src/numeric/nd-array.js';
import { absoluteError } from '../../support/compare.js';
import { buildGraph } from '../../support/graph.js';
import { inputOf } from '../fixtures.js';

const image = inputOf(8, 12, 2, (row, column, channel) => ((row * 5 + column * 3 + channel * 7) % 11) / 11);
const valuesOf = ({ result }: AttributionDocument) => decodeArray(result.values) as NdArray;

let network: Network;

beforeAll(async () => {
  const graph = buildGraph(
    [8, 12, 2],
    [
      ['first', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 2, 3], bias: [3] }],
      ['active', 'relu'],
      ['pool', 'max-pool', { poolSize: [2, 2] }],
      ['second', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 3, 4], bias: [4] }],
      ['bright', 'relu'],
      ['flat', 'flatten'],
      ['scores', 'dense', {}, { kernel: [96, 5], bias: [5] }],
      ['probabilities', 'softmax'],
    ],
    { logits: 'scores', seed: 5, range: [-0.5, 0.5] },
  );
  network = await createNetwork({ ...graph, classes: ['a', 'b', 'c', 'd', 'e'] }, await createEngine('wasm'));
});

afterAll(() => network.dispose());

describe('fuse', () => {
  const layer = ['active', 'bright'];

  it('gives one document on the image, whose values are of its layers’ maps as shares of their largest', async () => {
    const apart = await gradCam(network, image, { target: 1, layer });
    const [fine, coarse] = apart.map(valuesOf).map(({ data }) => {
      const largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      return data.map((value) => value / largest);
    });
    for (const [fuse, together] of [
      ['mean', (a: number, b: number) => (a + b) / 2],
      ['max', Math.max],
    ] as const) {
      const document = await gradCam(network, image, { target: 1, layer, fuse });
      const { shape, data } = valuesOf(document);
      expect(shape).toEqual([8, 12, 1]);
      expect(document.result).toMatchObject({ layers: layer });
      expect(document.result.layer).toBeUndefined();
      expect(document.method.options).toMatchObject({ layer, fuse });
      expect(document.quality.sentences.join()).toContain('not on the scale of the score');
      // The corner pixels are the corner cells.
      expect(data[0]).toBeCloseTo(together(fine[0], coarse[0]), 5);
      expect(data[95]).toBeCloseTo(together(fine[95], coarse[23]), 5);
    }
  });

  it('takes all layers where none is named, and one document a class', async () => {
    const documents = await gradCam(network, image, { target: [0, 1], fuse: 'mean' });
    expect(documents.map(({ result }) => (result as { layers?: unknown }).layers)).toEqual([
      ['first', 'active', 'pool', 'second', 'bright'],
      ['first', 'active', 'pool', 'second', 'bright'],
    ]);
  });

  it('serves every method of the family that has it', async () => {
    for (const { options, explain } of LAYER_METHODS.filter((method) => method.options?.includes('fuse'))) {
      const [mean, max] = (await Promise.all(
        ['mean', 'max'].map((fuse) => explain(network as never, image, { layer, fuse })),
      )) as AttributionDocument[];
      expect(options).toContain('layer');
      expect(absoluteError(valuesOf(mean).data, valuesOf(max).data)).toBeGreaterThan(1e-3);
    }
  });
});

describe('several layers and classes', () => {
  it('are answered class by class, layer by layer, and all methods have each layer', async () => {
    for (const { name, explain } of LAYER_METHODS) {
      const held = tf.memory().numTensors;
      const documents = (await explain(network as never, image, {
        target: [0, 3],
        layer: ['active', 'bright'],
      })) as AttributionDocument[];
      expect(documents.map(({ target, method }) => [target.index, method.options.layer])).toEqual([
        [0, 'active'],
        [0, 'bright'],
        [3, 'active'],
        [3, 'bright'],
      ]);
      expect(tf.memory().numTensors).toBe(held);
      const alone = (await explain(network as never, image, { target: 3, layer: 'active' })) as AttributionDocument;
      expect(alone.method.name).toBe(name);
      expect(absoluteError(valuesOf(alone).data, valuesOf(documents[2]).data)).toBeLessThan(1e-5);
    }
  });
});

describe('scoreCam', () => {
  it('shows its baseline where a channel is not active', async () => {
    const [black, grey] = await Promise.all(
      [0, 0.5].map((baseline) => scoreCam(network, image, { target: 1, baseline })),
    );
    expect(absoluteError(valuesOf(black).data, valuesOf(grey).data)).toBeGreaterThan(1e-3);
    expect(grey.method.options.baseline).toBe(0.5);
  });

  it('is between the least and the largest activation of a cell, being a mean of them', async () => {
    const { data } = valuesOf(await scoreCam(network, image, { layer: 'active' }));
    const values = (
      await network.compiled.forward({ shape: [1, 8, 12, 2], data: image.data as Float32Array }, ['active'])
    ).get('active')!;
    for (const [cell, value] of data.entries()) {
      const own = values.data.subarray(3 * cell, 3 * cell + 3);
      expect(value).toBeGreaterThanOrEqual(Math.min(...own) - 1e-6);
      expect(value).toBeLessThanOrEqual(Math.max(...own) + 1e-6);
    }
  });
});

describe('ablationCam', () => {
  it('right before a linear layer is HiResCAM with the channel’s sum shared out by activation, over the score’s magnitude', async () => {
    const scores = (await network.predict(
      { shape: [1, 8, 12, 2], data: image.data as Float32Array },
      { output: 'logit' },
    )) as NdArray;
    for (const target of [0, 1, 2, 3, 4]) {
      const { data } = valuesOf(await ablationCam(network, image, { target, layer: 'bright' }));
      const cells = (
        await network.compiled.forward({ shape: [1, 8, 12, 2], data: image.data as Float32Array }, ['bright'])
      ).get('bright')!.data;
      const kernel = network.nodes.find(({ name }) => name === 'scores')!.weights.kernel.data;
      const falls = [0, 1, 2, 3].map((channel) =>
        cells.reduce((sum, value, i) => sum + (i % 4 === channel ? value * kernel[i * 5 + target] : 0), 0),
      );
      const wanted = Float32Array.from({ length: 24 }, (_, cell) =>
        falls.reduce(
          (sum, fall, channel) => sum + (fall / Math.abs(scores.data[target])) * cells[4 * cell + channel],
          0,
        ),
      );
      expect(absoluteError(data, wanted)).toBeLessThan(1e-4);
    }
  });
});

describe('finerCam', () => {
  it('is Grad-CAM where other classes do not count, and otherwise not', async () => {
    const plain = valuesOf(await gradCam(network, image, { target: 1 }));
    const none = valuesOf(await finerCam(network, image, { target: 1, alpha: 0 }));
    expect(absoluteError(none.data, plain.data)).toBeLessThan(1e-6);
    const found = await Promise.all([
      finerCam(network, image, { target: 1 }),
      finerCam(network, image, { target: 1, alpha: 0.5 }),
      finerCam(network, image, { target: 1, comparedClasses: 1 }),
    ]);
    for (const document of found) expect(absoluteError(valuesOf(document).data, plain.data)).toBeGreaterThan(1e-3);
    expect(absoluteError(valuesOf(found[1]).data, valuesOf(found[0]).data)).toBeGreaterThan(1e-3);
    expect(absoluteError(valuesOf(found[2]).data, valuesOf(found[0]).data)).toBeGreaterThan(1e-3);
    expect((found[0].result as { compared?: unknown[] }).compared).toHaveLength(3);
    expect((found[2].result as { compared?: unknown[] }).compared).toHaveLength(1);
  });

  it('against one class is Grad-CAM of the difference', async () => {
    const [finer, plain] = [
      await finerCam(network, image, { target: 1, against: 3 }),
      await gradCam(network, image, { target: 1, against: 3 }),
    ].map(valuesOf);
    expect(absoluteError(finer.data, plain.data)).toBeLessThan(1e-6);
  });
});

describe('guidedGradCam', () => {
  it.each(['nearest', 'bilinear'] as const)(
    'is guided backpropagation times Grad-CAM enlarged by %s',
    async (interpolate) => {
      const target = 2;
      const layer = 'bright';
      const { shape, data } = valuesOf(await guidedGradCam(network, image, { target, layer, interpolate }));
      const cells = valuesOf(await gradCam(network, image, { target, layer })).data.map((value) => Math.max(0, value));
      const guided = valuesOf(await guidedBackprop(network, image, { target })).data;
      expect(shape).toEqual([8, 12, 2]);
      expect(cells.some((value) => value > 0)).toBe(true);
      let far = 0;
      for (const [i, value] of data.entries()) {
        const [row, column] = [Math.floor(i / 24), Math.floor(i / 2) % 12];
        const nearest = cells[6 * Math.floor(row / 2) + Math.floor(column / 2)] * guided[i];
        if (interpolate === 'nearest') expect(value).toBeCloseTo(nearest, 5);
        far = Math.max(far, Math.abs(value - nearest));
      }
      expect(far > 1e-3).toBe(interpolate === 'bilinear');
    },
  );
});

describe('bad options', () => {
  it.each([
    [gradCam, { fuse: 'sum' }, 'Cannot use fuse "sum": expected one of "mean", "max"'],
    [hiResCam, { layer: [] }, 'Cannot use layer: expected a name, an array of names or "all"'],
    [
      hiResCam,
      { layer: 'flat' },
      'it has shape [96], expected [height, width, channels]; the last such layer is "bright"',
    ],
    [finerCam, { alpha: -1 }, 'Cannot use alpha -1: expected a number from 0'],
    [finerCam, { comparedClasses: 0 }, 'Cannot use comparedClasses 0: expected a whole number from 1'],
    [scoreCam, { baseline: 'nothing' }, 'Cannot use baseline "nothing"'],
    [guidedGradCam, { interpolate: 'cubic' }, 'Cannot use interpolate "cubic": expected one of "nearest", "bilinear"'],
    [guidedGradCam, { fuse: 'mean' }, 'Cannot run guided-grad-cam: it has no option "fuse"'],
    [ablationCam, { baseline: 0 }, 'Cannot run ablation-cam: it has no option "baseline"'],
  ] as const)('%s %j are refused in words', async (explain, options, sentence) => {
    const run = explain as (model: Network, input: typeof image, options: object) => Promise<unknown>;
    await expect(run(network, image, options)).rejects.toThrow(sentence);
  });
});

describe('methods that take their time over a layer', () => {
  it.each(LAYER_METHODS.filter(({ name }) => name.startsWith('eigen')))(
    '$name can be stopped between layers',
    async ({ explain }) => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const held = tf.memory().numTensors;
      const onProgress = () => controller.abort(reason);
      const options = { layer: 'all', onProgress, signal: controller.signal };
      await expect(explain(network as never, image, options)).rejects.toBe(reason);
      expect(tf.memory().numTensors).toBe(held);
    },
  );
});
