import { describe, expect, it } from 'vitest';
import { METHODS, methodNamed } from '../../src/attribution/methods.js';
import { validateDocument } from '../../src/document/validate.js';
import type { PredictOptions } from '../../src/network/predictor.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { gridMap, inputOf, meansOf } from './fixtures.js';

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

describe.each(predictorMethods)('$name', ({ name, kind, explain }) => {
  it('answers with a valid document that survives JSON', async () => {
    const { model } = classifier();
    const document = await explain(model, image, { target: 'owl' });
    for (const each of [document].flat()) expect(() => validateDocument(each)).not.toThrow();
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document).toMatchObject({ kind, method: { name, seed: 1 }, target: { index: 2, label: 'owl' } });
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

it('finds methods by name', () => {
  expect(methodNamed('lime').title).toBe('LIME');
  expect(() => methodNamed('limes')).toThrow('Cannot explain by the method "limes": expected "lime"');
});
