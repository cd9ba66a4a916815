import * as tf from '@tensorflow/tfjs';
import { explainBy } from '../../../src/attribution/explain-by.js';
import { lime } from '../../../src/attribution/index.js';
import { decodeArray } from '../../../src/document/index.js';
import { type Image, readImage } from '../../../src/image/index.js';
import { activations, filters, maxPatches, predictions } from '../../../src/inspection/index.js';
import { forwardBackward } from '../../../src/network/backward.js';
import { createEngine } from '../../../src/network/engines/index.js';
import { forward } from '../../../src/network/forward.js';
import { createNetwork, loadGraph, loadNetwork, type ModelSource, type Network } from '../../../src/network/index.js';
import { CHANNEL_SUM, RECTIFIER_GRADIENT } from '../../../src/network/wasm/wasm-kernels.js';
import { sizeOf } from '../../../src/numeric/nd-array.js';
import { buildNetwork } from '../../support/graph.js';

/** What a user's page does with convlens. Each function also runs in Node, where it must answer the same. */

/** A network input as JSON has it. */
export interface Input {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** A file that a person chooses, as JSON. */
export interface ChosenFile {
  readonly name: string;
  readonly base64: string;
}

const batchOf = ({ shape, data }: Input) => ({ shape, data: Float32Array.from(data) });
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
const fileOf = ({ name, base64 }: ChosenFile) => new File([bytesOf(base64)], name);

/** Tensors that exist after `work` beyond those before it. */
async function leaked(work: () => Promise<unknown>): Promise<number> {
  // Not `tf.memory()`: it starts a backend.
  const { state } = tf.engine();
  const before = state.numTensors;
  await work();
  return state.numTensors - before;
}

const messageOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.message : `no Error but ${String(error)}`),
  );

/** Every value and gradient of a network, and what it says about itself. */
export async function answers(source: string, engine: string | undefined, input: Input, target: number) {
  let values: Record<string, number[]> = {};
  let gradient: number[] = [];
  let about = { engine: '', reason: '', output: '', logits: '' };
  const left = await leaked(async () => {
    const network = await loadNetwork(source, { engine });
    const { output, logits } = network;
    about = { engine: network.engine, reason: network.compiled.reason ?? '', output, logits };
    const names = network.nodes.map((node) => node.name);
    const answer = await forward(network, batchOf(input), names);
    values = Object.fromEntries([...answer].map(([name, { data }]) => [name, [...data]]));
    // Asked alone, a convolution is fused with what follows it.
    for (const name of [network.output, network.logits]) {
      const alone = (await forward(network, batchOf(input), [name])).get(name);
      values[`${name} alone`] = [...(alone?.data ?? [])];
    }
    const { gradients } = await forwardBackward(network, batchOf(input), [], { target });
    gradient = [...(gradients.get(network.nodes[0].name)?.data ?? [])];
    await network.dispose();
  });
  return { ...about, values, gradient, left };
}

/** A method of modified backward rules, and what of its options JSON can hold. */
export interface RelevanceQuestion {
  readonly method: 'lrp' | 'deeplift';
  readonly options?: Readonly<Record<string, string | number>>;
}

/** A max pooling over `sides`. */
export interface Pooling {
  readonly sides: readonly [height: number, width: number];
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Gradients of max poolings of few different values, below zero among them. */
export async function tiedGradients(engine: string, poolings: readonly Pooling[]) {
  const found: number[][] = [];
  for (const { sides, attributes } of poolings) {
    const shape = [...sides, 2];
    const network = await buildNetwork(shape, [['pool', 'max-pool', attributes]], { engine });
    const data = Float32Array.from({ length: shape[0] * shape[1] * 2 }, (_, i) => ((i * 7) % 11 > 7 ? 0.5 : -1));
    const places = [1, ...(network.nodes[1].shape as readonly number[])];
    const seed = { shape: places, data: Float32Array.from({ length: sizeOf(places) }, (_, i) => i + 1) };
    const { gradients } = await forwardBackward(network, { shape: [1, ...shape], data }, [], {
      target: { node: 'pool', seed },
    });
    found.push([...(gradients.get('input')?.data ?? [])]);
    await network.dispose();
  }
  return found;
}

/** Maps of LRP and DeepLIFT, one a question. */
export async function relevances(
  source: string,
  engine: string,
  input: Input,
  questions: readonly RelevanceQuestion[],
) {
  const maps: number[][] = [];
  let used = '';
  const left = await leaked(async () => {
    const network = await loadNetwork(source, { engine });
    used = network.engine;
    const image = { name: 'input', ...batchOf(input) };
    for (const { method, options } of questions) {
      const { documents } = await explainBy(network, image, { methods: [method], ...options });
      for (const document of documents) {
        if (document.kind === 'attribution') maps.push([...decodeArray(document.result.values).data]);
      }
    }
    await network.dispose();
  });
  return { engine: used, maps, left };
}

/** Tensors left by what goes wrong: abort in the middle, a rule that throws, a network disposed of, bad weights. */
export async function tensorsLeft(source: string, engine: string, input: Input) {
  const network = await loadNetwork(source, { engine });
  const one = batchOf(input);
  const count = 300;
  const data = new Float32Array(count * one.data.length);
  for (let i = 0; i < count; i++) data.set(one.data, i * one.data.length);
  const many = { shape: [count, ...one.shape.slice(1)], data };
  const controller = new AbortController();
  const { signal } = controller;
  const onProgress = () => controller.abort(new Error('enough'));
  const rule = () => () => {
    throw new Error('no such rule');
  };
  const messages: string[] = [];
  const left: number[] = [];
  const attempts: (() => Promise<unknown>)[] = [
    () => forward(network, one, [network.output]),
    () => forward(network, many, [network.output], { signal, onProgress }),
    () => forwardBackward(network, many, [], { target: 0, signal }),
    () => forwardBackward(network, one, [], { target: 0, rule }),
    () => forward(network, { ...one, shape: [1, 2, 3, 4] }, [network.output]),
  ];
  for (const attempt of attempts) {
    left.push(
      await leaked(async () => {
        messages.push(await messageOf(attempt()));
      }),
    );
  }
  await network.dispose();
  messages.push(await messageOf(forward(network, one, [network.output])));
  return { left, messages };
}

/** A message of what is expected to fail. */
export function failsToLoad(source: string, options?: { readonly engine?: string; readonly wasmPath?: string }) {
  return messageOf(loadNetwork(source, options));
}

/** Which of convlens' own kernels an engine has. */
export async function ownKernels(engine: string) {
  await createEngine(engine);
  return [CHANNEL_SUM, RECTIFIER_GRADIENT].filter((name) => tf.getKernel(name, engine));
}

const described = (network: Network) => {
  const { name, fingerprint, classes, input, engine } = network;
  return { name, fingerprint, classes, input, engine };
};

/** A network from an address, and from files that a person chose. */
export async function loaded(source: string | readonly ChosenFile[], input: Input) {
  const network = await loadNetwork(sourceOf(source), { engine: 'wasm' });
  const { data } = await network.predict(batchOf(input));
  await network.dispose();
  return { ...described(network), scores: [...data] };
}

const sourceOf = (source: string | readonly ChosenFile[]): ModelSource =>
  typeof source === 'string' ? source : source.length === 1 ? fileOf(source[0]) : source.map(fileOf);

/** Scores of a network on one engine, again and again while others start, and then of the others. */
export async function together(source: string, [running, ...starting]: readonly string[], input: Input) {
  const graph = await loadGraph(source);
  const start = async (name: string) => createNetwork(graph, await createEngine(name));
  const first = await start(running);
  let done = false;
  const others = Promise.all(starting.map(start)).finally(() => {
    done = true;
  });
  const scores: number[][] = [];
  const ask = async (network: Network) => scores.push([...(await network.predict(batchOf(input))).data]);
  while (!done) {
    await ask(first);
    await new Promise((resolve) => setTimeout(resolve));
  }
  for (const network of [...(await others), first]) {
    await ask(network);
    await network.dispose();
  }
  return scores;
}

const pixelsOf = ({ name, width, height, channels, data }: Image) => ({
  name,
  width,
  height,
  channels,
  data: [...data],
});

/** An image as a `File`, a `Blob`, bytes and a URL give it. */
export async function imageFrom(kind: 'file' | 'blob' | 'bytes' | 'url' | 'blob-url', file: ChosenFile) {
  const source = fileOf(file);
  if (kind === 'file') return pixelsOf(await readImage(source));
  if (kind === 'blob') return pixelsOf(await readImage(new Blob([source])));
  if (kind === 'bytes') return pixelsOf(await readImage(bytesOf(file.base64)));
  if (kind === 'url') return pixelsOf(await readImage(new URL(`images/${file.name}`, document.baseURI)));
  const url = URL.createObjectURL(source);
  return pixelsOf(await readImage(url).finally(() => URL.revokeObjectURL(url)));
}

/** What reading an image says when it cannot be read. */
export const failsToRead = (file: ChosenFile) => messageOf(readImage(fileOf(file)));

/** What reading an image from an address says when there is none. */
export const failsToFetch = (address: string) => messageOf(readImage(address));

/** The four analyses of a network and a photograph. */
export async function analyses(model: string, picture: string, engine?: string) {
  const network = await loadNetwork(model, { engine });
  const image = await readImage(picture);
  const layer = network.nodes.find((node) => node.operation === 'conv2d')?.layer ?? '';
  const documents = [
    await predictions(network, [image]),
    await filters(network, { layer }),
    await activations(network, image),
    ...(await maxPatches(network, [image], { layers: [layer], top: 3 })),
    await lime(network, image, { samples: 120, seed: 5 }),
    await lime(network, image, { samples: 120, seed: 5, segmentation: 'slic', segments: 6, output: 'logit' }),
  ];
  await network.dispose();
  return documents;
}

/** The answer of another scenario in a worker that runs this page's script. */
export function inWorker(name: string, args: readonly unknown[]): Promise<unknown> {
  const { src } = document.querySelector('script') as HTMLScriptElement;
  const worker = new Worker(src, { type: 'module' });
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
    worker.postMessage([name, args]);
  });
}
