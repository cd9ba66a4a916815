import { describe, expect, it } from 'vitest';
import { encodeArray } from '../../../src/document/index.js';
import { renderComparison } from '../../../src/render/comparison.js';
import { renderCurves } from '../../../src/render/curves.js';
import { agreementFinding } from '../../../src/render/evidence/agreement-finding.js';
import { beatsChance, curvesFinding, curvesOf } from '../../../src/render/evidence/evidence-curves.js';
import { comparisonKey, explanationKey } from '../../../src/render/evidence/explanation-key.js';
import { panelParts } from '../../../src/render/evidence/panel-scales.js';
import { panelTitles } from '../../../src/render/evidence/panel-titles.js';
import { attributionDocument, superpixelsDocument } from '../../support/documents.js';

const by = (name: string, options: Record<string, unknown> = {}, seed: number | null = null) => {
  const document = attributionDocument();
  return { ...document, method: { name, options, seed } };
};

const withValue = (name: string, value: number, layer?: string) => {
  const values = encodeArray({ shape: layer ? [1, 1] : [1, 1, 1], data: Float32Array.of(value) });
  return { ...by(name), result: { values, ...(layer && { layer }) } };
};

/** Each map agrees fully with those of its own group, and not at all with others. */
const grouped = (groups: readonly number[]) => groups.map((a) => groups.map((b) => (a === b ? 1 : 0)));

describe('agreementFinding', () => {
  it.each([
    [[1], 'One method alone says where the evidence for "4" lies: there is nothing to compare it with.'],
    [[1, 2, 3], 'No two of 3 methods agree on where the evidence for "4" lies (no rank correlation above 0.5).'],
    [[1, 1], 'All 2 methods agree on where the evidence for "4" lies (rank correlation above 0.5).'],
    [
      [1, 1, 2],
      '2 of 3 methods agree on where the evidence for "4" lies (rank correlation above 0.5); c stands apart.',
    ],
    [
      [2, 1, 1, 3],
      '2 of 4 methods agree on where the evidence for "4" lies (rank correlation above 0.5); a and d stand apart.',
    ],
    [
      [1, 2, 3, 4, 5, 1],
      'Only a and f of 6 methods agree on where the evidence for "4" lies (rank correlation above 0.5).',
    ],
    [
      [1, 1, 1, 1, 2, 3, 4, 5],
      '4 of 8 methods agree on where the evidence for "4" lies (rank correlation above 0.5); the other 4 do not agree with these.',
    ],
  ])('of groups %j', (groups, sentence) => {
    expect(agreementFinding(grouped(groups), [...'abcdefgh'].slice(0, groups.length), '"4"')).toBe(sentence);
  });

  it('wants each to agree with each, and counts what is not defined as no agreement', () => {
    const chain = [
      [1, 0.6, 0.1],
      [0.6, 1, 0.7],
      [0.1, 0.7, 1],
    ];
    expect(agreementFinding(chain, ['a', 'b', 'c, deep'], 'x')).toMatch(/^2 of 3 .*; (a|c \(deep\)) stands apart\.$/);
    expect(
      agreementFinding(
        [
          [null, null],
          [null, 1],
        ],
        ['a', 'b'],
        'x',
      ),
    ).toMatch(/^No two of 2/);
  });
});

describe('panelTitles', () => {
  it('names the method, its layer, and else what differs', () => {
    const cam = { ...by('grad-cam'), result: { ...by('grad-cam').result, layer: 'conv2' } };
    expect(panelTitles([cam, by('gradient')])).toEqual(['Grad-CAM, conv2', expect.stringMatching(/gradient/i)]);
    const steps = panelTitles([by('lrp', { rule: 'gamma' }), by('lrp', { rule: 'epsilon' })]);
    expect(steps).toEqual(['LRP, rule gamma', 'LRP, rule epsilon']);
    expect(panelTitles([by('rise', {}, 1), by('rise', {}, 2)])).toEqual(['RISE, seed 1', 'RISE, seed 2']);
    expect(panelTitles([by('lrp'), by('lrp')])).toEqual(['LRP, number 1', 'LRP, number 2']);
  });
});

describe('panelParts', () => {
  const documents = [
    withValue('deeplift', 2),
    withValue('lrp', -8),
    withValue('gradient', 1),
    withValue('grad-cam', 3, 'a'),
  ];
  const limits = (own: boolean) => panelParts(documents, { own }).map(({ scale }) => scale.limit);

  it('shares a scale where unit and place are the same, or none', () => {
    expect(limits(false)).toEqual([8, 8, 1, 3]);
    expect(limits(true)).toEqual([2, 8, 1, 3]);
  });

  it('averages single pixels where that is asked for', () => {
    const [plain] = panelParts([attributionDocument()]);
    const [averaged] = panelParts([attributionDocument()], { averaged: true });
    expect(averaged.scale.limit).toBeLessThan(plain.scale.limit);
    expect([plain.detail, averaged.detail]).toEqual(['squares', 'smooth']);
  });
});

describe('keys of explanations', () => {
  it('are the same for other classes and layers, not for other options, pictures or models', () => {
    const document = by('grad-cam', { layer: 'a', output: 'logit' });
    const same = {
      ...by('grad-cam', { layer: 'b', output: 'logit' }),
      target: attributionDocument({ target: 9 }).target,
    };
    expect(explanationKey(same)).toBe(explanationKey(document));
    expect(explanationKey(by('grad-cam', { output: 'probability' }))).not.toBe(explanationKey(document));
    expect(comparisonKey(superpixelsDocument())).toBe(comparisonKey(document));
    expect(comparisonKey(superpixelsDocument({ seed: 2 }))).not.toBe(comparisonKey(document));
    const other = { ...document, model: { ...document.model, fingerprint: 'ab'.repeat(32) } };
    expect(comparisonKey(other)).not.toBe(comparisonKey(document));
  });
});

describe('curves', () => {
  const curve = (name: string, area: number, chance?: number) => ({
    name,
    unit: 'pixels' as const,
    fill: 'mean',
    shares: [0, 1],
    scores: [1, 0],
    area,
    ...(chance !== undefined && { random: { scores: [1, 0], area: chance, orders: 3 } }),
  });
  const withCurves = (name: string, ...curves: readonly ReturnType<typeof curve>[]) => {
    const document = by(name);
    return { ...document, quality: { ...document.quality, curves: [...curves] } };
  };

  it('beat chance by falling faster, or rising faster', () => {
    expect(beatsChance(curve('deletion', 0.2, 0.5))).toBe(true);
    expect(beatsChance(curve('deletion', 0.6, 0.5))).toBe(false);
    expect(beatsChance(curve('insertion', 0.6, 0.5))).toBe(true);
    expect(beatsChance(curve('insertion', 0.6))).toBeNull();
  });

  it('are said in one sentence', () => {
    const finding = (...documents: readonly ReturnType<typeof withCurves>[]) => curvesFinding(curvesOf(documents));
    expect(finding(withCurves('lrp', curve('deletion', 0.2, 0.5)))).toBe(
      'Taking away what LRP finds first lowers the score of "4" faster than chance (area 0.2, in random order 0.5).',
    );
    expect(finding(withCurves('lrp', curve('insertion', 0.2, 0.5)))).toBe(
      'Putting back what LRP finds first raises the score of "4" no faster than chance (area 0.2, in random order 0.5).',
    );
    expect(finding(withCurves('lrp', curve('deletion', 0.4)), withCurves('rise', curve('deletion', 0.3)))).toBe(
      'Taking away what RISE finds first lowers the score of "4" fastest. None was compared with a random order.',
    );
    expect(finding()).toContain('--verify');
  });

  it('are drawn with a line and a row each, and their random orders', () => {
    const documents = [withCurves('lrp', curve('deletion', 0.2, 0.5)), withCurves('<rise>', curve('deletion', 0.3))];
    const { svg, alt } = renderCurves(documents);
    expect(alt).toBe(curvesFinding(curvesOf(documents)));
    expect(svg.match(/<path/g)).toHaveLength(3);
    expect(svg).toContain('0.2 (random 0.5)');
    expect(svg).toContain('&lt;rise&gt;');
    expect(svg).not.toMatch(/NaN|undefined|<rise/);
    expect(renderCurves([by('lrp')]).svg).not.toMatch(/NaN|undefined/);
  });
});

describe('renderComparison', () => {
  it('draws every method with its limit, and the matrix', () => {
    const documents = [attributionDocument(), superpixelsDocument(), by('<lrp>')];
    const { svg, alt } = renderComparison(documents);
    expect(alt).toMatch(/^2 of 3 methods agree/);
    expect(svg.match(/<image/g)).toHaveLength(3);
    expect(svg.match(/>1\.00</g)).toHaveLength(2);
    expect(svg).toContain('2 LIME');
    expect(svg).toContain('&lt;lrp&gt;');
    expect(svg).not.toMatch(/NaN|undefined|<lrp/);
  });
});
