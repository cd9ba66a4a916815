import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '#platform/files';
import type { EvidenceStore } from '../audit/evidence-store.js';

/** Keeps texts as files of a folder, each written whole or not at all: a run that was killed goes on from them. */
export function folderStore(folder: string): EvidenceStore {
  const path = (key: string) => join(folder, `${key}.json`);
  return {
    get: (key) => readFile(path(key), 'utf8').catch(() => null),
    set: (key, text) => writeWhole(path(key), text),
  };
}
