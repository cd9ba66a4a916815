import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { documentsSchema } from './json-schema.js';

// Makes dist/schema.json, the published JSON Schema of documents.

const dist = resolve(import.meta.dirname, '../dist');
await mkdir(dist, { recursive: true });
await writeFile(resolve(dist, 'schema.json'), `${JSON.stringify(documentsSchema(), null, 2)}\n`);
