import { type ConvlensDocument, validateDocument } from '../../src/document/index.js';

/** The documents in what was given: one document, an array of them, or a `{documents: [...]}` file. */
export function listDocuments(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isRecord(value) && Array.isArray(value.documents)) return value.documents;
  return [value];
}

/**
 * The valid documents of some kinds among those given. Only those are checked: others may be of kinds that a newer convlens knows.
 * @throws Error that says what is there, if none is of these kinds; or what is wrong with one that is.
 */
export function documentsOfKinds<D extends ConvlensDocument>(
  value: unknown,
  wanted: readonly D['kind'][],
): readonly D[] {
  const all = listDocuments(value);
  const isWanted = (kind: unknown) => wanted.some((each) => each === kind);
  const chosen = all.filter((entry) => isRecord(entry) && isWanted(entry.kind));
  if (chosen.length) return chosen.map((entry) => validated(entry as object) as D);
  if (all.length === 1) validateDocument(all[0]);
  const kinds = [...new Set(all.map((entry) => (isRecord(entry) ? String(entry.kind) : typeof entry)))];
  const found = kinds.length ? `it has ${kinds.map((name) => `"${name}"`).join(', ')}` : 'it is empty';
  throw new Error(`Cannot show a ${wanted.map((kind) => `"${kind}"`).join(' or ')} document: ${found}`);
}

/** Documents that were found valid: those that are shown in several ways are checked once. */
const VALID = new WeakSet<object>();

function validated(entry: object): ConvlensDocument {
  if (VALID.has(entry)) return entry as ConvlensDocument;
  const document = validateDocument(entry);
  VALID.add(document);
  return document;
}

/** Reads the JSON at an address. Failures are one sentence. */
export async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  const text = await fetchText(url, signal);
  return parseJson(text, `"${url}"`);
}

/** @throws Error in one sentence if the text is no JSON. */
export function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`Cannot read ${source}: expected JSON (${(error as Error).message})`);
  }
}

async function fetchText(url: string, signal: AbortSignal): Promise<string> {
  if (new URL(url).protocol === 'file:') {
    throw new Error(
      `Cannot read "${url}": a page opened from disk may not fetch files; put the document inside the element, as a script of type application/json`,
    );
  }
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new Error(`Cannot read "${url}": no answer from the server`);
  });
  if (!response.ok) throw new Error(`Cannot read "${url}": the server answered ${response.status}`);
  return response.text();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
