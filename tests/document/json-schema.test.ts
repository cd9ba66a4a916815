import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { documentsSchema } from '../../scripts/json-schema.js';
import { oneOfEach, predictionsDocument } from '../support/documents.js';

describe('the published JSON Schema', () => {
  const schema = documentsSchema();
  const accepts = new Ajv2020({ strict: true, strictTuples: false }).compile(schema);

  it('says what it is and where', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:convlens:documents',
    });
  });

  it.each(oneOfEach())('accepts a document of kind $kind', (document) => {
    expect(accepts(document), JSON.stringify(accepts.errors)).toBe(true);
  });

  it('accepts a file of documents', () => expect(accepts({ documents: oneOfEach({ channels: 3 }) })).toBe(true));

  it.each([
    ['no document', {}],
    ['an unknown kind', { ...predictionsDocument(), kind: 'dreams' }],
    ['another version', { ...predictionsDocument(), schema: 'convlens/predictions@2' }],
    ['no result', { ...predictionsDocument(), result: undefined }],
    ['a wrong result', { ...predictionsDocument(), result: { images: [{ name: 3 }] } }],
    ['a wrong document in a file', { documents: [{}] }],
  ])('refuses %s', (_, value) => expect(accepts(JSON.parse(JSON.stringify(value)))).toBe(false));
});
