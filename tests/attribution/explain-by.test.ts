import { expect, it } from 'vitest';
import { explainBy } from '../../src/attribution/explain-by.js';
import { METHODS } from '../../src/attribution/methods.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { gridMap, inputOf, meansOf } from './fixtures.js';

const map = gridMap(8, 8, 2, 2);
const image = inputOf(8, 8, 1, (row, column) => (row + column) / 14);
const model = {
  name: 'two',
  classes: ['left', 'right'],
  predict: (batch: NdArray) => meansOf(batch, map).map(([a, b]) => [a, b]),
};
const options = { segmentation: { width: 8, height: 8, labels: map.labels }, samples: 30 };

it('explains by the methods that are named, in their order', async () => {
  const { documents, leftOut } = await explainBy(model, image, { methods: ['lime'], target: 'right', ...options });
  expect(documents.map(({ method }) => method.name)).toEqual(['lime']);
  expect(documents[0]).toMatchObject({ target: { label: 'right' }, method: { options: { samples: 30 } } });
  expect(leftOut).toEqual([]);
});

it('asks every method that serves a classifier which only predicts', async () => {
  const seen: number[] = [];
  const { documents, leftOut } = await explainBy(model, image, {
    methods: 'all',
    ...options,
    onProgress: ({ done, total }) => seen.push(done / total),
  });
  const names = METHODS.filter(({ needs }) => needs === 'predictor').map(({ name }) => name);
  expect([...documents.map(({ method }) => method.name), ...leftOut.map(({ method }) => method)].sort()).toEqual(
    [...names].sort(),
  );
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
});

it.each([
  [{ methods: ['lyme'] }, /method "lyme": expected/],
  [{ methods: [] }, 'Cannot explain by no method: expected at least one'],
  [{ methods: ['lime'], sampels: 3 }, 'it has no option "sampels": did you mean "samples"?'],
  [{ methods: ['lime'], target: 9 }, 'Cannot explain class 9 of "two": it has 2 classes (0 to 1)'],
  [{ methods: 'all', target: 9 }, 'Cannot explain class 9 of "two": it has 2 classes (0 to 1)'],
] as const)('refuses %j in words', async (wrong, sentence) => {
  await expect(explainBy(model, image, wrong)).rejects.toThrow(sentence);
});

it('stops with the reason when aborted', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(explainBy(model, image, { methods: 'all', signal })).rejects.toThrow('enough');
});

it('explains logits by all methods, and by named ones what each explains by itself', async () => {
  const both = { ...model, outputs: ['probability', 'logit'] as const };
  const outputsOf = async (methods: readonly string[] | 'all', more = {}) => {
    const { documents } = await explainBy(both, image, { methods, ...options, ...more });
    return new Set(documents.map(({ method }) => method.options.output));
  };
  expect(await outputsOf('all')).toEqual(new Set(['logit']));
  expect(await outputsOf('all', { output: 'probability' })).toEqual(new Set(['probability']));
  expect(await outputsOf(['lime', 'ablation'])).toEqual(new Set(['probability', 'logit']));
});

it.each([
  [{ samples: -1 }, /^Cannot use samples -1/],
  [{ baseline: [0, 0] }, /^Cannot use a baseline of 2 numbers/],
  [{ scales: [] }, /^Cannot use scales: expected/],
])('does not leave a method out because of a value that it cannot take: %j', async (value, sentence) => {
  await expect(explainBy(model, image, { methods: 'all', ...options, ...value })).rejects.toThrow(sentence);
});

it('leaves a method out for a failure that only reads as if it were about an option', async () => {
  let calls = 0;
  const odd = {
    ...model,
    predict: (batch: NdArray) => {
      if (calls++ === 0) throw new Error('Cannot use samples of yours');
      return model.predict(batch);
    },
  };
  const { documents, leftOut } = await explainBy(odd, image, { methods: 'all', ...options });
  expect(leftOut[0].reason).toContain('Cannot use samples of yours');
  expect(documents.length).toBeGreaterThan(1);
});
