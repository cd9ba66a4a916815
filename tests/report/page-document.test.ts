import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type AuditDocument, decodeArray, encodeArray, validateDocument } from '../../src/document/index.js';
import { documentScript } from '../../src/report/page-document.js';
import { auditDocument, filtersDocument } from '../support/documents.js';

/** The documents that a page's script element holds, packed or not. */
function held(script: string): { documents: AuditDocument[] } {
  const [, attributes, text] = /^<script type="application\/json"( data-packed="deflate")?>(.*)<\/script>$/s.exec(
    script,
  )!;
  return JSON.parse(attributes ? inflateSync(Buffer.from(text, 'base64')).toString() : text);
}

describe('documentScript', () => {
  it('holds short documents as they are, and nothing in them ends the element', () => {
    const document = filtersDocument();
    const evil = { ...document, model: { ...document.model, name: '</script><b>' } };
    const script = documentScript([evil]);
    expect(script).not.toContain('data-packed');
    expect(script.match(/<\/script>/g)).toHaveLength(1);
    expect(held(script).documents).toEqual([evil]);
  });

  it('packs long ones, the same each time', () => {
    const long = { ...filtersDocument(), note: 'convolution '.repeat(20_000) };
    const script = documentScript([long]);
    expect(script).toContain('data-packed="deflate"');
    expect(script.length).toBeLessThan(10_000);
    expect(held(script).documents).toEqual([long]);
    expect(documentScript([long])).toBe(script);
  });

  it("holds an audit's label maps as bytes, the same regions, and stays a valid document", () => {
    const audit = auditDocument();
    const [shown] = held(documentScript([audit])).documents;
    validateDocument(shown);
    for (const [name, map] of Object.entries(shown.result.segments)) {
      expect(map.dtype).toBe('uint8');
      expect([...decodeArray(map).data]).toEqual([...decodeArray(audit.result.segments[name]).data]);
    }
    expect(Object.keys(shown.result.segments).sort()).toEqual(Object.keys(audit.result.segments).sort());
  });

  it('keeps int32 where there are more regions than a byte tells apart', () => {
    const audit = auditDocument();
    const name = audit.result.images[0].name;
    const data = Int32Array.from({ length: 400 }, (_, i) => i);
    const segments = { ...audit.result.segments, [name]: encodeArray({ shape: [20, 20], data }) };
    const [shown] = held(documentScript([{ ...audit, result: { ...audit.result, segments } }])).documents;
    expect(shown.result.segments[name].dtype).toBe('int32');
    expect([...decodeArray(shown.result.segments[name]).data]).toEqual([...data]);
  });

  it('leaves out the maps and weights of images that the gallery does not show', () => {
    const audit = auditDocument();
    const { images, thumbnails } = audit.result;
    const names = images.map(({ name }) => name);
    const few = { ...thumbnails!, images: names.slice(0, 2) };
    const pixels = auditDocument().result.thumbnails!.pixels;
    const changed = { ...audit, result: { ...audit.result, thumbnails: { ...few, pixels } } };
    const [shown] = held(documentScript([changed])).documents;
    expect(Object.keys(shown.result.segments)).toEqual(names.slice(0, 2));
    expect(shown.result.images).toHaveLength(names.length);
  });
});
