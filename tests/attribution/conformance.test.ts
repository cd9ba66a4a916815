import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { SERVE_PREDICTORS } from '../../src/attribution/check-network.js';
import { METHODS, methodNamed } from '../../src/attribution/methods.js';
import type { ConvlensDocument } from '../../src/document/document.js';
import { decodeArray } from '../../src/document/encode.js';
import type { AttributionDocument } from '../../src/document/kinds/attribution.js';
import { validateDocument } from '../../src/document/validate.js';
import type { PredictOptions } from '../../src/network/predictor.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { referenceNetwork } from '../support/reference-network.js';
import { gridMap, inputOf, meansOf, weightsBySegment } from './fixtures.js';

const map = gridMap(16, 12, 3, 4);

/** Three classes that look at brightness in different places, one of them not linearly. */
function classifier() {
  const calls = { images: 0, batches: 0, signals: 0 };
  const predict = (batch: NdArray, options?: PredictOptions) => {
    calls.images += batch.shape[0];
    calls.batches++;
    if (options?.signal) calls.signals++;
    return meansOf(batch, map).map((means) => {
      const logits = [means[0] - means[5], 2 * means[1] * means[2], means[7] + 0.5 * means[11]];
      const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
      return logits.map((logit) => (options?.output === 'logit' ? logit : Math.exp(logit) / total));
    });
  };
  return {
    calls,
    model: {
      name: 'three',
      classes: ['cat', 'dog', 'owl'],
      outputs: ['probability', 'logit'] as const,
      engine: 'test',
      predict,
    },
  };
}

const image = {
  ...inputOf(12, 16, 3, (row, column, channel) => ((row * 5 + column * 3 + channel) % 17) / 17),
  name: 'a.png',
};
const predictorMethods = METHODS.filter((method) => method.needs === 'predictor');

/** Options that keep a method quick, and still take more than a few batches. */
const QUICK: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'kernel-shap': { samples: 90 },
  'partition-shap': { segmentation: 'grid', segments: 6 },
  rise: { samples: 60, cells: 3 },
  shapley: { segments: 6 },
  occlusion: { window: 4 },
};

/** Methods whose evidence for one class rather than another is more than a difference: which region comes first depends on it. */
const NOT_LINEAR = ['xrai'];

describe.each(predictorMethods)('$name', (method) => {
  const { name, kind } = method;
  const explain: typeof method.explain = (model, given, options) =>
    method.explain(model, given, { ...QUICK[name], ...options });

  it('answers with a valid document that survives JSON', async () => {
    const { model } = classifier();
    const document = await explain(model, image, { target: 'owl' });
    for (const each of [document].flat()) expect(() => validateDocument(each)).not.toThrow();
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document).toMatchObject({ kind, method: { name }, target: { index: 2, label: 'owl' } });
    expect(document).toMatchObject({ model: { name: 'three', classes: ['cat', 'dog', 'owl'], fingerprint: null } });
    expect(document).toMatchObject({ image: { name: 'a.png', width: 16, height: 12 } });
    expect(JSON.stringify(document)).not.toMatch(/NaN|Infinity/);
  });

  it('gives the same result from the same seed, whatever the batch size', async () => {
    const { model } = classifier();
    const results = [];
    for (const batch of [1, 7, 64, undefined]) {
      const document = await explain(model, image, { seed: 3, batch });
      results.push(JSON.stringify([document].flat().map(({ result, quality }) => ({ result, quality }))));
    }
    expect(new Set(results).size).toBe(1);
  });

  it('depends on the seed where it names one, and nowhere else', async () => {
    const { model } = classifier();
    const [one, two] = [await explain(model, image, { seed: 1 }), await explain(model, image, { seed: 2 })].flat();
    if (one.method.seed === null) expect(two.result).toEqual(one.result);
    else expect(two.result).not.toEqual(one.result);
    expect([1, null]).toContain(one.method.seed);
  });

  it('has every option that it lists in its document, and takes no other', async () => {
    const { model } = classifier();
    const [{ method: told }] = [await explain(model, image)].flat();
    expect(Object.keys(told.options)).toEqual(expect.arrayContaining([...(method.options ?? [])]));
    await expect(explain(model, image, { colour: 1 })).rejects.toThrow(`Cannot run ${name}: it has no option "colour"`);
  });

  it('answers for several classes from the images of one', async () => {
    const { model } = classifier();
    const one = [await explain(model, image, { target: 'owl' })].flat();
    const several = [await explain(model, image, { target: ['dog', 'owl'] })].flat();
    expect(several.map((document) => 'target' in document && document.target)).toMatchObject([
      { index: 1 },
      { index: 2 },
    ]);
    expect(several[0].provenance.forwardPasses).toBe(one[0].provenance.forwardPasses);
    expect(several[1].result).toEqual(one[0].result);
    const top = await explain(model, image, { topLabels: 2 });
    expect(top).toHaveLength(2);
  });

  const linear = it.skipIf(NOT_LINEAR.includes(name));
  linear(
    'explains one class against another as the difference of the two, on the scale that is asked for',
    async () => {
      const { model } = classifier();
      for (const output of ['logit', 'probability']) {
        const [owl, dog] = [await explain(model, image, { target: ['owl', 'dog'], output })].flat();
        const [both] = [await explain(model, image, { target: 'owl', against: 'dog', output })].flat();
        expect(both).toMatchObject({ target: { output, against: { label: 'dog' } }, method: { options: { output } } });
        const [first, second, difference] = [owl, dog, both].map(evidenceOf);
        const scale = Math.max(...first.map(Math.abs), ...second.map(Math.abs));
        for (const [i, value] of difference.entries()) {
          expect(Math.abs(value - first[i] + second[i]) / scale).toBeLessThan(1e-4);
        }
      }
    },
  );

  it('leaves no tensors behind', async () => {
    const { network, input } = await referenceNetwork('nested');
    await explain(network, input);
    const before = memory().numTensors;
    await explain(network, input);
    expect(memory().numTensors).toBe(before);
    await expect(explain(network, input, { target: 99 })).rejects.toThrow('Cannot explain class 99');
    const controller = new AbortController();
    const onProgress = () => controller.abort(new Error('enough'));
    await expect(explain(network, input, { batch: 4, signal: controller.signal, onProgress })).rejects.toThrow(
      'enough',
    );
    expect(memory().numTensors).toBe(before);
    await network.dispose();
  });

  it('counts the images it fed forward, and says on which engine', async () => {
    const { model, calls } = classifier();
    const document = await explain(model, image);
    expect(document).toMatchObject({ provenance: { forwardPasses: calls.images, backwardPasses: 0, engine: 'test' } });
  });

  it('leaves the image alone, also when the classifier writes on what it is fed', async () => {
    const { model } = classifier();
    const before = image.data.slice();
    const clean = await explain(model, image);
    const rude = (batch: NdArray, options?: PredictOptions) => {
      const scores = model.predict(batch, options);
      batch.data.fill(7);
      return scores;
    };
    const marked = await explain({ ...model, predict: rude }, image);
    expect(image.data).toEqual(before);
    expect([marked].flat()[0].result).toEqual([clean].flat()[0].result);
  });

  it('stops when aborted, with the reason, and passes the signal on', async () => {
    const { model, calls } = classifier();
    const controller = new AbortController();
    const reason = new Error('enough');
    const onProgress = () => controller.abort(reason);
    await expect(explain(model, image, { signal: controller.signal, onProgress, batch: 10 })).rejects.toBe(reason);
    expect(calls.images).toBeLessThan(50);
    expect(calls.signals).toBe(calls.batches);
    await expect(explain(model, image, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('lets a timer abort a classifier that never waits', async () => {
    const { model } = classifier();
    const slow = (batch: NdArray, options?: PredictOptions) => {
      const end = performance.now() + 30;
      while (performance.now() < end);
      return model.predict(batch, options);
    };
    const signal = AbortSignal.timeout(60);
    await expect(explain({ ...model, predict: slow }, image, { signal, batch: 5 })).rejects.toThrow(/timeout/);
  });

  it('reports progress up to the end', async () => {
    const { model } = classifier();
    const seen: number[] = [];
    await explain(model, image, { onProgress: ({ done, total }) => seen.push(done / total) });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it.each([
    [3, 'Cannot explain class 3 of "three": it has 3 classes (0 to 2)'],
    [-1, 'Cannot explain class -1 of "three": it has 3 classes (0 to 2)'],
    ['dogs', 'Cannot explain class "dogs" of "three": no class has this label, near ones are "dog"'],
    ['zeppelin', 'Cannot explain class "zeppelin" of "three": no class has this label, and it has 3 classes (0 to 2)'],
  ])('refuses class %j in words', async (target, sentence) => {
    await expect(explain(classifier().model, image, { target })).rejects.toThrow(new RangeError(sentence));
  });

  it('passes a classifier’s own failure on', async () => {
    const predict = () => Promise.reject(new Error('no connection'));
    await expect(explain({ predict }, image)).rejects.toThrow('no connection');
  });
});

/** The values of a map, or the weights of all regions. */
function evidenceOf(document: ConvlensDocument): number[] {
  if (document.kind === 'superpixels') return weightsBySegment(document);
  return [...decodeArray((document as AttributionDocument).result.values).data];
}

it('the sentence that turns a classifier away names the methods that serve it', () => {
  expect([...SERVE_PREDICTORS].sort()).toEqual(predictorMethods.map(({ name }) => name).sort());
});

it('finds methods by name', () => {
  expect(methodNamed('lime').title).toBe('LIME');
  expect(() => methodNamed('limes')).toThrow('Cannot explain by the method "limes": expected one of "lime", "');
});
