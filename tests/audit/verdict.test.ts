import { expect, it } from 'vitest';
import { type Corrected, type VerdictEvidence, verdictOf } from '../../src/audit/verdict.js';

const effect = (images: number, deltaProbability: number) => ({
  images,
  flips: 0,
  deltaProbability,
  interval: [0, 1] as const,
});

const experiment = (images: number, difference: number, p: number): Corrected => ({
  effect: effect(images, difference),
  control: effect(images, 0),
  difference,
  p,
});

const evidence = (removed: Corrected, tests: number): VerdictEvidence => ({
  label: 'wolf',
  others: '"husky"',
  removed,
  added: null,
  outside: 0.9,
  alone: { removed, added: null },
  mistakes: null,
  errorRate: 0.05,
  tests,
});

it('calls what matters outside the object a shortcut', () => {
  expect(verdictOf(evidence(experiment(10, 0.5, 0.01), 8))).toMatchObject({ verdict: 'shortcut', tooFew: false });
});

it.each([
  ['so few images that nothing could be told', experiment(3, 0.5, 1), 8, true, 'Of so few images that cannot be told'],
  ['more images, but more tests too', experiment(10, 0.5, 0.3), 60, true, 'Of so few images that cannot be told'],
  ['enough images that do not agree', experiment(24, 0.5, 0.3), 60, false, 'That may be chance.'],
  ['a small effect', experiment(24, 0.05, 0.0001), 60, false, 'That is too little to matter.'],
])('leaves %s unclear, and says why', (_, removed, tests, tooFew, reason) => {
  const found = verdictOf(evidence(removed, tests));
  expect(found).toMatchObject({ verdict: 'unclear', tooFew });
  expect(found.sentence).toContain(reason);
});
