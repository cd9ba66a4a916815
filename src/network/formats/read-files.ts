import * as v from 'valibot';
import type { LayersModelContent } from './layers-model.js';
import type { ModelFiles } from './model-files.js';
import { readSideNotes, type SideNotes } from './side-files.js';
import { GRAPH_MODEL } from './topology.js';
import { decodeWeights, type WeightGroup, WeightSpec } from './weights.js';

/** A model as its file or its owner has it, before it becomes a graph. */
export interface ModelContent extends LayersModelContent, SideNotes {}

const ModelJson = v.looseObject({
  modelTopology: v.union([v.looseObject({}), v.string()], 'expected an object'),
  weightsManifest: v.array(v.looseObject({ paths: v.array(v.string()), weights: v.array(WeightSpec) })),
});

/** Reads a `model.json`, the weight files that its manifest lists, and of the side files what is not `known`. */
export async function readModelFiles(files: ModelFiles, known: SideNotes = {}): Promise<ModelContent> {
  const { modelTopology, weightsManifest } = await readModelJson(files);
  const groups: WeightGroup[] = [];
  for (const { paths, weights } of weightsManifest) {
    groups.push({ files: paths.join(' + '), specs: weights, bytes: await readShards(files, paths) });
  }
  const notes = await readSideNotes(files, known);
  return { name: files.name, topology: modelTopology, weights: decodeWeights(groups), ...notes };
}

async function readModelJson(files: ModelFiles): Promise<v.InferOutput<typeof ModelJson>> {
  const bytes = await files.read(files.entry);
  if (bytes === null) throw new Error(`${files.entry} is not there`);
  const result = v.safeParse(ModelJson, parseJson(files.entry, bytes));
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue) ?? 'its root';
  const what = issue.received === 'undefined' ? `it has no "${where}"` : `at ${where}, ${lowerFirst(issue.message)}`;
  throw new Error(`${files.entry} is no layers-model of tfjs: ${what}`);
}

function parseJson(name: string, bytes: Uint8Array): unknown {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Error(`${name} is no JSON, expected the model.json of a layers-model`, { cause: error });
  }
  if (typeof json === 'object' && json !== null && 'format' in json && json.format === 'graph-model') {
    throw new Error(GRAPH_MODEL);
  }
  return json;
}

async function readShards(files: ModelFiles, paths: readonly string[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const path of paths) {
    const part = await files.read(path);
    if (part === null) throw new Error(`weight file ${path} is missing`);
    parts.push(part);
  }
  return joined(parts);
}

/** Several pieces of bytes as one. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
