import { describe, expect, it } from 'vitest';
import { encodeArray } from '../../../src/document/index.js';
import { drawnEvidence, evidenceOutlines, usualDetail } from '../../../src/render/evidence/drawn-evidence.js';
import { evidenceGrid } from '../../../src/render/evidence/evidence-grid.js';
import { alphaOf, hueOf, paintEvidence } from '../../../src/render/evidence/evidence-paint.js';
import { evidenceUnit, scaleKey, subjectWords } from '../../../src/render/evidence/evidence-unit.js';
import { averagedGrid, interpolatedGrid } from '../../../src/render/evidence/smooth-grid.js';
import { attributionDocument, superpixelsDocument } from '../../support/documents.js';

const by = (name: string, options: Record<string, unknown> = {}) => {
  const document = attributionDocument();
  return { ...document, method: { ...document.method, name, options } };
};

const withValues = (shape: readonly number[], data: readonly number[], layer?: string) => {
  const document = attributionDocument();
  const values = encodeArray({ shape, data: Float32Array.from(data) });
  return { ...document, result: { ...document.result, values, ...(layer !== undefined && { layer }) } };
};

describe('evidenceGrid', () => {
  it('adds up the channels of a pixel, and leaves cells as they are', () => {
    expect([...evidenceGrid(withValues([1, 2, 3], [1, 2, 3, -1, 0, -5])).values]).toEqual([6, -6]);
    expect([...evidenceGrid(withValues([2, 1], [1, -2], 'conv1')).values]).toEqual([1, -2]);
  });

  it('does not add up channels that are the same value again', () => {
    const single = withValues([1, 1, 3], [2, 2, 2]);
    const occlusion = { ...single, result: { ...single.result, repeated: true } };
    expect([...evidenceGrid(occlusion).values]).toEqual([2]);
  });

  it('gives every pixel the weight of its region', () => {
    const document = superpixelsDocument({ segments: 2, size: 4 });
    const segments = encodeArray({ shape: [1, 4], data: Int32Array.from([0, 1, 1, 2]) });
    const weights = [
      { segment: 1, weight: -3, standardError: null },
      { segment: 0, weight: 2, standardError: null },
    ];
    const result = { ...document.result, segments, weights };
    expect([...evidenceGrid({ ...document, result }).values]).toEqual([2, -3, -3, 0]);
  });
});

describe('smooth evidence', () => {
  it('keeps the sum of what is averaged', () => {
    const values = Float64Array.from({ length: 81 }, (_, i) => (i === 40 ? 9 : 0));
    const averaged = averagedGrid({ width: 9, height: 9, values });
    expect(averaged.values.reduce((sum, value) => sum + value)).toBeCloseTo(9, 10);
    expect(averaged.values[40]).toBeLessThan(3);
  });

  it('goes straight from the middle of one cell to the next', () => {
    const fine = interpolatedGrid({ width: 2, height: 1, values: Float64Array.of(0, 8) }, 4);
    expect([fine.width, fine.height]).toEqual([8, 4]);
    expect([...fine.values.slice(0, 8)]).toEqual([0, 0, 1, 3, 5, 7, 8, 8]);
    const one = interpolatedGrid({ width: 1, height: 1, values: Float64Array.of(5) }, 2);
    expect([...one.values]).toEqual([5, 5, 5, 5]);
  });

  it('is the usual for the cells of a layer alone', () => {
    const cells = withValues([2, 2], [1, 2, 3, 4], 'conv1');
    expect([usualDetail(cells), usualDetail(attributionDocument()), usualDetail(superpixelsDocument())]).toEqual([
      'smooth',
      'squares',
      'squares',
    ]);
    expect(drawnEvidence(cells, 'smooth').width).toBe(256);
    expect(drawnEvidence(cells, 'squares').width).toBe(2);
  });
});

describe('evidenceOutlines', () => {
  it('are around what is for and what is against, apart', () => {
    const grid = { width: 2, height: 1, values: Float64Array.of(3, -3) };
    expect(evidenceOutlines(grid, 2, 'squares')).toEqual({ for: 'M0 0h1v1h-1z', against: 'M1 0h1v1h-1z' });
    expect(evidenceOutlines(grid, 4, 'squares')).toEqual({ for: '', against: '' });
    expect(evidenceOutlines(grid, 0, 'smooth')).toEqual({ for: '', against: '' });
  });
});

describe('paintEvidence', () => {
  it('has the hue of the sign, and the strength as opacity', () => {
    const paint = { limit: 2, opacity: 0.5 };
    expect(alphaOf(2, paint)).toBe(0.5);
    expect(alphaOf(-8, paint)).toBe(0.5);
    expect(alphaOf(0, paint)).toBe(0);
    expect(alphaOf(1, { limit: 0 })).toBe(0);
    expect(alphaOf(0.5, { limit: 2, opacity: 1 })).toBeCloseTo(0.25 ** 0.75, 10);
    const [, , , against, red, green, blue, alpha] = paintEvidence(Float64Array.of(-1, 2), paint);
    expect([red, green, blue]).toEqual([...hueOf(1)]);
    expect(against).toBeLessThan(alpha);
  });

  it('hides what is below the threshold', () => {
    const paint = { limit: 10, threshold: 0.3 };
    expect(alphaOf(2.9, paint)).toBe(0);
    expect(alphaOf(-3, paint)).toBeGreaterThan(0.2);
  });
});

describe('evidenceUnit', () => {
  it.each([
    ['integrated-gradients', {}, 'logits', 'pixel'],
    ['integrated-gradients', { output: 'probability' }, 'probability', 'pixel'],
    ['gradient', {}, 'logits per unit of input', 'pixel'],
    ['smoothgrad', { form: 'squared' }, '(logits per unit of input)²', 'pixel'],
    ['occlusion', {}, 'logits', 'window'],
  ])('%s %o: %s of each %s', (name, options, unit, of) => {
    expect(evidenceUnit(by(name, options))).toEqual({ unit, of });
  });

  it('is of cells where there is a layer, of regions where there are superpixels', () => {
    expect(evidenceUnit({ ...withValues([1, 1], [1], 'conv1'), method: by('grad-cam').method })).toEqual({
      unit: 'logits',
      of: 'cell',
    });
    expect(evidenceUnit(superpixelsDocument())).toEqual({ unit: 'probability', of: 'region' });
  });

  it('lets only like share a scale', () => {
    expect(scaleKey(by('deeplift'))).toBe(scaleKey(by('integrated-gradients')));
    expect(scaleKey(by('deeplift'))).not.toBe(scaleKey(by('gradient')));
    expect(scaleKey(withValues([1, 1], [1], 'a'))).not.toBe(scaleKey(withValues([1, 1], [1], 'b')));
  });

  it('says rather than which class', () => {
    const document = attributionDocument();
    const against = { index: 9, label: '9', probability: null, logit: null };
    expect(subjectWords(document)).toBe('"4"');
    expect(subjectWords({ ...document, target: { ...document.target, against } })).toBe('"4" rather than "9"');
  });
});
