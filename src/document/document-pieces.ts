import type { ConvlensDocument } from './document.js';

/** Pieces of about this many letters. */
const LENGTH = 2 ** 16;
/** How deep objects are taken apart: what is kept by name in a result (an audit's label maps) is a piece each. */
const DEPTH = 5;

/** The text of `stringifyDocuments` in pieces: all of it at once may be longer than a text can be. */
export function* documentPieces(documents: readonly ConvlensDocument[]): Generator<string> {
  let text = '';
  for (const part of parts({ documents }, DEPTH)) {
    text += part;
    if (text.length < LENGTH) continue;
    yield text;
    text = '';
  }
  yield `${text}\n`;
}

function* parts(value: unknown, depth: number): Generator<string> {
  if (depth === 0 || typeof value !== 'object' || value === null) {
    yield JSON.stringify(value, (_key, each: unknown) => (isPlain(each) ? sortKeys(each) : each)) ?? 'null';
  } else if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      yield i ? ',' : '[';
      yield* parts(value[i], depth - 1);
    }
    yield value.length ? ']' : '[]';
  } else {
    let separator = '{';
    for (const key of sortedKeys(value as Record<string, unknown>)) {
      const child = (value as Record<string, unknown>)[key];
      if (child === undefined || typeof child === 'function') continue;
      yield `${separator}${JSON.stringify(key)}:`;
      yield* parts(child, depth - 1);
      separator = ',';
    }
    yield separator === '{' ? '{}' : '}';
  }
}

const FIRST_KEYS = ['schema', 'kind', 'model', 'image', 'target', 'method', 'result', 'quality', 'provenance'];

function sortedKeys(value: Readonly<Record<string, unknown>>): string[] {
  const rank = (key: string) => (FIRST_KEYS.indexOf(key) + FIRST_KEYS.length + 1) % (FIRST_KEYS.length + 1);
  return Object.keys(value).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function sortKeys(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(sortedKeys(value).map((key) => [key, value[key]]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
