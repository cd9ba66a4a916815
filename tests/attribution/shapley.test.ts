import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allCoalitions, shapleyValues } from '../../src/attribution/shapley/exact-values.js';
import { shapley } from '../../src/attribution/shapley.js';
import { decodeArray } from '../../src/document/encode.js';
import { relativeError } from '../support/compare.js';
import { referenceNetwork } from '../support/reference-network.js';
import { gridMap, inputOf, weightsBySegment } from './fixtures.js';
import { gameOf, playedOn, tangledWorth } from './game.js';

interface Reference {
  readonly values: readonly number[];
  readonly segments: { readonly data: readonly number[] };
}

/** By the definition: the mean over all orders of what a player adds to those before. */
function meanOverOrders(values: readonly number[], players: number): number[] {
  const sums = new Array<number>(players).fill(0);
  let orders = 0;
  const walk = (before: number, left: readonly number[], path: readonly [number, number][]) => {
    if (left.length === 0) {
      orders++;
      for (const [player, gain] of path) sums[player] += gain;
    }
    for (const player of left) {
      const after = before | (1 << player);
      const gain = values[after] - values[before];
      walk(
        after,
        left.filter((each) => each !== player),
        [...path, [player, gain]],
      );
    }
  };
  walk(
    0,
    Array.from({ length: players }, (_, i) => i),
    [],
  );
  return sums.map((sum) => sum / orders);
}

const game = (players: number) =>
  fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2 ** players, maxLength: 2 ** players });

describe('Shapley’s values', () => {
  it('are what the definition says', () => {
    fc.assert(
      fc.property(game(4), (values) => {
        meanOverOrders(values, 4).forEach((value, i) => {
          expect(shapleyValues(values)[i]).toBeCloseTo(value, 9);
        });
      }),
    );
  });

  it('add up to what all are worth together', () => {
    fc.assert(
      fc.property(game(5), (values) => {
        const sum = shapleyValues(values).reduce((all, value) => all + value, 0);
        expect(sum).toBeCloseTo(values[31] - values[0], 9);
      }),
    );
  });

  it('are linear in the game', () => {
    fc.assert(
      fc.property(game(3), game(3), fc.integer({ min: -5, max: 5 }), (one, two, factor) => {
        const both = shapleyValues(one.map((value, i) => value + factor * two[i]));
        const [first, second] = [shapleyValues(one), shapleyValues(two)];
        both.forEach((value, i) => {
          expect(value).toBeCloseTo(first[i] + factor * second[i], 9);
        });
      }),
    );
  });

  it('give a player who adds nothing 0, and players who can stand in for each other the same', () => {
    fc.assert(
      fc.property(game(2), (values) => {
        // Player 2 adds nothing; players 0 and 1 count by how many of them there are.
        const made = Array.from({ length: 8 }, (_, mask) => values[(mask & 1) + ((mask >> 1) & 1)]);
        const [zero, one, two] = shapleyValues(made);
        expect(two).toBe(0);
        expect(one).toBeCloseTo(zero, 9);
      }),
    );
  });

  it('order coalitions by their bits', () => {
    expect([...allCoalitions(2)]).toEqual([0, 0, 1, 0, 0, 1, 1, 1]);
  });
});

describe.each(['plain', 'residual', 'nested'] as const)('the reference network %s', (name) => {
  it('has the values of all 64 coalitions', async () => {
    const { network, input, expected } = await referenceNetwork(name);
    const { values, segments } = (expected as unknown as Record<'shapley_3x2_baseline0.5', Reference>)[
      'shapley_3x2_baseline0.5'
    ];
    const segmentation = { method: 'grid', rows: 3, columns: 2 } as const;
    const document = await shapley(network, input, { segmentation, baseline: 0.5 });
    expect([...decodeArray(document.result.segments).data]).toEqual(segments.data);
    expect(relativeError(weightsBySegment(document), values)).toBeLessThan(1e-4);
    expect(document.provenance.forwardPasses).toBe(63 + 2);
    expect(Math.abs(document.result.delta as number)).toBeLessThan(1e-6);
    await network.dispose();
  });
});

describe('of regions', () => {
  const played = gameOf(6, tangledWorth(6), (shown) => shown[2] - shown[4]);
  const base = playedOn(played);

  it('of a linear score are its weights times what hiding changes', async () => {
    const weights = [0.5, -2, 0, 1, 0.25, 3];
    const linear = gameOf(6, (shown) => 7 + shown.reduce((sum, value, i) => sum + value * weights[i], 0));
    const document = await shapley(linear.model, linear.image, { ...playedOn(linear), baseline: 0.25 });
    weightsBySegment(document).forEach((weight, i) => {
      expect(weight).toBeCloseTo(weights[i] * 0.75, 5);
    });
    expect(document.result).toMatchObject({ samples: 64, effectiveSamples: null });
    expect(document.result.r2).toBeCloseTo(1, 6);
    expect(document.result.localPrediction).toBeCloseTo(document.result.prediction, 5);
    expect(document.quality.trustworthy).toBe(true);
  });

  it('for several classes come from the same images; against another they are the difference', async () => {
    const [one, two] = await shapley(played.model, played.image, { ...base, target: ['one', 'two'] });
    const difference = await shapley(played.model, played.image, { ...base, against: 'two' });
    expect(one.provenance.forwardPasses).toBe(64);
    weightsBySegment(difference).forEach((weight, i) => {
      expect(weight).toBeCloseTo(weightsBySegment(one)[i] - weightsBySegment(two)[i], 5);
    });
    weightsBySegment(two).forEach((weight, i) => {
      expect(weight).toBeCloseTo([0, 0, 1, 0, -1, 0][i], 6);
    });
  });

  it('that act together are said to', async () => {
    const parity = gameOf(4, (shown) => (shown[0] + shown[1] + shown[2]) % 2);
    const document = await shapley(parity.model, parity.image, playedOn(parity));
    weightsBySegment(document).forEach((weight, i) => {
      expect(weight).toBeCloseTo([1, 1, 1, 0][i] / 3, 6);
    });
    expect(document.quality.checks!.find(({ name }) => name === 'additivity')!.sentence).toMatch(
      /the regions act together/,
    );
  });

  it('that change nothing are no answer', async () => {
    const flat = gameOf(3, () => 2);
    const { quality, result } = await shapley(flat.model, flat.image, playedOn(flat));
    expect(quality.trustworthy).toBe(false);
    expect(quality.sentences[0]).toMatch(/^Every value is 0/);
    expect(result.r2).toBeNull();
  });

  it.each([
    ['baseline', { baseline: 0.5 }],
    ['segmentation', { segmentation: { method: 'grid', rows: 1, columns: 3 } as const }],
    ['segments', { segmentation: 'grid', segments: 4 } as const],
    ['target', { target: 'two' }],
    ['against', { against: 'two' }],
  ])('depend on %s', async (_, change) => {
    const before = await shapley(played.model, played.image, base);
    expect((await shapley(played.model, played.image, { ...base, ...change })).result).not.toEqual(before.result);
  });

  it('are of about nine regions by default, whose document says where they came from', async () => {
    const image = inputOf(32, 32, 3, (row, column, channel) => ((row * 7 + column * 3 + channel) % 31) / 31);
    const model = {
      predict: ({ shape, data }: { shape: readonly number[]; data: Float32Array }) =>
        Array.from({ length: shape[0] }, (_, i) => [data[i * 3072 + 40], data[i * 3072 + 2000] * data[i * 3072 + 900]]),
    };
    const { method, result } = await shapley(model, image);
    expect(method).toMatchObject({ name: 'shapley', seed: null, options: { segments: 9, baseline: 0, batch: null } });
    // Too even for slic, which finds three regions: a grid.
    expect(method.options.segmentation).toMatchObject({ method: 'grid', rows: 3, columns: 3 });
    expect(result.weights).toHaveLength(9);
    expect((await shapley(model, image, { baseline: 'noise', seed: 5 })).method.seed).toBe(5);
  });

  it('of too many are refused, in words', async () => {
    const many = gameOf(17, () => 1);
    await expect(shapley(many.model, many.image, playedOn(many))).rejects.toThrow(
      new RangeError(
        'Cannot compute exact Shapley values of 17 regions: the label map may have at most 16, kernel-shap and partition-shap serve more',
      ),
    );
  });

  it.each([
    [{ segments: 0 }, 'Cannot use segments 0: expected a whole number from 1'],
    [{ baseline: 'black' }, 'Cannot use baseline "black": expected one of "mean", "blur", "noise"'],
    [{ samples: 100 }, 'Cannot run shapley: it has no option "samples"'],
  ])('refuse %o', async (options, sentence) => {
    await expect(shapley(played.model, played.image, { ...base, ...options } as never)).rejects.toThrow(sentence);
  });
});

it('ignores which square is which', async () => {
  const [a, b] = [gridMap(8, 2, 1, 4), gridMap(8, 2, 1, 4)];
  const mirrored = { ...b, labels: b.labels.map((label) => 3 - label) };
  const { model, image } = gameOf(4, tangledWorth(4));
  const one = await shapley(model, image, { target: 'one', segmentation: a });
  const two = await shapley(model, image, { target: 'one', segmentation: mirrored });
  weightsBySegment(two)
    .reverse()
    .forEach((weight, i) => {
      expect(weight).toBeCloseTo(weightsBySegment(one)[i], 6);
    });
});
