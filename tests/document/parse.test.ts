import { describe, expect, it } from 'vitest';
import { parseDocuments, stringifyDocuments } from '../../src/document/index.js';
import { filtersDocument, networkDocument, oneOfEach } from '../support/documents.js';

describe('parseDocuments', () => {
  const documents = oneOfEach();
  const [document] = documents;

  it.each([
    ['a file of documents', JSON.stringify({ documents }), documents],
    ['a list', JSON.stringify(documents), documents],
    ['one document', JSON.stringify(document), [document]],
    ['no documents', '{"documents": []}', []],
  ])('reads %s', (_, text, expected) => expect(parseDocuments(text)).toEqual(expected));

  it.each([
    ['', 'Cannot read documents from a.json: it is empty'],
    ['{"documents": [\n  {"schema": x}]}', 'Cannot read documents from a.json: it is not JSON at line 2, column 14 ('],
    ['{"a": 1,\n "b" 2}', 'it is not JSON at line 2, column 6 ('],
    ['{"a": [1', 'it is not JSON'],
    ['{"documents": 3}', 'Document is not valid at documents: expected a list in a.json, got number'],
    ['{"documents": [{}]}', 'Cannot read documents from a.json: Document is not valid at schema: expected'],
    ['3', 'Cannot read documents from a.json: Document is not valid: expected an object, got 3'],
  ])('refuses %j', (text, message) => expect(() => parseDocuments(text, 'a.json')).toThrow(message));

  it('says which document of several is wrong', () => {
    const text = JSON.stringify({ documents: [document, { ...document, kind: 'x' }] });
    expect(() => parseDocuments(text, 'a.json')).toThrow(
      'Cannot read documents from a.json (document 2 of 2): Document is not valid at kind: expected "network"',
    );
  });
});

describe('stringifyDocuments', () => {
  it('is undone by parseDocuments', () => {
    const documents = oneOfEach({ channels: 3, size: 20, seed: 3 });
    expect(parseDocuments(stringifyDocuments(documents))).toEqual(documents);
  });

  it('writes keys in one order, whatever order they came in', () => {
    const document = filtersDocument();
    const reversed = Object.fromEntries(Object.entries(document).reverse()) as typeof document;
    expect(stringifyDocuments([reversed])).toBe(stringifyDocuments([document]));
    expect(stringifyDocuments([networkDocument()])).toMatch(/^{"documents":\[{"schema":"convlens\/network@1","kind":/);
  });
});
