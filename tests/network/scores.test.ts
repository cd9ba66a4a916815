import { expect, test } from 'vitest';
import type { Predictor, Scores } from '../../src/network/predictor.js';
import { scoresOf } from '../../src/network/scores.js';

const batch = { shape: [2, 1, 1, 1], data: Float32Array.of(0, 1) };
const answering = (answer: unknown, more: Partial<Predictor> = {}): Predictor => ({
  name: 'remote',
  predict: async () => answer as Scores,
  ...more,
});
const array = (shape: number[], ...values: number[]) => ({ shape, data: Float32Array.from(values) });

test.each<[string, unknown]>([
  ['an array', array([2, 2], 0.25, 0.75, 1, 0)],
  [
    'rows',
    [
      [0.25, 0.75],
      [1, 0],
    ],
  ],
  ['typed rows', [Float32Array.of(0.25, 0.75), Float32Array.of(1, 0)]],
])('takes %s', async (_, answer) => {
  const scores = await scoresOf(answering(answer), batch);
  expect([scores.shape, [...scores.data]]).toEqual([
    [2, 2],
    [0.25, 0.75, 1, 0],
  ]);
});

test('asks for the output and passes the signal', async () => {
  const asked: unknown[] = [];
  const predictor = answering([[1], [2]], { outputs: ['logit'] });
  const { signal } = new AbortController();
  const spying: Predictor = {
    ...predictor,
    predict: (given, options) => {
      asked.push([given, options]);
      return predictor.predict(given);
    },
  };
  await scoresOf(spying, batch, { output: 'logit', signal });
  expect(asked).toEqual([[batch, { output: 'logit', signal }]]);
});

test.each<[string, Predictor, string]>([
  ['rows missing', answering([[1, 0]]), 'Cannot read the scores of "remote": there are 1 rows for 2 images'],
  [
    'rows of different lengths',
    answering([[1, 0], [1]]),
    'Cannot read the scores of "remote": image 1 has 1 scores, expected 2',
  ],
  ['flat numbers', answering([1, 0]), 'Cannot read the scores of "remote": image 0 has 1, expected an array'],
  [
    'NaN',
    answering([
      [1, 0],
      [0, Number.NaN],
    ]),
    'Cannot read the scores of "remote": image 1 has NaN for class 1, expected finite numbers',
  ],
  [
    'too few classes',
    answering([[1], [1]], { classes: ['a', 'b'] }),
    'Cannot read the scores of "remote": an image has 1 scores, but there are 2 classes',
  ],
  [
    'another rank',
    answering(array([2], 1, 0)),
    'Cannot read the scores of "remote": they have shape [2], expected [n, classes]',
  ],
  [
    'data that do not fill',
    answering(array([2, 2], 1, 0)),
    'Cannot read the scores of "remote": there are 2 numbers, expected 2 x 2',
  ],
  [
    'nothing',
    answering(undefined),
    'Cannot read the scores of "remote": expected {shape: [n, classes], data} or one array an image',
  ],
  ['no scores', answering([[], []]), 'there are 0 numbers, expected 2 x 0'],
  ['no name', { predict: () => [] }, 'Cannot read the scores of the classifier: there are 0 rows for 2 images'],
])('refuses %s', async (_, predictor, message) => {
  await expect(scoresOf(predictor, batch)).rejects.toThrow(message);
});

test('says which output there is', async () => {
  await expect(scoresOf(answering([[1], [1]]), batch, { output: 'logit' })).rejects.toThrow(
    'Cannot get the logit of "remote": it gives probability',
  );
});

test('stops when aborted', async () => {
  await expect(scoresOf(answering([[1], [1]]), batch, { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
});
