import { expect, test } from 'vitest';
import { channelStatistics } from '../../src/inspection/channel-statistics.js';

test('counts zeros, mean and extremes a channel', () => {
  const values = { shape: [2, 2, 2], data: Float32Array.from([0, 0, 3, 0, 0, 0, -1, 0]) };
  expect(channelStatistics(values)).toEqual([
    { zeros: 0.5, mean: 0.5, max: 3, min: -1, dead: false },
    { zeros: 1, mean: 0, max: 0, min: 0, dead: true },
  ]);
});

test('takes a vector as one position', () => {
  const values = { shape: [2], data: Float32Array.from([0, 2]) };
  expect(channelStatistics(values).map(({ dead, mean }) => [dead, mean])).toEqual([
    [true, 0],
    [false, 2],
  ]);
});
