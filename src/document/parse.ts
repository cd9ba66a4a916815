import type { ConvlensDocument } from './document.js';
import { documentPieces } from './document-pieces.js';
import { DocumentError } from './problem.js';
import { validateDocument } from './validate.js';

/**
 * The documents of a JSON text: `{"documents": [...]}` as `--json` writes it, a list, or one document.
 * @param name what errors call the text, such as its file's name.
 * @throws SyntaxError with line and column if it is no JSON; DocumentError that says which document is wrong, and where.
 */
export function parseDocuments(text: string, name = 'the text'): ConvlensDocument[] {
  const values = listOf(parseJson(text, name), name);
  return values.map((value, index) => {
    try {
      return validateDocument(value);
    } catch (error) {
      if (error instanceof DocumentError) {
        const which = values.length > 1 ? ` (document ${index + 1} of ${values.length})` : '';
        error.message = `Cannot read documents from ${name}${which}: ${error.message}`;
      }
      throw error;
    }
  });
}

/**
 * JSON of documents, as `--json` writes it. Keys are in a fixed order: equal documents give equal texts.
 */
export function stringifyDocuments(documents: readonly ConvlensDocument[]): string {
  return [...documentPieces(documents)].join('');
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown, name: string): readonly unknown[] {
  const list = isPlain(value) && 'documents' in value ? value.documents : Array.isArray(value) ? value : [value];
  if (Array.isArray(list)) return list;
  throw new DocumentError({ path: 'documents', expected: `a list in ${name}`, got: typeof list });
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    const reason = text.trim() === '' ? 'it is empty' : `it is not JSON${placeOf(text, message)} (${message})`;
    throw new SyntaxError(`Cannot read documents from ${name}: ${reason}`);
  }
}

/** Engines give a position or some text around the place, some give neither. */
function placeOf(text: string, message: string): string {
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? positionOfSnippet(text, message));
  if (!Number.isFinite(position) || position < 0) return message.includes('end of JSON') ? ' to its end' : '';
  const lines = text.slice(0, position).split('\n');
  return ` at line ${lines.length}, column ${lines[lines.length - 1].length + 1}`;
}

/** V8: `Unexpected token 'x', ..."weight": x, "seg"... is not valid JSON`. */
function positionOfSnippet(text: string, message: string): number {
  const [, token, before, snippet] =
    /^Unexpected token '([\s\S]+?)', (\.\.\.)?"([\s\S]*)"(?:\.\.\.)? is not valid JSON$/.exec(message) ?? [];
  if (snippet === undefined) return Number.NaN;
  return text.indexOf(snippet) + snippet.indexOf(token, before ? Math.min(10, snippet.length - token.length) : 0);
}
