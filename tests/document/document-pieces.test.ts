import { expect, it } from 'vitest';
import type { ConvlensDocument } from '../../src/document/document.js';
import { documentPieces } from '../../src/document/document-pieces.js';

/** Whatever is in them: pieces know nothing of kinds. */
const asDocument = (value: unknown) => value as ConvlensDocument;

it('gives the JSON of the documents, keys in a fixed order', () => {
  const document = asDocument({
    result: {
      z: [1, [2, { b: null, a: 'é"\n' }], []],
      a: {},
      no: undefined,
      list: [undefined, { x: { y: { b: 1, a: 2 } } }],
    },
    kind: 'x',
    schema: 's',
  });
  expect([...documentPieces([document, document])].join('')).toBe(
    `{"documents":[${Array(2).fill('{"schema":"s","kind":"x","result":{"a":{},"list":[null,{"x":{"y":{"a":2,"b":1}}}],"z":[1,[2,{"a":"é\\"\\n","b":null}],[]]}}').join(',')}]}\n`,
  );
});

it('reads what is encoded when it is read once, a piece each', () => {
  const read: string[] = [];
  const map = (name: string) => ({
    get data() {
      read.push(name);
      return name.repeat(70_000);
    },
  });
  const segments = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, map(name)]));
  const pieces = [...documentPieces([asDocument({ result: { segments } })])];
  expect(read).toEqual(['a', 'b', 'c']);
  expect(pieces.length).toBe(4);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(71_000);
  expect(JSON.parse(pieces.join('')).documents[0].result.segments.b.data).toBe('b'.repeat(70_000));
});
