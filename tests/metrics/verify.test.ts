import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradient } from '../../src/attribution/gradient.js';
import { lime } from '../../src/attribution/lime.js';
import { methodNamed } from '../../src/attribution/methods.js';
import type { AttributionDocument } from '../../src/document/kinds/attribution.js';
import { validateDocument } from '../../src/document/validate.js';
import type { Image } from '../../src/image/image.js';
import { readImage } from '../../src/image/read-image.js';
import { maxSensitivity, randomisation, stability, verify } from '../../src/metrics/index.js';
import { createNetwork } from '../../src/network/create-network.js';
import { createEngine } from '../../src/network/engines/index.js';
import { loadNetwork } from '../../src/network/load-network.js';
import type { Network } from '../../src/network/network.js';
import { layersFromTop, randomiseGraph } from '../../src/network/randomise.js';
import { buildGraph } from '../support/graph.js';
import { mapDocument } from './documents.js';
import { inputValues, linearModel } from './models.js';

let network: Network;
let image: Image;
beforeAll(async () => {
  network = await loadNetwork('digits');
  image = await readImage('models/digits/samples/7-0649.png');
});
afterAll(() => network.dispose());

const explain = async (name: string, options = {}) => {
  const method = methodNamed(name);
  return (await (method.explain as (...all: unknown[]) => unknown)(network, image, options)) as AttributionDocument;
};

describe('randomisation', () => {
  it('draws weights anew: the same mean and deviation, or as before training; the rest stays', () => {
    const layers = layersFromTop(network);
    const [top, ...lower] = layers;
    const kernelOf = (graph: Pick<Network, 'nodes'>, layer: string) =>
      graph.nodes.find((node) => node.layer === layer && node.weights.kernel)!.weights.kernel.data;
    const momentsOf = (data: Float32Array) => {
      const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
      return [mean, Math.sqrt(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length)];
    };
    const other = randomiseGraph(network, { layers: [top], seed: 3 });
    expect(other.fingerprint).not.toBe(network.fingerprint);
    expect(kernelOf(other, top)).not.toEqual(kernelOf(network, top));
    for (const layer of lower) expect(kernelOf(other, layer)).toBe(kernelOf(network, layer));
    const [was, is] = [network, other].map((graph) => momentsOf(kernelOf(graph, top)));
    for (const [i, moment] of is.entries()) expect(Math.abs(moment - was[i])).toBeLessThan(0.15 * was[1]);
    expect(randomiseGraph(network, { layers: [top], seed: 3 }).fingerprint).toBe(other.fingerprint);
    expect(randomiseGraph(network, { layers: [top], seed: 4 }).fingerprint).not.toBe(other.fingerprint);
    const glorot = randomiseGraph(network, { layers: [top], initialisation: 'glorot' });
    const { kernel, bias } = glorot.nodes.find((node) => node.layer === top && node.weights.kernel)!.weights;
    const limit = Math.sqrt(6 / (kernel.shape[0] + kernel.shape[1]));
    expect(Math.max(...kernel.data)).toBeLessThanOrEqual(limit);
    expect(Math.max(...kernel.data)).toBeGreaterThan(0.9 * limit);
    expect([...bias.data].every((value) => value === 0)).toBe(true);
    expect(() => randomiseGraph(network, { layers: ['nowhere'] })).toThrow('Cannot randomise "nowhere" of "digits"');
  });

  it.each([
    ['gradient', true, {}],
    ['input-x-gradient', true, {}],
    ['grad-cam', true, { layer: 'conv2' }],
    ['guided-backprop', false, {}],
    ['deconvolution', false, {}],
  ])('finds of %s what the paper finds: passes %s', async (name, passes, options) => {
    const document = await explain(name, options);
    const before = tf.memory().numTensors;
    const found = await randomisation(network, image, document);
    expect(tf.memory().numTensors).toBe(before);
    expect(found.passes).toBe(passes);
    expect(found.depths.at(-1)?.layers).toBe(layersFromTop(network).length);
  });

  it('cannot tell from four cells', async () => {
    expect((await randomisation(network, image, await explain('grad-cam'))).passes).toBe(null);
  });

  it('options change the result, and one seed gives one', async () => {
    const document = await explain('gradient');
    const similarity = async (options: object) => (await randomisation(network, image, document, options)).similarity;
    const own = await similarity({});
    expect(await similarity({})).toBe(own);
    expect(await similarity({ seed: 2 })).not.toBe(own);
    expect(await similarity({ initialisation: 'glorot' })).not.toBe(own);
    expect((await randomisation(network, image, document, { depths: 1 })).depths).toHaveLength(1);
    expect((await randomisation(network, image, document, { limit: -1 })).passes).toBe(false);
  });

  it.each([
    ['gradient', 'ssim', -0.2, 0.3],
    ['guided-backprop', 'ssim', 0.8, 1],
    ['gradient', 'hog', 0.4, 0.7],
    ['guided-backprop', 'hog', 0.7, 1],
  ] as const)('measures %s by %s, without a verdict', async (name, measure, low, high) => {
    const found = await randomisation(network, image, await explain(name), { measure });
    expect(found).toMatchObject({ measure, passes: null, limit: null });
    expect(found.similarity).toBeGreaterThan(low);
    expect(found.similarity).toBeLessThan(high);
    const upper = found.depths
      .slice(0, Math.ceil(found.depths.length / 2))
      .map((depth) => depth[measure] ?? Number.NaN);
    expect(found.similarity).toBeCloseTo(upper.reduce((sum, each) => sum + each) / upper.length, 12);
  });

  it.each(['ssim', 'hog'] as const)('gives a verdict by %s where a limit is named', async (measure) => {
    const document = await explain('gradient');
    const passes = async (limit: number) => (await randomisation(network, image, document, { measure, limit })).passes;
    expect([await passes(1), await passes(-1)]).toEqual([true, false]);
  });

  it('refuses a measure that there is not, or that the picture is too small for', async () => {
    const document = await explain('gradient');
    await expect(randomisation(network, image, document, { measure: 'mse' as 'ssim' })).rejects.toThrow(
      'Cannot use measure "mse": expected one of "spearman", "ssim", "hog"',
    );
    const graph = buildGraph(
      [8, 8, 1],
      [
        ['flat', 'flatten'],
        ['scores', 'dense', {}, { kernel: [64, 2], bias: [2] }],
      ],
    );
    const small = await createNetwork({ ...graph, classes: ['no', 'yes'] }, await createEngine('wasm'));
    const input = inputValues(8, 8, 1, new Array(64).fill(1));
    const [why] = [await gradient(small, input)].flat();
    await expect(randomisation(small, input, why, { measure: 'ssim' })).rejects.toThrow(
      new RangeError(`Cannot compare maps of "${why.image.name}" by ssim: it is 8 x 8, expected at least 11 x 11`),
    );
    await small.dispose();
  });

  it('needs a network', async () => {
    const document = mapDocument([1, 2, 1], [1, 2]);
    await expect(randomisation(linearModel([1, 2]), inputValues(1, 2, 1, [1, 1]), document)).rejects.toThrow(
      new TypeError('Cannot randomise the classifier: expected a network with layers, this classifier only predicts'),
    );
  });
});

describe('made again', () => {
  it('LIME with other seeds agrees with itself the more, the more samples it takes', async () => {
    const [few, many] = await Promise.all([40, 2000].map((samples) => lime(network, image, { samples })));
    const [shaky, firm] = await Promise.all([few, many].map((each) => stability(network, image, each)));
    expect(shaky.runs).toHaveLength(3);
    expect(firm.spearman).toBeGreaterThan(shaky.spearman ?? 0);
    expect(firm.passes).toBe(true);
    expect((await stability(network, image, few, { seeds: 1 })).runs).toHaveLength(1);
    expect((await stability(network, image, few, { top: 0.5 })).chance).toBeCloseTo(1 / 3);
  });

  it('a method without chance is stable, and is not run again', async () => {
    expect(await stability(network, image, await explain('gradient'))).toMatchObject({
      runs: [],
      jaccard: 1,
      signFlips: 0,
    });
  });

  it('max-sensitivity grows with the disturbance', async () => {
    // Not the gradient's: over black ground it jumps with the least noise, as another place wins a maximum.
    const document = await lime(network, image, { samples: 300 });
    const most = async (radius: number) =>
      (await maxSensitivity(network, image, document, { radius, samples: 3 })) ?? 0;
    expect(await most(1e-7)).toBeLessThan(0.01);
    expect(await most(0.2)).toBeGreaterThan(await most(0.02));
    expect(await maxSensitivity(network, image, document, { samples: 6 })).toBeGreaterThanOrEqual(
      (await maxSensitivity(network, image, document, { samples: 1 })) ?? 0,
    );
  });

  it('says so where the method does not exist here', async () => {
    const document = { ...(await explain('gradient')), method: { name: 'by-hand', options: {}, seed: 1 } };
    await expect(stability(network, image, document)).rejects.toThrow('Cannot explain by the method "by-hand"');
  });
});

describe('verify', () => {
  it('puts every check, the curves and the cost into the quality of a new, valid document', async () => {
    const document = await explain('integrated-gradients');
    const copy = structuredClone(document);
    const seen: number[] = [];
    const before = tf.memory().numTensors;
    const checked = await verify(network, image, document, {
      orders: 10,
      onProgress: ({ done, total }) => seen.push(done / total),
    });
    expect(tf.memory().numTensors).toBe(before);
    expect(document).toEqual(copy);
    expect(() => validateDocument(checked)).not.toThrow();
    expect(JSON.parse(JSON.stringify(checked))).toEqual(checked);
    expect({ ...checked, quality: null }).toEqual({ ...document, quality: null });
    const names = checked.quality.checks?.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['completeness', 'deletion', 'insertion', 'road', 'randomisation', 'stability']),
    );
    expect(new Set(names).size).toBe(names?.length);
    expect(checked.quality.curves?.map(({ name }) => name)).toEqual(['deletion', 'insertion']);
    expect(checked.quality.checks?.find(({ name }) => name === 'deletion')).toMatchObject({
      passes: true,
      sentence: expect.stringMatching(
        /^Hiding the most relevant places first drops the score faster than at random: area .* \(10 random orders\)\.$/,
      ),
    });
    expect(checked.quality.verification).toMatchObject({ leftOut: [], seed: 1 });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect((await verify(network, image, document, { orders: 10, batch: 7 })).quality.checks).toEqual(
      checked.quality.checks,
    );
    const again = await verify(network, image, checked, { checks: ['curves'], orders: 10 });
    expect(again.quality.checks).toHaveLength(names?.length ?? 0);
  });

  it('doubts guided backprop', async () => {
    const { quality } = await verify(network, image, await explain('guided-backprop'), { checks: ['randomisation'] });
    expect(quality.trustworthy).toBe(false);
    expect(quality.sentences[0]).toMatch(/the map stays much the same: it shows the image/);
  });

  const two = linearModel([4, -1, 3, 2]);
  const picture = inputValues(1, 4, 1, [1, 1, 1, 1]);
  const byHand = mapDocument([1, 4, 1], [4, -1, 3, 2], { seed: 1 });

  it('leaves out what a classifier that only predicts cannot serve, and says so; asked for by name, it fails', async () => {
    const { quality } = await verify(two, picture, byHand);
    const { leftOut } = quality.verification as { leftOut: { check: string }[] };
    expect(leftOut.map(({ check }) => check)).toEqual(['stability', 'max-sensitivity', 'randomisation']);
    await expect(verify(two, picture, byHand, { checks: ['randomisation'] })).rejects.toThrow('Cannot randomise');
    const unknown = ['curvs'] as unknown as ['curves'];
    await expect(verify(two, picture, byHand, { checks: unknown })).rejects.toThrow('did you mean "curves"?');
  });

  it('leaves out what would cost too much', async () => {
    const document = await lime(network, image, { samples: 100 });
    const { quality } = await verify(network, image, document, { maxPasses: 400, orders: 2 });
    const { leftOut } = quality.verification as { leftOut: { check: string; reason: string }[] };
    expect(leftOut.map(({ check }) => check)).toEqual(['max-sensitivity', 'randomisation']);
    expect(leftOut[0].reason).toMatch(
      /^Cannot explain again 5 times: it would take 5\d\d passes, more than maxPasses 400$/,
    );
    await expect(verify(network, image, document, { maxPasses: 0 })).rejects.toThrow('Cannot use maxPasses 0');
  });

  it('looks where the object is, if it is told', async () => {
    const mask = { width: 4, height: 1, data: [1, 0, 0, 0] };
    const { quality } = await verify(two, picture, byHand, { checks: ['localisation'], mask });
    expect(quality.checks?.map(({ name, value, passes }) => [name, value, passes])).toEqual([
      ['pointing-game', 1, true],
      ['relevance-mass', 4 / 9, true],
      ['relevance-rank', 1, true],
    ]);
  });

  it('stops when aborted, with the reason', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const onProgress = () => controller.abort(reason);
    await expect(verify(two, picture, byHand, { signal: controller.signal, onProgress })).rejects.toBe(reason);
  });
});

it('concludes nothing where the score never changes, whatever is hidden', async () => {
  const sure = linearModel([0.001, 0.001, 0.001, 0.001], { bias: 20 });
  const document = mapDocument([2, 2, 1], [1, 2, 3, 4]);
  const input = inputValues(2, 2, 1, [0.9, 0.1, 0.5, 0.7]);
  const { quality } = await verify(sure, input, document, { checks: ['curves'], fill: 0 });
  for (const name of ['deletion', 'insertion']) {
    const check = quality.checks?.find((each) => each.name === name);
    expect(check?.passes).toBeNull();
    expect(check?.sentence).toMatch(/hardly changes the score/);
  }
});
