import { describe, expect, it } from 'vitest';
import { deletion } from '../../src/metrics/deletion.js';
import { insertion } from '../../src/metrics/insertion.js';
import { mapDocument, regionsDocument } from './documents.js';
import { functionModel, inputValues, linearModel } from './models.js';

// Only logits, so that the curves are those of the linear score itself.
const weights = [4, 1, 3, 2];
const model = linearModel(weights, { outputs: ['logit'] });
const image = inputValues(1, 4, 1, [1, 1, 1, 1]);
const truth = mapDocument([1, 4, 1], weights);
const options = { fill: 0, steps: 4, orders: 0 };

describe('of a linear model', () => {
  it('deletion takes the largest weights first', async () => {
    const curve = await deletion(model, image, truth, options);
    expect(curve).toMatchObject({ name: 'deletion', unit: 'pixels', block: 1, fill: '0', output: 'logit' });
    expect(curve.shares).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(curve.scores).toEqual([10, 6, 3, 1, 0]);
    expect(curve.area).toBe((10 / 2 + 6 + 3 + 1) / 4);
  });

  it('insertion puts the largest weights back first', async () => {
    const curve = await insertion(model, image, truth, options);
    expect(curve.shares).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(curve.scores).toEqual([0, 4, 7, 9, 10]);
    expect(curve.area).toBe((4 + 7 + 9 + 10 / 2) / 4);
  });

  it('random orders have the areas that a slow second computation gives', async () => {
    const curve = await deletion(model, image, truth, { ...options, orders: 400 });
    // On average the score falls on a line.
    expect(curve.random?.area).toBeCloseTo(5, 0);
    expect(curve.random?.orders).toBe(400);
    expect(curve.random?.areas).toHaveLength(400);
    expect(Math.min(...(curve.random?.areas ?? []))).toBeCloseTo(curve.area, 9);
    curve.random?.scores.forEach((score, i) => {
      expect(score).toBeCloseTo(10 - 2.5 * i, 0);
    });
  });

  it('insertion in random order is deletion in random order, backwards', async () => {
    const [down, up] = await Promise.all(
      [deletion, insertion].map((metric) => metric(model, image, truth, { ...options, orders: 5 })),
    );
    expect(up.random?.areas).toEqual(down.random?.areas);
    expect(up.random?.scores).toEqual(down.random?.scores.toReversed());
  });
});

describe('places', () => {
  it('are superpixels, whose shares are those of their pixels', async () => {
    const document = regionsDocument([1, 4], [0, 1, 1, 1], { 0: 1, 1: 5 });
    const curve = await deletion(model, image, document, { ...options, orders: 30 });
    expect(curve).toMatchObject({ unit: 'superpixels', shares: [0, 0.75, 1], scores: [10, 4, 0] });
    // Two orders there are: the area of the other one is 0.25 * (10 + 6) / 2 + 0.75 * 6 / 2.
    const areas = new Set(curve.random?.areas.map((area) => area.toFixed(6)));
    expect(areas).toEqual(new Set([curve.area.toFixed(6), (0.25 * 8 + 0.75 * 3).toFixed(6)]));
  });

  it('are the areas of a layer’s cells', async () => {
    const document = mapDocument([1, 2], [1, 9], { width: 4, height: 1, layer: 'conv' });
    const curve = await deletion(model, image, document, options);
    expect(curve).toMatchObject({ unit: 'cells', shares: [0, 0.5, 1], scores: [10, 5, 0] });
  });

  it('are squares of pixels as large as asked for', async () => {
    const curve = await deletion(model, image, truth, { ...options, block: 3 });
    expect(curve).toMatchObject({ block: 3, shares: [0, 0.75, 1], scores: [10, 2, 0] });
  });

  it('that are equal come in random order by seed', async () => {
    const flat = mapDocument([1, 4, 1], [0, 0, 0, 0]);
    const curves = [];
    for (const seed of [1, 2, 3, 4, 1])
      curves.push((await deletion(model, image, flat, { ...options, seed })).scores.join());
    expect(new Set(curves).size).toBeGreaterThan(1);
    expect(curves[4]).toBe(curves[0]);
  });
});

describe('options', () => {
  it('steps, fill and seed change the result', async () => {
    expect((await deletion(model, image, truth, { ...options, steps: 2 })).scores).toEqual([10, 3, 0]);
    expect((await deletion(model, image, truth, { ...options, fill: 1 })).scores).toEqual([10, 10, 10, 10, 10]);
    const grey = inputValues(1, 4, 1, [1, 1, 1, 5]);
    expect((await deletion(model, grey, truth, { ...options, fill: 'mean' })).scores.at(-1)).toBeCloseTo(20, 5);
    expect((await deletion(model, grey, truth, { ...options, fill: 'blur' })).scores.at(-1)).not.toBeCloseTo(20, 1);
    const random = async (seed: number) =>
      (await deletion(model, image, truth, { ...options, orders: 3, seed })).random;
    expect(await random(1)).not.toEqual(await random(2));
  });

  it('batch bounds what is fed at once, and changes nothing', async () => {
    const small = linearModel(weights, { outputs: ['logit'] });
    const one = await deletion(small, image, truth, { ...options, orders: 7, batch: 3 });
    expect(small.calls.largest).toBe(3);
    expect(one).toEqual(await deletion(model, image, truth, { ...options, orders: 7 }));
  });

  it('progress ends at the end, abort stops', async () => {
    const seen: number[] = [];
    await deletion(model, image, truth, {
      orders: 9,
      batch: 2,
      onProgress: ({ done, total }) => seen.push(done / total),
    });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const controller = new AbortController();
    const reason = new Error('enough');
    const onProgress = () => controller.abort(reason);
    await expect(deletion(model, image, truth, { batch: 1, signal: controller.signal, onProgress })).rejects.toBe(
      reason,
    );
  });

  it('the probability is what falls, where there is one; of one class rather than another, the difference', async () => {
    const both = linearModel(weights);
    const curve = await deletion(both, image, truth, options);
    expect(curve.output).toBe('probability');
    expect(curve.scores.map((score) => Math.log(score / (1 - score)))).toEqual(
      [10, 6, 3, 1, 0].map((logit) => expect.closeTo(logit, 1)),
    );
    const against = { index: 1, label: '1', probability: null, logit: null };
    const rather = { ...truth, target: { ...truth.target, against } };
    const [first] = (await deletion(both, image, rather, options)).scores;
    expect(first).toBeCloseTo(2 * curve.scores[0] - 1, 6);
  });
});

describe('refuses in words', () => {
  const net = { ...model, name: 'net', fingerprint: 'f'.repeat(64) };
  const of = (change: object) => ({ ...truth, ...change }) as typeof truth;
  it.each([
    [
      'another classifier',
      of({ model: { name: 'other', fingerprint: 'a'.repeat(64), classes: [] } }),
      'Cannot test an explanation of "other" (aaaaaaaa) on "net" (ffffffff): expected the network that it explains',
    ],
    [
      'another size',
      of({ image: { ...truth.image, width: 5 } }),
      'Cannot test an explanation of "map" (5 x 1) on "input" (4 x 1): expected the image that it explains',
    ],
    [
      'another image',
      of({ target: { ...truth.target, logit: 3 } }),
      'Cannot test the explanation of "map": "0" has the logit 10.00 here, the document says 3.000: expected the image that it explains',
    ],
    [
      'a class that is not there',
      of({ target: { ...truth.target, index: 7 } }),
      'Cannot test an explanation of class 7 on "net": it has 2 classes (0 to 1)',
    ],
  ])('%s', async (_, document, sentence) => {
    await expect(deletion(net, image, document)).rejects.toThrow(new RangeError(sentence));
  });

  it('options that are none, and documents of another kind', async () => {
    const odd = { stepps: 3 } as object;
    await expect(deletion(model, image, truth, odd)).rejects.toThrow(
      new TypeError('Cannot run deletion: it has no option "stepps": did you mean "steps"?'),
    );
    await expect(deletion(model, image, of({ kind: 'filters' }))).rejects.toThrow(
      new TypeError('Cannot test a document of kind "filters": expected "attribution" or "superpixels"'),
    );
    await expect(
      insertion(
        functionModel(() => 0),
        image,
        truth,
        { steps: 0 },
      ),
    ).rejects.toThrow(new RangeError('Cannot use steps 0: expected a whole number from 1'));
  });
});
