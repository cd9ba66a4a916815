import { expect, it } from 'vitest';
import { liveWords } from '../../components/audit/live-result.js';

const answer = (before: number[], after: number[]) => ({
  classes: ['husky', 'wolf'],
  before,
  after,
  donors: 3,
  engine: 'cpu',
});

it.each<[number, number[], number[], string]>([
  [0, [0.1, 0.9], [0.1, 0.9], 'The classifier says “wolf” (90 %). Remove regions to see what it says without them.'],
  [
    2,
    [0.1, 0.9],
    [0.7, 0.3],
    'Without what you removed, “wolf” falls from 90 % to 30 %. The prediction becomes “husky” (70 %).',
  ],
  [2, [0.1, 0.9], [0.02, 0.98], 'Without what you removed, “wolf” rises from 90 % to 98 %. The prediction stays.'],
  [1, [0.1, 0.9], [0.1, 0.9], 'Without what you removed, “wolf” stays at 90 %. The prediction stays.'],
])('tells what removing %d regions does', (removed, before, after, words) => {
  expect(liveWords(answer(before, after), removed)).toBe(words);
});
