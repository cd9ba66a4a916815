import { afterAll, beforeAll, expect, test } from 'vitest';
import { validateDocument } from '../../src/document/validate.js';
import { predictions } from '../../src/inspection/predictions.js';
import { type ReferenceNetwork, referenceNetwork } from '../support/reference-network.js';

let reference: ReferenceNetwork;
beforeAll(async () => {
  reference = await referenceNetwork('residual');
});
afterAll(() => reference.network.dispose());

test('are the reference probabilities and logits, with the true label where it is known', async () => {
  const { network, input, expected } = reference;
  const labelOf = (name: string) => `label of ${name}`;
  const document = await predictions(network, [input], { labelOf });
  const [image] = document.result.images;
  expect(image.name).toBe('input.json');
  expect(image.label).toBe('label of input.json');
  image.probabilities.forEach((probability, i) => {
    expect(probability).toBeCloseTo(expected.probs.data[i], 5);
  });
  const peak = Math.max(...image.logits!);
  const sum = image.logits!.reduce((total, logit) => total + Math.exp(logit - peak), 0);
  expect(Math.exp(image.logits![0] - peak) / sum).toBeCloseTo(image.probabilities[0], 5);
  expect(() => validateDocument(JSON.parse(JSON.stringify(document)))).not.toThrow();
});

test('thumbnails can be left out', async () => {
  const { network, input } = reference;
  const document = await predictions(network, [input], { thumbnail: 0 });
  expect(document.result.images[0].thumbnail).toBeUndefined();
});

test('tell how far they are', async () => {
  const { network, input } = reference;
  const told: number[] = [];
  await predictions(network, [input, input], { total: 2, onProgress: ({ done }) => told.push(done) });
  expect(told.at(-1)).toBe(2);
});
