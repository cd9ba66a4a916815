import { describe, expect, it } from 'vitest';
import type { LimeOptions } from '../../src/attribution/lime/options.js';
import { lime } from '../../src/attribution/lime.js';
import type { Target } from '../../src/attribution/target.js';
import type { PredictOptions } from '../../src/network/predictor.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { gridMap, inputOf, meansOf } from './fixtures.js';

const map = gridMap(20, 20, 4, 4);
const image = inputOf(20, 20, 3, (row, column, channel) => ((row * row + 3 * column + channel) % 23) / 23);

/** Two classes that depend on brightness in several places, and on their product. */
const model = {
  name: 'pair',
  classes: ['day', 'night', 'dusk'],
  outputs: ['probability', 'logit'] as const,
  predict: (batch: NdArray, options?: PredictOptions) =>
    meansOf(batch, map).map((means) => {
      const day = 3 * means[5] * means[6] + means[0] - means[10] + 0.5 * means[3];
      const logits = [day, 1 - means[5], means[9]];
      const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
      return logits.map((logit) => (options?.output === 'logit' ? logit : Math.exp(logit) / total));
    }),
};
type OneClass = LimeOptions & { readonly target?: Target; readonly topLabels?: undefined };
const base: LimeOptions = { segmentation: map, target: 'day', samples: 120, hide: 0 };
const explain = (options: LimeOptions) => lime(model, image, { ...base, ...options } as OneClass);

describe('each option changes the result', () => {
  const changes: [string, LimeOptions, LimeOptions?][] = [
    ['samples', { samples: 60 }],
    ['samples auto', { samples: 'auto', maxSamples: 300 }],
    ['maxSamples', { samples: 'auto', maxSamples: 110 }, { samples: 'auto', maxSamples: 130 }],
    ['stableTop', { samples: 'auto', stableTop: 1 }, { samples: 'auto', stableTop: 8 }],
    ['confidence', { samples: 'auto', confidence: 0.5 }, { samples: 'auto', confidence: 0.999 }],
    ['tolerance', { samples: 'auto', tolerance: 0.5 }, { samples: 'auto', tolerance: 0.01 }],
    ['seed', { seed: 2 }],
    ['target', { target: 'night' }],
    ['against', { against: 'night' }],
    ['output', { output: 'logit' }],
    ['segmentation', { segmentation: 'slic' }],
    ['segmentation with options', { segmentation: { method: 'slic', segments: 6 } }, { segmentation: 'slic' }],
    ['segmentation by a function', { segmentation: () => gridMap(20, 20, 2, 2) }],
    ['segments', { segmentation: 'grid', segments: 9 }, { segmentation: 'grid' }],
    ['segments alone', { segmentation: undefined, segments: 9 }, { segmentation: undefined }],
    ['hide a constant', { hide: 1 }],
    ['hide one number a channel', { hide: [0, 0, 1] }],
    ['hide own-mean', { hide: 'own-mean' }],
    ['hide image-mean', { hide: 'image-mean' }],
    ['hide blur', { hide: 'blur' }],
    ['hide noise', { hide: 'noise' }],
    ['blurSigma', { hide: 'blur', blurSigma: 0.5 }, { hide: 'blur' }],
    ['distance', { distance: 'euclidean' }],
    ['distance of pixels', { distance: 'euclidean-pixels' }, { distance: 'cosine-pixels' }],
    ['distance by a function', { distance: (shown) => 1 - shown[0] }],
    ['kernel', { kernel: 'gaussian' }],
    ['kernel uniform', { kernel: 'uniform' }],
    ['kernel by a function', { kernel: (distance, width) => 1 / (1 + distance / width) }],
    ['kernelWidth', { kernelWidth: 0.5 }],
    ['includeOriginal', { includeOriginal: false }],
    ['features', { features: 4 }],
    ['featureSelection', { features: 8, featureSelection: 'lasso-path' }, { features: 8, featureSelection: 'none' }],
    ['featureSelection by a function', { featureSelection: () => [0, 1] }],
    ['regression', { regression: 'lasso' }],
    ['alpha', { alpha: 0 }],
    ['preset captum', { preset: 'captum', samples: undefined, hide: undefined }],
    ['preset xplique', { preset: 'xplique', samples: undefined, hide: undefined }],
  ];
  it.each(changes)('%s', async (_, options, other = {}) => {
    const [one, two] = [await explain(options), await explain(other)];
    expect(one.result).not.toEqual(two.result);
  });

  it('but for batch', async () => {
    expect((await explain({ batch: 3 })).result).toEqual((await explain({ batch: 50 })).result);
  });

  it('topLabels', async () => {
    const documents = await lime(model, image, { segmentation: map, samples: 60, hide: 0, topLabels: 2 });
    expect(documents).toHaveLength(2);
    expect(documents[0].target.probability!).toBeGreaterThan(documents[1].target.probability!);
  });
});

describe('several classes', () => {
  it('come from the same samples, as when asked alone', async () => {
    let images = 0;
    const counting = {
      ...model,
      predict: (batch: NdArray, options?: PredictOptions) => {
        images += batch.shape[0];
        return model.predict(batch, options);
      },
    };
    const both = await lime(counting, image, { segmentation: map, samples: 120, hide: 0, target: ['day', 1] });
    // The image itself is scored twice: its probability is the first sample, its logit stands in the document.
    expect(images).toBe(121);
    expect(both.map(({ target }) => target.label)).toEqual(['day', 'night']);
    expect(both[0].result).toEqual((await explain({})).result);
    expect(both[1].result).toEqual((await explain({ target: 'night' })).result);
  });

  it('default to the predicted class', async () => {
    const document = await lime(model, image, { segmentation: map, samples: 60 });
    const [scores] = model.predict(image);
    expect(document.target.index).toBe(scores.indexOf(Math.max(...scores)));
    expect(document.target.probability).toBeCloseTo(Math.max(...scores), 6);
  });
});

describe('the document holds every option as resolved', () => {
  it('of the defaults', async () => {
    const { method } = await lime(model, image, { samples: 50 });
    expect(method).toEqual({
      name: 'lime',
      seed: 1,
      options: {
        preset: null,
        samples: 50,
        maxSamples: 4000,
        stableTop: 5,
        confidence: 0.95,
        tolerance: 0.15,
        includeOriginal: true,
        segmentation: { method: 'slic', segments: 40, sigma: 0.5 },
        segments: null,
        hide: 'own-mean',
        blurSigma: 2,
        distance: 'cosine',
        kernel: 'exponential',
        kernelWidth: 0.25,
        featureSelection: 'auto',
        features: 100_000,
        regression: 'ridge',
        alpha: 1,
        output: 'probability',
        against: null,
        batch: 256,
      },
    });
  });

  it('of functions and label maps by what they are', async () => {
    const { method } = await explain({ distance: () => 0, against: 'dusk' });
    expect(method.options).toMatchObject({ distance: 'function', segmentation: 'label map', against: 'dusk' });
  });

  it.each([
    [
      'marcotcr',
      { samples: 1000, alpha: 1, segmentation: { method: 'quickshift', kernelSize: 4, maxDist: 200, ratio: 0.2 } },
    ],
    ['captum', { samples: 25, hide: 0, regression: 'lasso', alpha: 0.01, kernelWidth: 1, distance: 'cosine-pixels' }],
    [
      'xplique',
      { samples: 150, hide: 0.5, alpha: 2, kernel: 'gaussian', kernelWidth: 45, distance: 'euclidean-pixels' },
    ],
  ] as const)('of the preset %s, which given options override', async (preset, expected) => {
    const colour = inputOf(40, 40, 3, (row, column) => (row + column) / 80);
    const plain = {
      predict: (batch: NdArray) => meansOf(batch, gridMap(40, 40, 2, 2)).map((means) => [means[0], 1 - means[0]]),
    };
    const { method } = await lime(plain, colour, { preset });
    expect(method.options).toMatchObject({ preset, ...expected });
    const changed = await lime(plain, colour, { preset, samples: 40, alpha: 0.5, segmentation: 'grid' });
    expect(changed.method.options).toMatchObject({ samples: 40, alpha: 0.5, segmentation: { method: 'grid' } });
  });
});

describe('bad options get one sentence', () => {
  it.each([
    [{ samples: 0 }, RangeError, 'Cannot use samples 0: expected a whole number from 2'],
    [{ samples: 10.5 }, RangeError, 'Cannot use samples 10.5: expected a whole number from 2'],
    [{ samples: 'many' }, TypeError, 'Cannot use samples "many": expected a whole number from 2'],
    [{ kernelWidth: Number.NaN }, RangeError, 'Cannot use kernelWidth NaN: expected a number above 0'],
    [{ kernelWidth: -1 }, RangeError, 'Cannot use kernelWidth -1: expected a number above 0'],
    [{ features: 0 }, RangeError, 'Cannot use features 0: expected a whole number from 1'],
    [{ batch: -2 }, RangeError, 'Cannot use batch -2: expected a whole number from 1'],
    [{ alpha: -1 }, RangeError, 'Cannot use alpha -1: expected a number from 0'],
    [{ seed: 1.5 }, RangeError, 'Cannot use seed 1.5: expected a whole number'],
    [{ preset: 'shap' }, TypeError, 'Cannot use preset "shap": expected one of "marcotcr", "captum", "xplique"'],
    [{ segmentation: 'watershed' }, TypeError, 'Cannot use segmentation "watershed": expected one of'],
    [{ segments: 0 }, RangeError, 'Cannot use segments 0: expected a whole number from 1'],
    [{ segments: 9, segmentation: 'quickshift' }, TypeError, 'Cannot use segments with quickshift'],
    [{ segmentation: gridMap(4, 4, 2, 2) }, RangeError, "it is 4x4, expected the image's 20x20"],
    [
      { hide: 'black' },
      TypeError,
      'Cannot use hide "black": expected one of "own-mean", "image-mean", "blur", "noise" or a',
    ],
    [{ hide: Number.NaN }, RangeError, 'Cannot use hide NaN: expected a finite number'],
    [{ hide: [0, 0] }, RangeError, 'Cannot use hide of 2 numbers: expected one for each of 3 channels'],
    [{ distance: 'manhattan' }, TypeError, 'Cannot use distance "manhattan": expected one of'],
    [{ distance: () => Number.NaN }, RangeError, 'Cannot weigh a sample at distance NaN'],
    [{ kernel: () => -1 }, RangeError, 'the kernel gave -1, expected a number from 0'],
    [{ kernel: () => 0 }, RangeError, 'Cannot fit the local model: at distances'],
    [{ featureSelection: 'best' }, TypeError, 'Cannot use featureSelection "best"'],
    [{ regression: 'tree' }, TypeError, 'Cannot use regression "tree": expected one of "ridge", "lasso"'],
    [{ output: 'score' }, TypeError, 'Cannot use output "score": expected one of "probability", "logit"'],
    [{ sampels: 10 }, TypeError, 'Cannot run lime: it has no option "sampels": did you mean "samples"?'],
    [{ target: 9 }, RangeError, 'Cannot explain class 9 of "pair": it has 3 classes (0 to 2)'],
    [{ target: [] }, RangeError, 'Cannot explain no class: expected at least one target'],
    [{ target: 1, topLabels: 2 }, TypeError, 'Cannot explain both target and topLabels: give one of them'],
    [{ target: undefined, topLabels: 0 }, RangeError, 'Cannot use topLabels 0: expected a whole number from 1'],
    [{ against: 'day' }, RangeError, 'Cannot explain class "day" of "pair" against itself'],
    [
      { against: 'dawn' },
      RangeError,
      'Cannot explain class "dawn" of "pair": no class has this label, near ones are "day"',
    ],
    [{ confidence: 1 }, RangeError, 'Cannot use confidence 1: expected a number between 0 and 1'],
  ])('%o', async (options, kind, sentence) => {
    const run = explain(options as LimeOptions);
    await expect(run).rejects.toThrow(sentence);
    await expect(run).rejects.toBeInstanceOf(kind);
  });

  it('of a classifier that gives no logits', async () => {
    const plain = { predict: model.predict };
    await expect(lime(plain, image, { output: 'logit' })).rejects.toThrow('Cannot get the logit of the classifier');
  });

  it('of something that is no classifier', async () => {
    await expect(lime({} as never, image)).rejects.toThrow('expected a network or a classifier {predict(batch)} first');
  });
});
