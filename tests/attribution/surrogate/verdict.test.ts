import { expect, it } from 'vitest';
import { type Evidence, verdictOf } from '../../../src/attribution/surrogate/verdict.js';

const good: Evidence = {
  subject: '"cat"',
  samples: 1000,
  effectiveSamples: 900,
  regions: 40,
  modelled: 40,
  varies: true,
  r2: 0.712,
  leader: { segment: 3, weight: 0.4, standardError: 0.02 },
  agreement: { spearman: 0.93, kendall: 0.8, jaccard: 1, top: 5 },
  prediction: 0.9,
  localPrediction: 0.85,
  range: 0.9,
  output: 'probability',
  settled: null,
  stableTop: 5,
  confidence: 0.95,
};

it('trusts a good local model, and says what it rests on', () => {
  expect(verdictOf(good)).toEqual({
    trustworthy: true,
    sentences: [
      'The local model explains 71 % of how the score varies over 1,000 samples.',
      'Two halves of the samples share 5 of 5 leading regions and rank the clear ones with correlation 0.93.',
    ],
  });
  expect(verdictOf({ ...good, settled: true }).sentences.at(-1)).toBe(
    'The order of the 5 largest weights settled after 1,000 samples (95 % confidence).',
  );
});

it('says that a sure classifier’s probability hardly moves, and its logit would', () => {
  const sure = { ...good, prediction: 0.9996, localPrediction: 0.9996, range: 0.0012 };
  const words =
    'Hiding regions moved the probability by 0.0012 at most, so the weights are small: the logit moves more (output "logit").';
  expect(verdictOf(sure).sentences.at(-1)).toBe(words);
  expect(verdictOf({ ...sure, output: 'logit' }).sentences).not.toContain(words);
});

it('says nothing of leaders that two halves share where every weight is 0', () => {
  const { sentences } = verdictOf({ ...good, leader: null });
  expect(sentences.join(' ')).toContain('Every weight is 0 although the score varies');
  expect(sentences.join(' ')).not.toContain('Two halves');
});

it.each([
  [
    { varies: false, r2: null },
    'Hiding regions never changed the score of "cat" in 1,000 samples: the weights are 0 and mean nothing.',
  ],
  [
    { varies: false, r2: null, range: 0, effectiveSamples: 3 },
    'Hiding regions never changed the score of "cat" in 1,000 samples: the weights are 0 and mean nothing.',
  ],
  [
    { varies: false, r2: null, effectiveSamples: 1.0007 },
    'The kernel gives nearly all samples no weight: 1,000 are worth 1 equally weighted ones, for 40 regions. Use a larger kernel width.',
  ],
  [{ regions: 1 }, 'The image is one single region: there is nothing to compare. Use a finer segmentation.'],
  [
    { effectiveSamples: 1.0007 },
    'The kernel gives nearly all samples no weight: 1,000 are worth 1 equally weighted ones, for 40 regions. Use a larger kernel width.',
  ],
  [
    { samples: 25, effectiveSamples: 24 },
    'There are too few samples: 25 are worth 24 equally weighted ones, for 40 regions. Use at least 86.',
  ],
  [
    { r2: 0.123 },
    'The local model explains only 12 % of how the score varies (weighted R2 0.12): the regions act together, single weights miss it.',
  ],
  [
    { leader: null },
    'Every weight is 0 although the score varies: the penalty alpha is larger than any effect. Use a smaller one.',
  ],
  [
    { leader: { segment: 3, weight: -0.01, standardError: 0.0085 } },
    'Not even the largest weight is told from 0: region 3 has -0.01 with standard error 0.0085.',
  ],
  [
    { agreement: { spearman: 0.1, kendall: 0.1, jaccard: 0.25, top: 5 } },
    'Two halves of the samples disagree: they share 2 of 5 leading regions (rank correlation 0.10). Use more samples.',
  ],
  [
    { agreement: { spearman: null, kendall: null, jaccard: 0, top: 1 } },
    'Two halves of the samples disagree: they share 0 of 1 leading region. Use more samples.',
  ],
  [
    { localPrediction: 0.5 },
    'For the whole image the local model says 0.5, the classifier 0.9 for "cat": it is not faithful there.',
  ],
  [{ settled: false }, 'The order of the 5 largest weights had not settled after 1,000 samples.'],
])('doubts %o', (change, sentence) => {
  const verdict = verdictOf({ ...good, ...change });
  expect(verdict.trustworthy).toBe(false);
  expect(verdict.sentences[0]).toBe(sentence);
});
