import { contentProblem } from './content-problem.js';
import type { ConvlensDocument, DocumentKind } from './document.js';
import { KINDS } from './kinds/index.js';
import { DocumentError, type Problem, valueText } from './problem.js';
import { shapeProblem } from './shape-problem.js';

/** The version of the documents that this convlens writes and reads. */
const VERSION_READ = 1;

/**
 * The value as a document, after all checks: the shape that the published JSON Schema describes, and what a schema cannot say
 * (arrays fill their shapes, label maps have the picture's size, weights name segments that exist, ...).
 * @throws DocumentError that names the first wrong field: `Document is not valid at result.weights[3].weight: expected a number, got "x"`.
 */
export function validateDocument(value: unknown): ConvlensDocument {
  const problem =
    schemaProblem(value) ?? shapeProblem(KINDS[kindOf(value)], value) ?? contentProblem(value as ConvlensDocument);
  if (problem) throw new DocumentError(problem);
  return value as ConvlensDocument;
}

function kindOf(value: unknown): DocumentKind {
  return (value as ConvlensDocument).kind;
}

function schemaProblem(value: unknown): Problem | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { path: '', expected: 'an object', got: valueText(value) };
  }
  const { schema, kind } = value as { schema?: unknown; kind?: unknown };
  const [, named, version] = /^convlens\/([a-z-]+)@(\d+)$/.exec(String(schema)) ?? [];
  if (named === undefined) {
    return { path: 'schema', expected: '"convlens/KIND@1"', got: valueText(schema) };
  }
  if (Number(version) !== VERSION_READ) {
    return { path: 'schema', expected: `version @${VERSION_READ}, which this convlens reads`, got: valueText(schema) };
  }
  if (!Object.hasOwn(KINDS, named)) {
    return { path: 'schema', expected: `a kind out of ${Object.keys(KINDS).join(', ')}`, got: valueText(schema) };
  }
  return kind === named ? null : { path: 'kind', expected: `"${named}", as schema says`, got: valueText(kind) };
}
