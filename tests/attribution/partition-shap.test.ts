import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { owenValues } from '../../src/attribution/partition-shap/owen-values.js';
import { type Merge, regionTree } from '../../src/attribution/partition-shap/region-tree.js';
import { type PartitionShapOptions, partitionShap } from '../../src/attribution/partition-shap.js';
import type { OneClass } from '../../src/attribution/question.js';
import { shapley } from '../../src/attribution/shapley.js';
import type { Image } from '../../src/image/image.js';
import { gridMap, weightsBySegment } from './fixtures.js';
import { gameOf, playedOn, tangledWorth, type Worth } from './game.js';

const sumOf = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

/** By the definition: the mean of what a player adds to those before, over all orders that keep every branch together. */
function meanOverTreeOrders(worth: Worth, players: number, merges: readonly Merge[]): number[] {
  const ordersOf = (node: number): number[][] => {
    if (node < players) return [[node]];
    const [one, two] = merges[node - players].map(ordersOf);
    return one.flatMap((first) =>
      two.flatMap((second) => [
        [...first, ...second],
        [...second, ...first],
      ]),
    );
  };
  const orders = ordersOf(players + merges.length - 1);
  const sums = new Array<number>(players).fill(0);
  for (const order of orders) {
    const shown = new Array<number>(players).fill(0);
    let before = worth(shown);
    for (const player of order) {
      shown[player] = 1;
      const after = worth(shown);
      sums[player] += after - before;
      before = after;
    }
  }
  return sums.map((sum) => sum / orders.length);
}

/** A tree that joins two nodes at random until one is left. */
const treeOf = (players: number) =>
  fc.array(fc.nat(), { minLength: 2 * players, maxLength: 2 * players }).map((choices) => {
    const open = Array.from({ length: players }, (_, i) => i);
    const merges: Merge[] = [];
    while (open.length > 1) {
      const [a] = open.splice(choices[2 * merges.length] % open.length, 1);
      const [b] = open.splice(choices[2 * merges.length + 1] % open.length, 1);
      open.push(players + merges.push([a, b]) - 1);
    }
    return merges;
  });

function play(worth: Worth, players: number, merges: readonly Merge[], samples = 10_000) {
  const score = async (shown: Uint8Array) => [
    Float64Array.from({ length: shown.length / players }, (_, row) =>
      worth([...shown.subarray(row * players, (row + 1) * players)]),
    ),
  ];
  const [base, whole] = [0, 1].map((value) => [worth(new Array<number>(players).fill(value))]);
  return owenValues(players, merges, { whole, base, samples, score });
}

describe('Owen’s values', () => {
  it.each([1, 2, 3, 5, 6])('of %i players are what the definition says, for any tree', async (players) => {
    await fc.assert(
      fc.asyncProperty(treeOf(players), fc.integer({ min: 1, max: 500 }), async (merges, seed) => {
        const worth = tangledWorth(players, seed);
        const { weights, divided } = await play(worth, players, merges);
        const expected = meanOverTreeOrders(worth, players, merges);
        for (const [i, value] of expected.entries()) expect(weights[0][i]).toBeCloseTo(value, 9);
        expect(divided[0]).toBe(1);
      }),
      { numRuns: 25 },
    );
  });

  it('add up, however few coalitions are scored', async () => {
    await fc.assert(
      fc.asyncProperty(treeOf(7), fc.integer({ min: 2, max: 80 }), async (merges, budget) => {
        const worth = tangledWorth(7, budget);
        const { weights, samples } = await play(worth, 7, merges, budget);
        expect(sumOf(weights[0])).toBeCloseTo(worth([1, 1, 1, 1, 1, 1, 1]) - worth([0, 0, 0, 0, 0, 0, 0]), 9);
        expect(samples).toBeLessThanOrEqual(budget);
      }),
    );
  });

  it('give a player who adds nothing 0, and twins of one branch the same', async () => {
    const worth: Worth = ([a, b, c, , e]) => 2 * a + a * c + 3 * b * c + (a + b) * e;
    const merges: Merge[] = [
      [0, 2],
      [1, 3],
      [5, 4],
      [6, 7],
    ];
    const { weights } = await play(worth, 5, merges);
    expect(weights[0][3]).toBe(0);
    const twins: Worth = ([a, b, c]) => (a + b) ** 2 + c * (a + b);
    const { weights: both } = await play(twins, 3, [
      [0, 1],
      [3, 2],
    ]);
    expect(both[0][0]).toBeCloseTo(both[0][1], 12);
  });

  it('are linear in the game', async () => {
    await fc.assert(
      fc.asyncProperty(treeOf(5), fc.integer({ min: -3, max: 3 }), async (merges, factor) => {
        const [one, two] = [tangledWorth(5, 1), tangledWorth(5, 2)];
        const both = await play((shown) => one(shown) + factor * two(shown), 5, merges);
        const [first, second] = [await play(one, 5, merges), await play(two, 5, merges)];
        for (let i = 0; i < 5; i++) {
          expect(both.weights[0][i]).toBeCloseTo(first.weights[0][i] + factor * second.weights[0][i], 9);
        }
      }),
    );
  });

  it('take about the square of the number of regions to divide them all, in a tree of halves', async () => {
    const merges = regionTree(
      'halves',
      picture(32, 1, () => 0),
      gridMap(32, 1, 1, 32),
    );
    const { samples } = await play((shown) => sumOf(shown), 32, merges);
    expect(samples).toBe(2 * (1 + 4 + 16 + 64 + 256));
  });

  it('spend few coalitions where most is at stake', async () => {
    const worth: Worth = (shown) => 10 * shown[0] + 5 * shown[1] + 0.01 * sumOf(shown);
    const merges = regionTree(
      'halves',
      picture(16, 1, () => 0),
      gridMap(16, 1, 1, 16),
    );
    const { weights, divided } = await play(worth, 16, merges, 40);
    expect(weights[0][0]).toBeCloseTo(10.01, 6);
    expect(weights[0][1]).toBeCloseTo(5.01, 6);
    expect(divided[0]).toBeGreaterThan(0.98);
    expect(divided[0]).toBeLessThan(1);
  });
});

/** A grey picture. */
function picture(width: number, height: number, value: (x: number, y: number) => number): Image {
  const data = Uint8ClampedArray.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));
  return { name: 'test', width, height, channels: 1, data };
}

describe('trees', () => {
  it('by colour join the most alike neighbours first', () => {
    const colours = [10, 12, 90, 100];
    expect(
      regionTree(
        'colour',
        picture(4, 1, (x) => colours[x]),
        gridMap(4, 1, 1, 4),
      ),
    ).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
    const apart = [10, 200, 10, 205];
    expect(
      regionTree(
        'colour',
        picture(4, 1, (x) => apart[x]),
        gridMap(4, 1, 1, 4),
      )[0],
    ).not.toEqual([0, 2]);
  });

  it('by colour are not lopsided where all colours are the same', () => {
    const merges = regionTree(
      'colour',
      picture(8, 8, () => 7),
      gridMap(8, 8, 8, 8),
    );
    const depth = (node: number): number => (node < 64 ? 0 : 1 + Math.max(...merges[node - 64].map(depth)));
    expect(depth(64 + 62)).toBeLessThan(10);
  });

  it('of halves cut the longer side', () => {
    expect(
      regionTree(
        'halves',
        picture(4, 2, () => 0),
        gridMap(4, 2, 2, 4),
      ),
    ).toEqual([
      ...[
        [0, 4],
        [1, 5],
        [8, 9],
      ],
      ...[
        [2, 6],
        [3, 7],
        [11, 12],
      ],
      [10, 13],
    ]);
  });

  it('hold every region once', () => {
    for (const name of ['colour', 'halves'] as const) {
      const merges = regionTree(
        name,
        picture(15, 10, (x, y) => (x * 37 + y * 91) % 256),
        gridMap(15, 10, 5, 7),
      );
      expect(merges.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 2 * 35 - 2 }, (_, i) => i));
    }
  });
});

describe('regions', () => {
  const played = gameOf(8, tangledWorth(8), (shown) => 3 * shown[6] - shown[1] * shown[2]);
  const base = playedOn(played);
  const explain = (options: PartitionShapOptions & OneClass = {}) =>
    partitionShap(played.model, played.image, { ...base, ...options });

  it('have the values that the definition gives for the tree in the document', async () => {
    const document = await explain();
    const expected = meanOverTreeOrders(tangledWorth(8), 8, document.result.merges as Merge[]);
    for (const [i, weight] of weightsBySegment(document).entries()) expect(weight).toBeCloseTo(expected[i], 5);
    expect(document.quality.trustworthy).toBe(true);
    expect(document.method).toEqual({
      name: 'partition-shap',
      seed: null,
      options: {
        ...{ samples: 1000, tree: 'colour', segmentation: 'label map', segments: null, baseline: 0 },
        ...{ output: 'logit', against: null, batch: null },
      },
    });
  });

  it('of a linear score have its weights times what hiding changes, as Shapley values do', async () => {
    const linear = gameOf(6, (shown) => 2 * shown[0] - shown[3] + 0.5 * shown[5]);
    const options = { ...playedOn(linear), baseline: 0.5 };
    const document = await partitionShap(linear.model, linear.image, options);
    const exact = await shapley(linear.model, linear.image, options);
    for (const [i, weight] of weightsBySegment(document).entries()) {
      expect(weight).toBeCloseTo([1, 0, 0, -0.5, 0, 0.25][i], 6);
      expect(weight).toBeCloseTo(weightsBySegment(exact)[i], 6);
    }
  });

  it('add up with few samples too, and say what was not divided', async () => {
    const { result, quality, provenance } = await explain({ samples: 4 });
    expect(Math.abs(result.delta as number)).toBeLessThan(1e-9);
    expect(sumOf(result.weights.map(({ weight }) => weight))).toBeCloseTo(result.prediction - result.intercept, 9);
    expect(quality.trustworthy).toBe(false);
    expect(quality.sentences[0]).toMatch(/^0 % of the evidence was divided down to single regions; the rest is shared/);
    expect(result.samples).toBe(6);
    expect(provenance.forwardPasses).toBe(6);
  });

  it('of two classes share their images', async () => {
    const documents = await partitionShap(played.model, played.image, { ...base, target: ['one', 'two'] });
    const alone = await explain({ target: 'two' });
    expect(documents[0].provenance.forwardPasses).toBe(alone.provenance.forwardPasses);
    for (const [i, weight] of weightsBySegment(alone).entries()) {
      expect(weightsBySegment(documents[1])[i]).toBeCloseTo(weight, 6);
    }
  });

  it.each([
    ['samples', { samples: 8 }],
    ['tree', { tree: 'halves' as const }],
    ['baseline', { baseline: 0.5 }],
    ['segmentation', { segmentation: { method: 'grid', rows: 1, columns: 3 } as const }],
    ['segments', { segmentation: 'grid' as const, segments: 4 }],
    ['target', { target: 'two' }],
    ['against', { against: 'two' }],
  ])('depend on %s', async (_, change: PartitionShapOptions) => {
    expect((await explain(change as OneClass)).result).not.toEqual((await explain()).result);
  });

  it.each([
    [{ samples: 1 }, 'Cannot use samples 1: expected a whole number from 2'],
    [{ samples: 'auto' }, 'Cannot use samples "auto": expected a whole number from 2'],
    [{ tree: 'oak' }, 'Cannot use tree "oak": expected one of "colour", "halves"'],
    [{ trees: 'colour' }, 'Cannot run partition-shap: it has no option "trees": did you mean "tree"?'],
  ])('refuse %o', async (options, sentence) => {
    await expect(explain(options as PartitionShapOptions & OneClass)).rejects.toThrow(sentence);
  });
});
