import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { KINDS } from '../src/document/kinds/index.js';

/** Where the published schema is found. */
const ID = 'urn:convlens:documents';

/**
 * JSON Schema (2020-12) of what `--json` writes, and of single documents. It says less than `validateDocument` checks: not that arrays
 * fill their shapes, nor that labels, units and names exist.
 */
export function documentsSchema(): JsonSchema {
  const definitions = Object.entries(KINDS).map(([kind, schema]) => [kind, withoutDialect(schema)] as const);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: ID,
    title: 'Documents of convlens',
    description: 'What an analysis of a CNN returns: one document, or a file of several.',
    anyOf: [
      {
        type: 'object',
        properties: { documents: { type: 'array', items: { $ref: '#/$defs/document' } } },
        required: ['documents'],
      },
      { $ref: '#/$defs/document' },
    ],
    $defs: {
      document: { oneOf: definitions.map(([kind]) => ({ $ref: `#/$defs/${kind}` })) },
      ...Object.fromEntries(definitions),
    },
  };
}

/** Numbers in JSON are always finite: that check has nothing to become. */
function withoutDialect(schema: (typeof KINDS)[keyof typeof KINDS]): JsonSchema {
  const { $schema: _dialect, ...rest } = toJsonSchema(schema, { target: 'draft-2020-12', ignoreActions: ['finite'] });
  return rest;
}
