import { beforeAll, describe, expect, it } from 'vitest';
import { type BaseScene, baseScenes } from '../../bench/shortcuts/data-set.js';
import { runCase } from '../../bench/shortcuts/study.js';

// Two of the 48 networks of bench/shortcuts, smaller: the audit, told nothing, names the mark that is there, and none where none is.

const SIZE = 40;
let train: readonly BaseScene[];
let test: readonly BaseScene[];

beforeAll(async () => {
  [train, test] = [await baseScenes(800, SIZE, 1), await baseScenes(60, SIZE, 2)];
});

describe('an audit of a network trained on generated scenes', () => {
  it('names the border that all training pictures of one class had', async () => {
    const { result } = await runCase(train, test, {
      kind: 'border',
      correlation: 1,
      seed: 102,
      epochs: 4,
      masks: false,
    });
    expect(result).toMatchObject({ alarm: true, found: true });
    expect(result.overlap).toBeGreaterThan(0.5);
  });

  it('raises no alarm where borders come by chance', async () => {
    const { result } = await runCase(train, test, {
      kind: 'border',
      correlation: 0.5,
      seed: 305,
      epochs: 8,
      masks: false,
    });
    expect(result).toMatchObject({ alarm: false, found: false });
  });
});
