import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deconvolution } from '../../src/attribution/deconvolution.js';
import { gradient } from '../../src/attribution/gradient.js';
import { guidedBackprop } from '../../src/attribution/guided-backprop.js';
import { inputXGradient } from '../../src/attribution/input-x-gradient.js';
import type { IntegratedGradientsOptions } from '../../src/attribution/integrated-gradients/options.js';
import { integratedGradients } from '../../src/attribution/integrated-gradients.js';
import type { SmoothgradOptions } from '../../src/attribution/smoothgrad/options.js';
import { smoothgrad } from '../../src/attribution/smoothgrad.js';
import { createNetwork } from '../../src/network/create-network.js';
import { createEngine } from '../../src/network/engines/index.js';
import { absoluteError, relativeError } from '../support/compare.js';
import { buildGraph, type CompactNode, type GraphOptions, randomBatch } from '../support/graph.js';
import { valuesOf } from './values-of.js';

/** A network whose classes are called by their indices. */
async function buildNetwork(input: readonly number[], nodes: readonly CompactNode[], options?: GraphOptions) {
  const graph = buildGraph(input, nodes, options);
  const classes = Array.from({ length: graph.nodes.at(-1)?.shape[0] ?? 0 }, (_, index) => String(index));
  return createNetwork({ ...graph, classes }, await createEngine('wasm'));
}

/** Inputs 1 and 2 of one pixel; rows of a kernel are inputs, columns units. */
const image = { shape: [1, 1, 1, 2], data: Float32Array.of(1, 2) };
const kernel = (...rows: readonly (readonly number[])[]) => ({
  shape: [rows.length, rows[0].length],
  data: Float32Array.from(rows.flat()),
});

/** Scores `3a - b` and `a + 4b`. */
const linear = () =>
  buildNetwork(
    [1, 1, 2],
    [
      ['flat', 'flatten'],
      ['scores', 'dense', {}, { kernel: kernel([3, 1], [-1, 4]) }],
    ],
  );

/** Units `a - b` (held back at 1, 2) and `a + b`, rectified; scores `2u - v` and `4v - 3u`. */
const rectified = (attributes: Record<string, unknown> = {}) =>
  buildNetwork(
    [1, 1, 2],
    [
      ['flat', 'flatten'],
      ['units', 'dense', {}, { kernel: kernel([1, 1], [-1, 1]) }],
      ['relu', 'relu', attributes],
      ['scores', 'dense', {}, { kernel: kernel([2, -3], [-1, 4]) }],
    ],
  );

describe('on a linear network', () => {
  it.each<[string, typeof gradient, number[], number[]]>([
    ['gradient', gradient, [3, -1], [2, -5]],
    ['guided backpropagation', guidedBackprop, [3, -1], [2, -5]],
    ['deconvolution', deconvolution, [3, -1], [2, -5]],
    ['smoothgrad', smoothgrad, [3, -1], [2, -5]],
    ['input x gradient', inputXGradient, [3, -2], [2, -10]],
    ['integrated gradients', integratedGradients, [3, -2], [2, -10]],
  ])('%s returns the weights, and their difference against another class', async (_, method, alone, against) => {
    const network = await linear();
    expect(relativeError(valuesOf(await method(network, image, { target: 0 })), alone)).toBeLessThan(1e-6);
    expect(relativeError(valuesOf(await method(network, image, { target: 0, against: 1 })), against)).toBeLessThan(
      1e-6,
    );
    await network.dispose();
  });

  it('says that there is no rectifier to change the gradient at', async () => {
    const network = await linear();
    for (const method of [guidedBackprop, deconvolution]) {
      const { quality } = await method(network, image);
      expect(quality.sentences).toContain('"test" has no rectifier, so that this is its plain gradient.');
    }
    await network.dispose();
  });

  it('SmoothGrad squared returns the squares, and variance none', async () => {
    const network = await linear();
    expect(
      relativeError(valuesOf(await smoothgrad(network, image, { target: 0, form: 'squared' })), [9, 1]),
    ).toBeLessThan(1e-6);
    expect([...valuesOf(await smoothgrad(network, image, { target: 0, form: 'variance' }))]).toEqual([0, 0]);
    await network.dispose();
  });
});

describe('on a rectified network', () => {
  it.each([
    ['gradient', gradient, 0, [-1, -1]],
    ['gradient', gradient, 1, [4, 4]],
    // 2 and -1 come back; -1 is negative, and where 2 is, nothing passed.
    ['guided backpropagation', guidedBackprop, 0, [0, 0]],
    ['guided backpropagation', guidedBackprop, 1, [4, 4]],
    ['deconvolution', deconvolution, 0, [2, -2]],
    ['deconvolution', deconvolution, 1, [4, 4]],
    ['integrated gradients', integratedGradients, 1, [4, 8]],
  ] as const)('%s of a class: case %#', async (_, method, target, expected) => {
    const network = await rectified();
    const document = await method(network, image, { target });
    expect(absoluteError(valuesOf(document), expected)).toBeLessThan(1e-5);
    await network.dispose();
  });

  it('leaky and capped rectifiers are changed too', async () => {
    const [leaky, capped] = [await rectified({ negativeSlope: 0.5 }), await rectified({ maxValue: 2 })];
    // 2 comes back where the slope is a half: 1 times (1, -1).
    expect([...valuesOf(await guidedBackprop(leaky, image, { target: 0 }))]).toEqual([1, -1]);
    expect([...valuesOf(await guidedBackprop(capped, image, { target: 1 }))]).toEqual([0, 0]);
    expect([...valuesOf(await deconvolution(capped, image, { target: 1 }))]).toEqual([4, 4]);
    await Promise.all([leaky.dispose(), capped.dispose()]);
  });

  it('deconvolution without max pooling knows nothing of the image', async () => {
    const network = await rectified();
    const other = { shape: [1, 1, 1, 2], data: Float32Array.of(-3, 0.5) };
    const maps = [image, other].map(async (each) => valuesOf(await deconvolution(network, each, { target: 0 })));
    expect(await maps[0]).toEqual(await maps[1]);
    await network.dispose();
  });

  it('an empty map says so', async () => {
    const network = await rectified();
    const { quality } = await guidedBackprop(network, image, { target: 0 });
    expect(quality).toMatchObject({
      trustworthy: false,
      sentences: ['Every value is 0: the method saw no evidence for "0".'],
    });
    await network.dispose();
  });
});

const cnn: readonly CompactNode[] = [
  ['conv', 'conv2d', { padding: 'same' }, { kernel: [3, 3, 2, 3], bias: [3] }],
  ['relu', 'relu'],
  ['flat', 'flatten'],
  ['scores', 'dense', {}, { kernel: [4 * 5 * 3, 2], bias: [2] }],
  ['probabilities', 'softmax'],
];

describe('integrated gradients', () => {
  it('add up to the change of the score, the better the more steps, on any network', async () => {
    const seeds = fc.integer({ min: 1, max: 10_000 });
    await fc.assert(
      fc.asyncProperty(seeds, fc.constantFrom('logit', 'probability'), async (seed, output) => {
        const network = await buildNetwork([4, 5, 2], cnn, { seed, logits: 'scores', range: [-0.3, 0.3] });
        const input = randomBatch([1, 4, 5, 2], seed);
        const { result } = await integratedGradients(network, input, { target: 0, steps: 200, output });
        expect(Math.abs(result.delta as number)).toBeLessThan(5e-3);
        await network.dispose();
      }),
      { numRuns: 8 },
    );
  });

  it('are the mean over several baselines', async () => {
    const network = await buildNetwork([4, 5, 2], cnn, { logits: 'scores' });
    const input = randomBatch([1, 4, 5, 2]);
    const ask = (options: Omit<IntegratedGradientsOptions, 'target' | 'topLabels'>) =>
      integratedGradients(network, input, { target: 0, ...options });
    const [zero, one, both] = [
      await ask({ baseline: 0 }),
      await ask({ baseline: [1, 0.5] }),
      await ask({ baselines: [0, [1, 0.5]] }),
    ];
    const mean = valuesOf(zero).map((value, i) => (value + valuesOf(one)[i]) / 2);
    expect(relativeError(valuesOf(both), mean)).toBeLessThan(1e-5);
    expect(both.result.delta).toBeCloseTo(((zero.result.delta as number) + (one.result.delta as number)) / 2, 5);
    expect(both.method).toMatchObject({ options: { baselines: [0, [1, 0.5]] }, seed: null });
    const noisy = await ask({ baselines: ['noise', 'noise'], seed: 4 });
    expect(noisy.method.seed).toBe(4);
    expect(valuesOf(noisy)).not.toEqual(valuesOf(await ask({ baseline: 'noise', seed: 4 })));
    await network.dispose();
  });

  it.each([
    { steps: 3 },
    { quadrature: 'left' },
    { baseline: 1 },
    { baseline: 'mean' },
    { baseline: 'blur' },
    { baselines: [2] },
  ] as const)('give another answer with %o', async (changed) => {
    const network = await buildNetwork([4, 5, 2], cnn, { logits: 'scores' });
    const input = randomBatch([1, 4, 5, 2]);
    const plain = await integratedGradients(network, input, { target: 0 });
    const other = await integratedGradients(network, input, { target: 0, ...changed });
    expect(valuesOf(other)).not.toEqual(valuesOf(plain));
    await network.dispose();
  });

  it('and gradients are the same for the same function, however the network is built', async () => {
    const weights = randomBatch([2 * 3 * 2, 4]);
    const wide = { shape: [2, 3, 2, 4], data: weights.data };
    const end: readonly CompactNode[] = [
      ['relu', 'relu'],
      ['scores', 'dense', {}, { kernel: [4, 2] }],
    ];
    const dense = await buildNetwork(
      [2, 3, 2],
      [['flat', 'flatten'], ['units', 'dense', {}, { kernel: weights }], ...end],
    );
    const conv = await buildNetwork(
      [2, 3, 2],
      [['units', 'conv2d', { padding: 'valid' }, { kernel: wide }], ['flat', 'flatten'], ...end],
    );
    const input = randomBatch([1, 2, 3, 2], 5);
    for (const method of [gradient, integratedGradients]) {
      const [a, b] = [await method(dense, input, { target: 1 }), await method(conv, input, { target: 1 })];
      expect(relativeError(valuesOf(a), valuesOf(b))).toBeLessThan(1e-5);
    }
    await Promise.all([dense.dispose(), conv.dispose()]);
  });

  it.each([
    [{ steps: 0 }, 'Cannot use steps 0: expected a whole number from 1'],
    [{ steps: 1, quadrature: 'trapezoid' }, 'Cannot use steps 1: expected a whole number from 2'],
    [{ quadrature: 'simpson' }, 'Cannot use quadrature "simpson": expected one of "gauss-legendre"'],
    [{ baseline: 'black' }, 'Cannot use baseline "black": expected one of "mean", "blur", "noise"'],
    [{ baseline: [1, 2, 3] }, 'Cannot use a baseline of 3 numbers: expected one for each of 2 channels'],
    [
      { baseline: { shape: [1, 1], data: Float32Array.of(1) } },
      'Cannot use a baseline of shape [1,1]: expected [1,1,1,2]',
    ],
    [
      { baseline: { shape: [1, 1, 2], data: Float32Array.of(1, Number.NaN) } },
      'value 1 is NaN, expected finite numbers',
    ],
    [{ baseline: 0, baselines: [0] }, 'Cannot use both baseline and baselines: give one of them'],
    [{ baselines: [] }, 'Cannot use no baselines: expected at least one'],
    [{ baselines: 3 }, 'Cannot use baselines 3: expected an array of baselines'],
  ])('refuse %o in words', async (wrong, sentence) => {
    const network = await linear();
    await expect(integratedGradients(network, image, wrong as IntegratedGradientsOptions)).rejects.toThrow(sentence);
    await network.dispose();
  });
});

describe('smoothgrad', () => {
  it('is the mean gradient over the noise: of a rectifier, the chance that it is open', async () => {
    const network = await buildNetwork(
      [1, 1, 2],
      [
        ['relu', 'relu'],
        ['flat', 'flatten'],
        ['scores', 'dense', {}, { kernel: kernel([1], [1]) }],
      ],
    );
    // The range is 1, so that noise of 0.5 has that standard deviation: 0 is open half of the time, 1 with 97.7 %.
    const input = { shape: [1, 1, 1, 2], data: Float32Array.of(0, 1) };
    const document = await smoothgrad(network, input, { samples: 4000, noise: 0.5 });
    expect(valuesOf(document)[0]).toBeCloseTo(0.5, 1);
    expect(valuesOf(document)[1]).toBeCloseTo(0.977, 1);
    const variance = await smoothgrad(network, input, { samples: 4000, noise: 0.5, form: 'variance' });
    expect(valuesOf(variance)[0]).toBeCloseTo(0.25, 2);
    await network.dispose();
  });

  it.each([{ samples: 10 }, { noise: 0.5 }, { form: 'squared' }, { form: 'variance' }, { seed: 2 }] as const)(
    'gives another answer with %o',
    async (changed) => {
      const network = await buildNetwork([4, 5, 2], cnn, { logits: 'scores' });
      const input = randomBatch([1, 4, 5, 2]);
      const [plain, other] = [await smoothgrad(network, input), await smoothgrad(network, input, changed)];
      expect(valuesOf(other)).not.toEqual(valuesOf(plain));
      await network.dispose();
    },
  );

  it('draws with "auto" until the strongest values are known, or says that they are not', async () => {
    const network = await buildNetwork([4, 5, 2], cnn, { logits: 'scores' });
    const input = randomBatch([1, 4, 5, 2]);
    const ask = async (options: Omit<SmoothgradOptions, 'target' | 'topLabels'>) => {
      const document = await smoothgrad(network, input, { samples: 'auto', ...options });
      const check = document.quality.checks?.find(({ name }) => name === 'standard-error');
      return { samples: document.result.samples as number, check, quality: document.quality };
    };
    const [rough, fine, sure] = [
      await ask({ tolerance: 0.3 }),
      await ask({ tolerance: 0.05 }),
      await ask({ tolerance: 0.05, confidence: 0.99 }),
    ];
    expect(rough.samples).toBeLessThan(fine.samples);
    expect(fine.samples).toBeLessThan(sure.samples);
    expect(fine.check?.passes).toBe(true);
    expect(1.96 * (fine.check?.value as number)).toBeLessThanOrEqual(0.05);
    const short = await ask({ tolerance: 0.001, maxSamples: 60 });
    expect(short).toMatchObject({ samples: 60, check: { passes: false }, quality: { trustworthy: false } });
    expect(short.quality.sentences[0]).toContain('60 samples do not tell the strongest tenth of the values to 0.1 %');
    await network.dispose();
  });

  it('says that an image of one value has no range to take a share of', async () => {
    const network = await linear();
    const { quality } = await smoothgrad(network, { shape: [1, 1, 1, 2], data: Float32Array.of(1, 1) });
    expect(quality.sentences).toContain('The image is of one value, so that a share of its range is no noise at all.');
    await network.dispose();
  });

  it.each([
    [{ samples: 0 }, 'Cannot use samples 0'],
    [{ samples: 1, form: 'variance' }, 'Cannot use samples 1: expected a whole number from 2'],
    [{ samples: 'auto', form: 'variance' }, 'Cannot use samples "auto" with form "variance"'],
    [{ noise: 0 }, 'Cannot use noise 0: expected a share of the input range above 0'],
    [{ form: 'median' }, 'Cannot use form "median"'],
    [{ tolerance: 0 }, 'Cannot use tolerance 0'],
    [{ confidence: 1 }, 'Cannot use confidence 1'],
    [{ maxSamples: 1 }, 'Cannot use maxSamples 1'],
  ])('refuses %o in words', async (wrong, sentence) => {
    const network = await linear();
    await expect(smoothgrad(network, image, wrong as SmoothgradOptions)).rejects.toThrow(sentence);
    await network.dispose();
  });
});
