/** What is wrong at one place of a document. */
export interface Problem {
  /** Such as `result.weights[3].weight`; empty for the document itself. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

/** Thrown for a document that is not as CONTRACT.md and the published JSON Schema say. */
export class DocumentError extends TypeError {
  override readonly name = 'DocumentError';
  readonly path: string;

  constructor({ path, expected, got }: Problem) {
    super(`Document is not valid${path && ` at ${path}`}: expected ${expected}, got ${got}`);
    this.path = path;
  }
}

/** `result.weights[3].weight` */
export function pathText(keys: readonly (string | number)[]): string {
  return keys.reduce<string>((path, key) => path + keyText(key, path === ''), '');
}

function keyText(key: string | number, first: boolean): string {
  if (typeof key === 'number') return `[${key}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `[${JSON.stringify(key)}]`;
  return first ? key : `.${key}`;
}

/** A value as a sentence shows it, cut where it is long. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 48)}…` : text;
}
