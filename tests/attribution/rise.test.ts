import { describe, expect, it } from 'vitest';
import type { OneClass } from '../../src/attribution/question.js';
import type { RiseOptions } from '../../src/attribution/rise/options.js';
import { rise } from '../../src/attribution/rise.js';
import { decodeArray } from '../../src/document/encode.js';
import type { AttributionDocument } from '../../src/document/kinds/attribution.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { inputOf } from './fixtures.js';
import { valuesOf } from './values-of.js';

const SIDE = 8;
const image = inputOf(SIDE, SIDE, 1, () => 1);
const effects = Array.from({ length: SIDE * SIDE }, (_, i): number =>
  i === 18 ? 3 : i === 45 ? -2 : i === 46 ? -1 : 0,
);
const model = {
  name: 'two',
  classes: ['a', 'b'],
  outputs: ['logit', 'probability'] as const,
  predict: ({ shape, data }: NdArray) =>
    Array.from({ length: shape[0] }, (_, i) => {
      const values = data.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE);
      return [values.reduce((sum, value, k) => sum + effects[k] * value, 5), 4 * values[0] * values[9]];
    }),
};
const base: RiseOptions & OneClass = { target: 'a', samples: 300, cells: 4 };
const explain = (options: RiseOptions = {}) => rise(model, image, { ...base, ...options } as RiseOptions & OneClass);
const errorsOf = ({ result }: AttributionDocument) => decodeArray(result.standardErrors as never).data;

/** How two pixels of an axis vary together over shifts of the grid: the mean of the products of their shares in its corners. */
function together(a: number, b: number, cells: number): number {
  const STEPS = 400;
  let sum = 0;
  for (let step = 0; step < STEPS; step++) {
    const [u, v] = [a, b].map((pixel) => ((pixel + 0.5) * cells) / SIDE + (step + 0.5) / STEPS);
    for (let corner = 0; corner < cells + 2; corner++) {
      sum += Math.max(0, 1 - Math.abs(u - corner)) * Math.max(0, 1 - Math.abs(v - corner));
    }
  }
  return sum / STEPS;
}

/** The centred map of a linear score in closed form: effects times covariances of the masks over `keep`. */
function expectedMap(cells: number, keep: number, baseline: number): number[] {
  const table = Array.from({ length: SIDE }, (_, a) => Array.from({ length: SIDE }, (_, b) => together(a, b, cells)));
  return Array.from({ length: SIDE * SIDE }, (_, pixel) =>
    effects.reduce((sum, effect, k) => {
      const shared = table[Math.floor(k / SIDE)][Math.floor(pixel / SIDE)] * table[k % SIDE][pixel % SIDE];
      return sum + effect * (1 - baseline) * (1 - keep) * shared;
    }, 0),
  );
}

describe('a linear score', () => {
  it.each([
    [4, 0.5, 0],
    [2, 0.3, 0.5],
    [8, 0.7, 0],
  ])('has the map that follows from its weights: %i cells, keep %f, baseline %f', async (cells, keep, baseline) => {
    const document = await explain({ samples: 20_000, cells, keep, baseline });
    const expected = expectedMap(cells, keep, baseline);
    const [values, errors] = [valuesOf(document), errorsOf(document)];
    let squares = 0;
    for (const [pixel, value] of expected.entries()) {
      expect(Math.abs(values[pixel] - value)).toBeLessThan(4.5 * errors[pixel]);
      squares += ((values[pixel] - value) / errors[pixel]) ** 2;
    }
    expect(Math.sqrt(squares / expected.length)).toBeLessThan(2);
    expect(document.quality.trustworthy).toBe(true);
  });

  it('is highest where most speaks for it and lowest where most speaks against it', async () => {
    const values = [...valuesOf(await explain({ samples: 4000, cells: 8 }))];
    expect(values.indexOf(Math.max(...values))).toBe(18);
    expect([45, 46]).toContain(values.indexOf(Math.min(...values)));
  });

  it('tells the spread of its values over seeds', async () => {
    const runs = [];
    for (let seed = 1; seed <= 60; seed++) runs.push(await explain({ seed, samples: 100 }));
    for (const [form, centre] of [
      ['centred', 0],
      ['rise', 1],
    ] as const) {
      const documents = form === 'centred' ? runs : [];
      if (centre) for (let seed = 1; seed <= 60; seed++) documents.push(await explain({ seed, samples: 100, form }));
      for (const pixel of [18, 45, 3]) {
        const values = documents.map((document) => valuesOf(document)[pixel]);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
        const told = documents.reduce((sum, document) => sum + errorsOf(document)[pixel], 0) / documents.length;
        expect(told / spread).toBeGreaterThan(0.7);
        expect(told / spread).toBeLessThan(1.45);
      }
    }
  });
});

it('gives the paper’s map as the form says: the centred one and the mean score, but for the masks’ own mean', async () => {
  const [centred, plain] = [await explain(), await explain({ form: 'rise' })];
  const mean = centred.result.meanScore as number;
  const shift = valuesOf(plain).map((value, i) => value - valuesOf(centred)[i] - mean);
  // A mean of 300 masks is within a tenth of `keep`, and the mean score is 5 and a bit.
  expect(Math.max(...shift.map(Math.abs))).toBeLessThan(0.2 * mean);
  expect(Math.min(...valuesOf(plain))).toBeGreaterThan(0);
  expect(Math.min(...valuesOf(centred))).toBeLessThan(0);
});

describe('auto', () => {
  it('ends when the map is known as well as asked for', async () => {
    const document = await explain({ samples: 'auto', tolerance: 0.3 });
    expect(document.result.samples).toBeGreaterThan(400);
    expect(document.result.samples).toBeLessThan(8000);
    expect(document.quality.checks!.find(({ name }) => name === 'settled')).toMatchObject({ passes: true });
    const fixed = await explain({ samples: document.result.samples as number });
    expect(fixed.result).toEqual(document.result);
    const largest = Math.max(...valuesOf(document).map(Math.abs));
    expect(3 * Math.max(...errorsOf(document))).toBeLessThan(0.3 * largest);
  });

  it('says when it never was', async () => {
    const { quality } = await explain({ samples: 'auto', maxSamples: 450, tolerance: 0.01 });
    expect(quality.trustworthy).toBe(false);
    expect(quality.sentences).toContain('The map was not known as well as asked for after 450 masks.');
  });
});

describe('where there is nothing but noise', () => {
  it('says so', async () => {
    let state = 1;
    const noisy = () => {
      state = (state * 16807) % 2147483647;
      return state / 2147483647;
    };
    const predict = ({ shape }: NdArray) => Array.from({ length: shape[0] }, () => [noisy(), 0]);
    const { quality } = await rise({ predict }, image, { target: 0, samples: 200 });
    expect(quality.trustworthy).toBe(false);
    expect(quality.sentences.join(' ')).toMatch(/Not even the strongest evidence is told from 0/);
    expect(quality.sentences.join(' ')).toMatch(/Mostly noise: the maps of two halves/);
  });

  it('has no values where the score never changes', async () => {
    const { quality, result } = await rise({ predict: ({ shape }) => Array(shape[0]).fill([0.5]) }, image, {
      samples: 20,
    });
    expect(quality.sentences[0]).toBe('Every value is 0: the method saw no evidence for "0".');
    expect(result.meanScore).toBe(0.5);
  });
});

describe('options', () => {
  it.each([
    ['samples', { samples: 200 }, {}],
    ['samples auto', { samples: 'auto' as const }, {}],
    ['maxSamples', { samples: 'auto' as const, maxSamples: 50 }, { samples: 'auto' as const, maxSamples: 60 }],
    ['confidence', { samples: 'auto' as const, confidence: 0.2 }, { samples: 'auto' as const, confidence: 0.999 }],
    ['tolerance', { samples: 'auto' as const, tolerance: 0.8 }, { samples: 'auto' as const, tolerance: 0.2 }],
    ['cells', { cells: 3 }, {}],
    ['cells, down and across', { cells: [2, 4] as const }, { cells: [4, 2] as const }],
    ['keep', { keep: 0.7 }, {}],
    ['form', { form: 'rise' as const }, {}],
    ['baseline', { baseline: 2 }, {}],
    ['seed', { seed: 2 }, {}],
    ['target', { target: 'b' }, {}],
    ['against', { against: 'b' }, {}],
  ])('%s changes the result', async (_, one: RiseOptions, two: RiseOptions) => {
    expect((await explain(one)).result).not.toEqual((await explain(two)).result);
  });

  it('stand in the document as resolved', async () => {
    const { method, result } = await rise(model, image);
    expect(method).toEqual({
      name: 'rise',
      seed: 1,
      options: {
        ...{ samples: 4000, maxSamples: 8000, confidence: 0.95, tolerance: 0.25, cells: [7, 7], keep: 0.5 },
        ...{ form: 'centred', baseline: 0, output: 'logit', against: null, batch: null },
      },
    });
    expect(result.values.shape).toEqual([SIDE, SIDE, 1]);
    expect(result.samples).toBe(4000);
  });

  it.each([
    [{ samples: 1 }, 'Cannot use samples 1: expected a whole number from 2'],
    [{ cells: 0 }, 'Cannot use cells 0: expected a whole number from 1'],
    [{ cells: [3] }, 'Cannot use cells of type Array: expected a whole number from 1'],
    [{ keep: 1 }, 'Cannot use keep 1: expected a number between 0 and 1'],
    [{ form: 'signed' }, 'Cannot use form "signed": expected one of "centred", "rise"'],
    [{ confidence: 0 }, 'Cannot use confidence 0: expected a number between 0 and 1'],
    [{ baseline: Number.NaN }, 'Cannot use baseline NaN: expected a finite number'],
    [{ cell: 7 }, 'Cannot run rise: it has no option "cell": did you mean "cells"?'],
  ])('%o are refused in words', async (options, sentence) => {
    await expect(explain(options as RiseOptions)).rejects.toThrow(sentence);
  });
});
