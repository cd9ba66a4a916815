import { describe, expect, it } from 'vitest';
import { ablationCam } from '../../../src/attribution/ablation-cam.js';
import { eigenCam } from '../../../src/attribution/eigen-cam.js';
import { gradCam } from '../../../src/attribution/grad-cam.js';
import { gradCamElementWise } from '../../../src/attribution/grad-cam-element-wise.js';
import { hiResCam } from '../../../src/attribution/hires-cam.js';
import { layerCam } from '../../../src/attribution/layer-cam.js';
import { scoreCam } from '../../../src/attribution/score-cam.js';
import { xGradCam } from '../../../src/attribution/xgrad-cam.js';
import { decodeArray } from '../../../src/document/encode.js';
import { finding } from '../../../src/document/index.js';
import type { AttributionDocument } from '../../../src/document/kinds/attribution.js';
import { createNetwork } from '../../../src/network/create-network.js';
import { createEngine } from '../../../src/network/engines/index.js';
import type { Network } from '../../../src/network/network.js';
import type { NdArray } from '../../../src/numeric/nd-array.js';
import { absoluteError } from '../../support/compare.js';
import { buildGraph, type CompactNode } from '../../support/graph.js';

const array = (shape: readonly number[], ...data: number[]): NdArray => ({ shape, data: Float32Array.from(data) });
const valuesOf = ({ result }: AttributionDocument) => decodeArray(result.values).data as Float32Array;

/** One channel in, two out: the pixel itself, and twice the pixel where that is above 1. */
const CELLS: readonly CompactNode[] = [
  ['cells:before', 'conv2d', { padding: 'valid' }, { kernel: array([1, 1, 1, 2], 1, 2), bias: array([2], 0, -2) }],
  ['cells', 'relu'],
];

async function networkOf(nodes: readonly CompactNode[]): Promise<Network> {
  const graph = buildGraph([2, 2, 1], [...CELLS, ...nodes, ['probabilities', 'softmax']], { logits: 'scores' });
  return createNetwork({ ...graph, classes: ['no', 'yes'] }, await createEngine('wasm'));
}

/** Its cells are (1, 0), (2, 2), (3, 4), (0, 0). */
const image = { name: 'four', ...array([1, 2, 2, 1], 1, 2, 3, 0) };

describe('a mean over the cells and a linear layer', () => {
  const nodes: readonly CompactNode[] = [
    ['mean', 'global-average-pool'],
    ['scores', 'dense', {}, { kernel: array([2, 2], 0, 3, 1, -2), bias: array([2], 0.5, 0.25) }],
  ];

  it('make Grad-CAM the class activation map over the number of cells, with HiResCAM and XGrad-CAM the same', async () => {
    const network = await networkOf(nodes);
    // Class 1: 3 of the first channel less 2 of the second, each a fourth.
    const map = [3, 6 - 4, 9 - 8, 0].map((value) => value / 4);
    for (const explain of [gradCam, hiResCam, xGradCam]) {
      expect(absoluteError(valuesOf(await explain(network, image, { target: 1 })), map)).toBeLessThan(1e-6);
    }
    await network.dispose();
  });

  it('make LayerCAM what speaks for the class', async () => {
    const network = await networkOf(nodes);
    const map = [3, 6, 9, 0].map((value) => value / 4);
    for (const explain of [layerCam, gradCamElementWise]) {
      expect(absoluteError(valuesOf(await explain(network, image, { target: 1 })), map)).toBeLessThan(1e-6);
    }
    await network.dispose();
  });

  it('make Ablation-CAM weigh a channel by what it adds to the score', async () => {
    const network = await networkOf(nodes);
    // The score is 3 * 1.5 - 2 * 1.5 + 0.25 = 1.75; without the first channel it falls by 4.5, without the second by -3.
    const map = [4.5 / 1.75, (2 * 4.5 - 2 * 3) / 1.75, (3 * 4.5 - 4 * 3) / 1.75, 0];
    expect(absoluteError(valuesOf(await ablationCam(network, image, { target: 1 })), map)).toBeLessThan(1e-5);
    await network.dispose();
  });

  it('keep a channel that speaks for a class above 0 though the class scores below 0', async () => {
    const network = await networkOf([
      ['mean', 'global-average-pool'],
      ['scores', 'dense', {}, { kernel: array([2, 2], 0, 1, 0, 0), bias: array([2], 0, -5) }],
    ]);
    const map = valuesOf(await ablationCam(network, image, { target: 'yes' }));
    // The score is 1.5 - 5: without the first channel it falls by 1.5.
    expect(absoluteError(map, [1.5 / 3.5, 3 / 3.5, 4.5 / 3.5, 0])).toBeLessThan(1e-6);
    await network.dispose();
  });

  it('make Score-CAM a softmax of the scores of masked images', async () => {
    const network = await networkOf(nodes);
    // Masks (1/3, 2/3, 1, 0) and (0, 1/2, 1, 0) times the image: (1/3, 4/3, 3, 0) and (0, 1, 3, 0).
    const score = (pixels: readonly number[]) =>
      pixels.reduce((sum, pixel) => sum + (3 * pixel - 2 * Math.max(0, 2 * pixel - 2)) / 4, 0.25);
    const [first, second] = [score([1 / 3, 4 / 3, 3, 0]), score([0, 1, 3, 0])];
    const weight = Math.exp(first) / (Math.exp(first) + Math.exp(second));
    const map = [weight, 2, 3 * weight + 4 * (1 - weight), 0];
    expect(absoluteError(valuesOf(await scoreCam(network, image, { target: 1 })), map)).toBeLessThan(1e-6);
    await network.dispose();
  });

  it('do not matter to EigenCAM, and it says so', async () => {
    const network = await networkOf(nodes);
    const [no, yes] = await eigenCam(network, image, { target: ['no', 'yes'] });
    expect(no.result).toEqual(yes.result);
    expect(yes.quality.sentences.join()).toContain('the same for every class');
    const known = yes.quality.checks?.find(({ name }) => name === 'positive-share');
    expect(known).toMatchObject({ value: null, passes: null });
    expect(known?.sentence).toMatch(
      /^What speaks for and what against "yes" is not known: .* \(values from −\S+ to \S+\)\.$/,
    );
    expect(finding(yes)).toMatch(/^Half of what stands out, whatever the class, lies in \d+ % of the cells\.$/);
    const fused = [await eigenCam(network, image, { target: 'yes', fuse: 'mean' })].flat()[0];
    expect(fused.quality.checks).toContainEqual(expect.objectContaining({ name: 'positive-share', value: null }));
    await network.dispose();
  });
});

describe('a linear layer over all cells', () => {
  it('makes HiResCAM add up to the score less the bias, and Grad-CAM not', async () => {
    const network = await networkOf([
      ['flat', 'flatten'],
      [
        'scores',
        'dense',
        {},
        { kernel: array([8, 2], ...Array.from({ length: 16 }, (_, i) => ((i * 7) % 5) - 2)), bias: array([2], 4, -3) },
      ],
    ]);
    const { data } = (await network.predict(
      { shape: [1, 2, 2, 1], data: image.data.slice() },
      { output: 'logit' },
    )) as NdArray;
    const sum = (values: Float32Array) => values.reduce((all, value) => all + value, 0);
    for (const [target, bias] of [4, -3].entries()) {
      expect(sum(valuesOf(await hiResCam(network, image, { target })))).toBeCloseTo(data[target] - bias, 5);
    }
    expect(Math.abs(sum(valuesOf(await gradCam(network, image, { target: 0 }))) - (data[0] - 4))).toBeGreaterThan(0.5);
    await network.dispose();
  });
});
