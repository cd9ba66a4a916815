import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { histogram } from '../../components/activations/histogram.js';
import { vectorColumns } from '../../components/activations/layers.js';
import { layWires } from '../../components/network/wires.js';
import { parseUnits } from '../../components/patches/unit-filter.js';
import { commonExponent, decimalsFor, formatDuration, formatFixed } from '../../components/shared/format.js';
import { moveOnGrid } from '../../components/shared/grid-keys.js';
import { readEvidence } from '../../components/superpixels/evidence.js';
import { plotlyStylesModule } from '../../scripts/plotly-styles.js';
import { superpixelsDocument } from '../support/documents.js';

describe('numbers as a person reads them', () => {
  it.each([
    [formatFixed(-0.0512, 3), '−0.051'],
    [formatDuration(412.5), '413 ms'],
    [formatDuration(88_000), '88 s'],
    [formatDuration(120_000), '2 min'],
    [String(commonExponent(0.0000276)), '-5'],
    [String(commonExponent(0.0276)), '0'],
    [String(decimalsFor(0.515)), '3'],
    [String(decimalsFor(12)), '1'],
    [String(decimalsFor(0)), '0'],
  ])('%s is %s', (actual, expected) => expect(actual).toBe(expected));
});

describe('moveOnGrid', () => {
  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 5, 5],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 4, 4],
    ['ArrowUp', 4, 1],
    ['Home', 5, 3],
    ['End', 3, 5],
    ['ArrowLeft', -1, 0],
    ['x', 0, undefined],
  ])('%s from %i of 2 rows of 3 leads to %s', (key, at, expected) => expect(moveOnGrid(key, at, 6, 3)).toBe(expected));

  it('ends in the last cell of a row that is not full', () => expect(moveOnGrid('End', 3, 5, 3)).toBe(4));
});

describe('parseUnits', () => {
  it('reads numbers and ranges', () => {
    expect([0, 1, 2, 3, 4, 5].filter(parseUnits('0, 3-4')!)).toEqual([0, 3, 4]);
    expect(parseUnits(' ')).toBeUndefined();
  });

  it('says what it cannot read', () => expect(() => parseUnits('1, x')).toThrow('Cannot read "x" as units'));
});

describe('histogram', () => {
  it('counts every value once, the largest in the last bin', () => {
    expect(histogram([0, 0, 1, 4], 4)).toEqual({ low: 0, step: 1, counts: [2, 1, 0, 1] });
    expect(histogram([3, 3], 2).counts).toEqual([2, 0]);
  });
});

describe('vectorColumns', () => {
  it.each([
    [192, 16],
    [128, 16],
    [1001, 45],
    [7, 4],
  ])('%i values stand in %i columns', (count, columns) => expect(vectorColumns(count)).toBe(columns));
});

describe('layWires', () => {
  const layer = (name: string, ...inputs: string[]) => ({
    name,
    inputs,
    operation: 'add',
    shape: [1],
    parameters: 0,
    receptiveField: null,
  });

  it('goes straight to the next row, and around to others in a lane that is free', () => {
    const layers = [layer('a'), layer('b', 'a'), layer('c', 'b', 'a'), layer('d', 'c', 'a'), layer('e', 'd', 'c')];
    expect(layWires(layers)).toEqual([
      { from: 0, to: 1, lane: 0 },
      { from: 1, to: 2, lane: 0 },
      { from: 0, to: 2, lane: 1 },
      { from: 2, to: 3, lane: 0 },
      { from: 0, to: 3, lane: 2 },
      { from: 3, to: 4, lane: 0 },
      { from: 2, to: 4, lane: 1 },
    ]);
  });
});

describe('readEvidence', () => {
  const base = superpixelsDocument({ segments: 4 });
  const read = (weights: readonly number[]) => {
    const entries = weights.map((weight, segment) => ({ segment, weight, standardError: 0.1 }));
    return readEvidence({ ...base, result: { ...base.result, weights: entries } });
  };

  it('ranks the regions, says their side, and keeps those that were left out', () => {
    const { regions, rest, segments } = read([0.5, -0.4, 0.1]);
    expect(regions.map(({ rank, side }) => [rank, side])).toEqual([
      [1, 'for'],
      [2, 'against'],
      [3, 'unclear'],
    ]);
    expect([rest.length, segments]).toEqual([1, 4]);
  });

  it('refuses a weight of a region that is not there', () => {
    expect(() => read([1, 1, 1, 1, 1])).toThrow('Cannot show the weight of segment 4: it is not on the label map');
  });
});

it('keeps the style rules that the installed plotly has', () => {
  const kept = readFileSync(new URL('../../components/chart/plotly.styles.ts', import.meta.url), 'utf8');
  const squeeze = (text: string) => text.replaceAll(/[\s;'"]/g, '');
  expect(squeeze(kept)).toBe(squeeze(plotlyStylesModule()));
});
