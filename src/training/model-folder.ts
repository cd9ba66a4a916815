import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VERSION } from '../version.js';

/** A layers-model of tfjs in memory. */
export interface LayersModelParts {
  readonly modelTopology: unknown;
  readonly weightSpecs: unknown;
  readonly weights: Uint8Array;
}

/** What `metadata.json` says of a model; other keys are kept. */
export interface ModelNotes {
  readonly labels: readonly string[];
  readonly inputRange: readonly [number, number];
  readonly [key: string]: unknown;
}

/** Writes a classifier as `loadNetwork` reads it: `model.json`, `weights.bin`, `metadata.json` and `labels.txt`. */
export async function writeModelFolder(
  folder: string,
  { modelTopology, weightSpecs, weights }: LayersModelParts,
  notes: ModelNotes,
  generatedBy: string,
): Promise<void> {
  const json = {
    format: 'layers-model',
    generatedBy,
    convertedBy: `convlens v${VERSION}`,
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
  };
  await writeFile(join(folder, 'weights.bin'), weights);
  await writeFile(join(folder, 'labels.txt'), `${notes.labels.join('\n')}\n`);
  await writeFile(join(folder, 'metadata.json'), `${JSON.stringify(notes, null, 2)}\n`);
  await writeFile(join(folder, 'model.json'), `${JSON.stringify(json, null, 2)}\n`);
}
