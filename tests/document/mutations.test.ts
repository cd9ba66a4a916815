import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ConvlensDocument,
  DocumentError,
  finding,
  methodLine,
  validateDocument,
} from '../../src/document/index.js';
import { renderDocument } from '../../src/render/index.js';
import { oneOfEach } from '../support/documents.js';

type Json = Record<string, unknown>;

/** Places in a document, as the object that holds each and its key. */
function places(value: unknown): [Json, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => [[value as Json, key], ...places(entry)] as [Json, string][]);
}

const other = fc.oneof(
  fc.constantFrom(null, true, -1, 0, 0.5, 1e300, Number.NaN, '', 'x', [], {}),
  fc.array(fc.integer({ min: -2, max: 9 }), { maxLength: 4 }),
  fc.string(),
);

describe.each(oneOfEach({ size: 12 }))('a document of kind $kind with one value changed', (document) => {
  it('is refused in words, or can be told and drawn', () => {
    fc.assert(
      fc.property(fc.nat(), other, (pick, value) => {
        const changed = structuredClone(document) as unknown as Json;
        const all = places(changed);
        const [holder, key] = all[pick % all.length];
        holder[key] = value;
        expectRefusedOrDrawn(changed);
      }),
      { numRuns: 150 },
    );
  });
});

/** Names in a path are quoted, and may have anything in them. */
const NOT_VALID = /^Document is not valid( at ([^\s:"]|"([^"\\]|\\.)*")+( [^:]*)?)?: expected .+, got .+$/s;

function expectRefusedOrDrawn(value: unknown): void {
  let valid: ConvlensDocument;
  try {
    valid = validateDocument(value);
  } catch (error) {
    expect(error).toBeInstanceOf(DocumentError);
    expect((error as Error).message).toMatch(NOT_VALID);
    return;
  }
  expect(finding(valid)).toMatch(/\.$/s);
  expect(methodLine(valid)).not.toMatch(/undefined|NaN/);
  expect(renderDocument(valid).svg).toMatch(/^<svg .*<\/svg>$/s);
}
