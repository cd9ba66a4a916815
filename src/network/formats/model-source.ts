import * as v from 'valibot';
import { openModel } from '#platform/model-source';
import { filesInMemory, findEntry, type ModelFiles, nameFromPath } from './model-files.js';
import { joined, type ModelContent, readModelFiles } from './read-files.js';
import type { SideNotes } from './side-files.js';
import { decodeWeights, WeightSpec } from './weights.js';
import { filesOfZip, isZip } from './zip.js';

/** What a model can be loaded from. */
export type ModelSource =
  /** The name of a network that ships, a path to a `model.json`, folder or zip, or an address. */
  | string
  | URL
  /** A zip, or all files of a model. */
  | Blob
  | readonly File[]
  | ModelArtifacts
  | SavableModel;

/** A model in memory, as `tf.io.ModelArtifacts`. */
export interface ModelArtifacts {
  readonly modelTopology?: unknown;
  readonly weightSpecs?: readonly unknown[];
  readonly weightData?: unknown;
}

/** A `tf.LayersModel`: known by its methods, so that tfjs need not be the same copy. It is only read. */
export interface SavableModel {
  readonly name?: string;
  getWeights(): unknown;
  save(handler: unknown): Promise<unknown>;
}

/** Reads whatever describes a model; `known` classes and input range go before those of files beside it. */
export async function readModelSource(source: ModelSource, known: SideNotes = {}): Promise<ModelContent> {
  const files = await filesOf(source);
  if (files) return readModelFiles(files, known);
  if (isSavable(source)) return readArtifacts(await artifactsOf(source), source.name ?? 'model', known);
  if (typeof source === 'object' && source !== null && 'modelTopology' in source) {
    return readArtifacts(source as ModelArtifacts, 'model', known);
  }
  throw new TypeError('expected a path, an address, files, model artifacts or a tf.LayersModel');
}

async function filesOf(source: ModelSource): Promise<ModelFiles | null> {
  if (typeof source === 'string' || source instanceof URL) return openModel(String(source));
  if (source instanceof Blob) return filesOfBlobs([source]);
  if (Array.isArray(source) || isFileList(source)) return filesOfBlobs(Array.from(source));
  return null;
}

/** How an error calls a source. */
export function describeSource(source: unknown): string {
  if (typeof source === 'string' || source instanceof URL) {
    const text = String(source);
    return `"${text.length > 200 ? `${text.slice(0, 200)}...` : text}"`;
  }
  if (source instanceof Blob && 'name' in source) return `"${source.name}"`;
  const name = typeof source === 'object' && source !== null && 'name' in source ? source.name : null;
  return typeof name === 'string' ? `"${name}"` : 'the model';
}

const isFileList = (source: unknown): source is ArrayLike<File> =>
  typeof FileList !== 'undefined' && source instanceof FileList;

async function filesOfBlobs(blobs: readonly Blob[]): Promise<ModelFiles> {
  if (blobs.length === 0) throw new Error('no files were given');
  const nameOf = (blob: Blob) => (blob as File).webkitRelativePath || (blob as File).name || 'model.json';
  if (blobs.length === 1) {
    const bytes = await bytesOf(blobs[0]);
    if (isZip(bytes)) return filesOfZip(bytes, nameFromPath(nameOf(blobs[0])));
  }
  const files = new Map(blobs.map((blob) => [nameOf(blob), () => bytesOf(blob)]));
  const entry = findEntry([...files.keys()]);
  if (entry === undefined) throw new Error(`there is no model.json among the files ${[...files.keys()].join(', ')}`);
  return filesInMemory(files, entry, nameFromPath(entry));
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

function isSavable(source: unknown): source is SavableModel {
  const model = source as Partial<SavableModel> | null;
  return typeof model === 'object' && typeof model?.save === 'function' && typeof model.getWeights === 'function';
}

/** tfjs hands a copy of the topology and the weights to whatever looks like a save handler. */
async function artifactsOf(model: SavableModel): Promise<ModelArtifacts> {
  let artifacts: ModelArtifacts = {};
  await model.save({
    save: async (saved: ModelArtifacts) => {
      artifacts = saved;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  return artifacts;
}

function readArtifacts(artifacts: ModelArtifacts, name: string, known: SideNotes): ModelContent {
  const { modelTopology, weightSpecs, weightData } = artifacts;
  const specs = v.safeParse(v.array(WeightSpec), weightSpecs ?? []);
  if (!specs.success) {
    const [issue] = specs.issues;
    throw new TypeError(`weightSpecs is not valid at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}`);
  }
  const bytes = bytesOfData(weightData);
  const weights = decodeWeights([{ files: 'weightData', specs: specs.output, bytes }]);
  return { ...known, name, topology: modelTopology, weights };
}

function bytesOfData(data: unknown): Uint8Array {
  if (data === undefined || data === null) return new Uint8Array(0);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (Array.isArray(data)) return joined(data.map(bytesOfData));
  throw new TypeError('weightData is no ArrayBuffer');
}
