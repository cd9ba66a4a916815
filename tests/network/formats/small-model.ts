import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

type Json = Record<string, unknown>;

/** A weight and its values, for a manifest. */
export interface SmallWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

export const layer = (class_name: string, name: string, config: Json = {}): Json => ({
  class_name,
  config: { name, ...config },
});

/** A layer of a functional model; `inbound` names the layers it reads. */
export const linked = (class_name: string, name: string, config: Json, ...inbound: string[]): Json => ({
  ...layer(class_name, name, config),
  name,
  inbound_nodes: inbound.length ? [inbound.map((from) => [from, 0, 0, {}])] : [],
});

export const sequential = (...layers: Json[]): Json => ({
  class_name: 'Sequential',
  config: { name: 'sequential', layers },
});

export const functional = (layers: Json[], inputs: unknown, outputs: unknown): Json => ({
  class_name: 'Functional',
  config: { name: 'functional', layers, input_layers: inputs, output_layers: outputs },
});

/** Weights that count up by a tenth: 0.1, 0.2, ... */
export function counting(name: string, ...shape: number[]): SmallWeight {
  const size = shape.reduce((product, length) => product * length, 1);
  return { name, shape, values: Array.from({ length: size }, (_, i) => (i + 1) / 10) };
}

export const specsOf = (weights: readonly SmallWeight[]) =>
  weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }));

export const bytesOf = (weights: readonly SmallWeight[]) =>
  new Uint8Array(Float32Array.from(weights.flatMap(({ values }) => values)).buffer);

/** A model in memory, as tfjs passes it around. */
export const artifacts = (modelTopology: unknown, weights: readonly SmallWeight[]) => ({
  modelTopology,
  weightSpecs: specsOf(weights),
  weightData: bytesOf(weights).buffer,
});

/** The smallest classifier: a 1x1 convolution to two channels, averaged, softmax. */
export const TINY = sequential(
  layer('Conv2D', 'conv', { filters: 2, kernel_size: [1, 1], batch_input_shape: [null, 4, 4, 1] }),
  layer('GlobalAveragePooling2D', 'gap'),
  layer('Activation', 'softmax', { activation: 'softmax' }),
);
export const TINY_WEIGHTS = [counting('conv/kernel', 1, 1, 1, 2), counting('conv/bias', 2)];

/** The files of a model by name. */
export function modelFiles(
  modelTopology: unknown = TINY,
  weights: readonly SmallWeight[] = TINY_WEIGHTS,
): Record<string, Uint8Array> {
  const json = {
    format: 'layers-model',
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: specsOf(weights) }],
  };
  return { 'model.json': text(json), 'weights.bin': bytesOf(weights) };
}

export const text = (content: unknown) =>
  new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));

/** Writes files into a folder that the end of the test removes. */
export async function folderOf(files: Record<string, Uint8Array>, name = 'tiny'): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'convlens-')), name);
  onTestFinished(() => rm(dirname(folder), { recursive: true, force: true }));
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}
