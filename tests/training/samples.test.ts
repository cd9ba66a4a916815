import { describe, expect, it } from 'vitest';
import { chooseSamples, type DataSet, type Evaluation } from '../../src/training/index.js';

/** 20 images of two classes in turn; images 3 and 7 (of class b) and 4 (of class a) are taken for the other class. */
const wrong = [3, 4, 7];
const labels = Uint8Array.from({ length: 20 }, (_, i) => i % 2);
const test = { images: { shape: [20, 1, 1, 1], data: new Uint8Array(20) }, labels };
const data: DataSet = { name: 'made up', classes: ['a', 'b'], train: test, test };
const evaluation: Evaluation = {
  loss: 0,
  accuracy: 0.85,
  predicted: labels.map((label, i) => (wrong.includes(i) ? 1 - label : label)),
  confidence: Float32Array.from(labels, (_, i) => 0.5 + i / 100),
};
const indicesOf = (samples: ReturnType<typeof chooseSamples>) => samples.map(({ index }) => index);

describe('chooseSamples', () => {
  it('takes as many of each class, the most confident error among them', () => {
    const samples = chooseSamples(data, evaluation, { perClass: 4 });
    expect(samples.map(({ label }) => label).join('')).toBe('aaaabbbb');
    expect(indicesOf(samples).filter((i) => wrong.includes(i))).toEqual([4, 7]);
    expect(samples.find(({ index }) => index === 7)).toEqual({
      file: 'b-0007.png',
      label: 'b',
      index: 7,
      predicted: 'a',
      probability: 0.57,
    });
  });

  it('takes as many errors as asked for, or as there are', () => {
    const errors = (wrongPerClass: number) =>
      indicesOf(chooseSamples(data, evaluation, { perClass: 4, wrongPerClass })).filter((i) => wrong.includes(i));
    expect(errors(0)).toEqual([]);
    expect(errors(2)).toEqual([4, 3, 7]);
  });

  it('fills up with errors where the network is not right often enough', () => {
    expect(indicesOf(chooseSamples(data, evaluation, { perClass: 10 }))).toHaveLength(20);
  });

  it('chooses by its seed', () => {
    const chosen = (seed: number) => indicesOf(chooseSamples(data, evaluation, { perClass: 4, seed }));
    expect(chosen(1)).toEqual(chosen(1));
    expect([2, 3, 4].some((seed) => chosen(seed).join() !== chosen(1).join())).toBe(true);
  });
});
