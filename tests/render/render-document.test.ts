import { describe, expect, it } from 'vitest';
import { finding } from '../../src/document/index.js';
import { renderDocument } from '../../src/render/index.js';
import {
  activationsDocument,
  auditDocument,
  comparisonDocument,
  filtersDocument,
  networkDocument,
  oneOfEach,
  patchesDocument,
  predictionsDocument,
  superpixelsDocument,
} from '../support/documents.js';

/** Tags open and close in pairs, attributes are quoted, and nothing but data URIs is referred to. */
function expectWellFormed(svg: string): void {
  const open: string[] = [];
  for (const [, slash, name, rest] of svg.matchAll(/<(\/?)([a-z]+)((?:\s[a-zA-Z0-9-]+="[^"<>]*")*\s*\/?)>/g)) {
    if (slash) expect(open.pop()).toBe(name);
    else if (!rest.endsWith('/')) open.push(name);
  }
  expect(open).toEqual([]);
  const withoutTags = svg.replace(/<\/?[a-z]+(?:\s[a-zA-Z0-9-]+="[^"<>]*")*\s*\/?>/g, '');
  expect(withoutTags).not.toMatch(/[<>]/);
  for (const [, address] of svg.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^data:image\/png;base64,/);
  expect(svg.replace(/data:[^"]*/g, '')).not.toMatch(/NaN|Infinity|undefined/);
}

describe('renderDocument', () => {
  it.each([
    ...oneOfEach(),
    ...oneOfEach({ channels: 3, size: 60, seed: 5 }),
    filtersDocument({ shape: [3, 3, 8, 16] }),
    filtersDocument({ shape: [1, 1, 300, 2] }),
    predictionsDocument({ images: 0 }),
    predictionsDocument({ images: 40 }),
    comparisonDocument(),
    comparisonDocument({ across: true }),
    patchesDocument({ units: 20, top: 3 }),
  ])('draws $kind as one picture with its finding', (document) => {
    const { svg, width, height, alt } = renderDocument(document);
    expectWellFormed(svg);
    expect(alt).toBe(finding(document));
    expect(svg).toMatch(new RegExp(`^<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"`));
    expect(width).toBe(660);
    expect(height).toBeGreaterThan(15);
  });

  it('draws the same document the same, and leaves it as it is', () => {
    const document = superpixelsDocument();
    const before = structuredClone(document);
    expect(renderDocument(document)).toEqual(renderDocument(document));
    expect(document).toEqual(before);
  });

  it('says the verdicts of an audit in words, over pictures', () => {
    const { svg } = renderDocument(auditDocument());
    expect(svg).toContain('>Shortcut: green, in the lower part, 40 % of the picture</text>');
    expect(svg).toContain('>Unclear: dark');
    expect(svg.match(/<image /g)).toHaveLength(2);
  });

  it('says for and against in words and outlines', () => {
    const { svg } = renderDocument(superpixelsDocument());
    expect(svg).toContain('>for</text>');
    expect(svg).toContain('>against</text>');
    expect(svg).toContain('stroke-dasharray="7 4"');
    expect(svg).toContain('solid outline: for, dashed: against');
  });

  it('crosses silent channels out', () => {
    const { svg } = renderDocument(activationsDocument());
    expect(svg).toContain('2 of 16 silent (crossed out)');
    expect(svg.match(/stroke:#fff/g)).toHaveLength(4);
  });

  it('says what it leaves out', () => {
    expect(renderDocument(predictionsDocument({ images: 40 })).svg).toContain('and 16 more images');
    expect(renderDocument(patchesDocument({ units: 20 })).svg).toContain('and 8 more units');
    expect(renderDocument(filtersDocument({ shape: [3, 3, 1, 64] })).svg).toContain('the first 32 of 64 kernels');
    const network = networkDocument();
    const layers = Array.from({ length: 90 }, (_, i) => ({ ...network.result.layers[0], name: `layer${i}` }));
    expect(renderDocument({ ...network, result: { layers, parameters: 0 } }).svg).toContain('and 30 more layers');
  });

  it('draws zeros without dividing by them', () => {
    const document = superpixelsDocument();
    const weights = document.result.weights.map((weight) => ({ ...weight, weight: 0 }));
    expectWellFormed(renderDocument({ ...document, result: { ...document.result, weights } }).svg);
  });

  it('escapes what comes from outside', () => {
    const evil = '</svg><script>alert("1")</script>&\'';
    const document = superpixelsDocument();
    const { svg } = renderDocument({ ...document, target: { ...document.target, label: evil } });
    expectWellFormed(svg);
    expect(svg).not.toContain('<script');
    const network = networkDocument();
    const layers = [{ ...network.result.layers[0], name: evil, operation: evil }];
    expectWellFormed(renderDocument({ ...network, result: { layers, parameters: 0 } }).svg);
  });

  it('names a picture that cannot be decoded', () => {
    const document = superpixelsDocument();
    const cut = String(document.image.pixels).slice(0, 80);
    expect(() => renderDocument({ ...document, image: { ...document.image, pixels: cut } })).toThrow(
      'Cannot decode the picture "four-1.png" of a document:',
    );
  });
});
