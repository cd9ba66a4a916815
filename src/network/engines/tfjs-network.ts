import * as tf from '@tensorflow/tfjs';
import { type NdArray, sizeOf } from '../../numeric/nd-array.js';
import { createBreather } from './breather.js';
import type { BackwardRequest, BackwardResult, CompiledNetwork, ForwardOptions, GradientSummary } from './engine.js';
import { imagesAtOnce, type MicroBatch, microBatchOf } from './micro-batch.js';
import { INPUT, planForward, type Step } from './plan.js';
import type { Instruction, Program } from './program.js';
import { planBackward, runBackward } from './run-backward.js';
import { runForward } from './run-forward.js';
import { valuesRead } from './summarise.js';
import { glanceAtTensors } from './tfjs-glance.js';

/** A backend as the engine uses it: switched to before anything synchronous, and read in its own way. */
export interface Backend {
  readonly name: string;
  /** Makes it the one that tfjs uses. */
  use(): void;
  /** Whether values are there at once; those of a graphics card must be waited for. */
  readonly readsAtOnce: boolean;
}

type Tensors = Record<string, tf.Tensor>;
/** What a pass starts from, by the name of its node (`INPUT`: the images). */
type Start = ReadonlyMap<string, NdArray>;
type Pass = (start: ReadonlyMap<string, tf.Tensor>, first: number) => Tensors;

/** A program with the loop over micro-batches around it. */
export function createTfjsNetwork(program: Program, backend: Backend): CompiledNetwork {
  const { graph } = program;
  const plans = new Map<string, readonly Step[]>();
  const microBatches = new Map<string, MicroBatch>();
  let disposed = false;

  const planOf = (wanted: ReadonlySet<string>, given: ReadonlySet<string> = new Set()) => {
    const key = [wanted, given].map((names) => [...names].sort().join('\0')).join('\0\0');
    const plan = plans.get(key) ?? planForward(program, wanted, given);
    plans.set(key, plan);
    return plan;
  };
  const microBatchFor = (image: readonly number[]) => {
    const operation = (name: string) => (program.instructions.get(name) as Instruction).operation;
    const sizes = microBatches.get(image.join()) ?? microBatchOf(graph, operation, image);
    microBatches.set(image.join(), sizes);
    return sizes;
  };

  /** Runs `pass` on each micro-batch and hands out the tensors it returns, which are freed afterwards. */
  async function* microBatchesOf(start: Start, size: number, options: ForwardOptions, pass: Pass) {
    const total = Math.max(...[...start.values()].map(({ shape }) => shape[0]));
    const breathe = createBreather();
    for (let first = 0; first < total; first += size) {
      await breathe();
      options.signal?.throwIfAborted();
      if (disposed) throw new Error(`Cannot run "${graph.name}": it was disposed of`);
      const count = Math.min(size, total - first);
      backend.use();
      const tensors = tf.tidy(() => pass(tensorsOf(start, { first, count, total }), first));
      try {
        yield { first, count, total, tensors };
      } finally {
        tf.dispose(tensors);
      }
      options.onProgress?.({ done: first + count, total });
    }
  }

  /** All values of all micro-batches, one behind the other. */
  async function each(start: Start, size: number, options: ForwardOptions, pass: Pass): Promise<Map<string, NdArray>> {
    const results = new Map<string, { shape: number[]; data: Float32Array }>();
    for await (const { first, total, tensors } of microBatchesOf(start, size, options, pass)) {
      for (const [name, { shape, data }] of await read(tensors, backend)) {
        const [, ...one] = shape;
        const all = results.get(name) ?? { shape: [total, ...one], data: new Float32Array(total * sizeOf(one)) };
        all.data.set(data, first * sizeOf(one));
        results.set(name, all);
      }
    }
    return results;
  }

  const forwardPass = (batch: NdArray, fetch: readonly string[]): Pass => {
    checkBatch(batch, graph.name);
    checkNames(program, fetch);
    const plan = planOf(new Set(fetch));
    return (start) => {
      const { values } = runForward(plan, start);
      return Object.fromEntries(fetch.map((name) => [name, values.get(name) as tf.Tensor]));
    };
  };
  const forwardSize = (batch: NdArray) => microBatchFor(batch.shape.slice(1)).forward;

  async function* glances(batch: NdArray, fetch: readonly string[], options: ForwardOptions = {}) {
    const pass = forwardPass(batch, fetch);
    for await (const { tensors, ...place } of microBatchesOf(startAt(batch), forwardSize(batch), options, pass)) {
      yield glanceAtTensors(tensors, place, backend.use);
    }
  }

  return {
    engine: backend.name,
    microBatch: (image) => microBatchFor(image).forward,

    async forward(batch, fetch, options = {}) {
      return each(startAt(batch), forwardSize(batch), options, forwardPass(batch, fetch));
    },

    async forwardFrom(given, fetch, options = {}) {
      checkNames(program, [...given.keys(), ...fetch]);
      const plan = planOf(new Set(fetch), new Set(given.keys()));
      const made = plan.flatMap(({ makes, passes }) => [...passes, makes]);
      const shapes = made.map((name) => (program.instructions.get(name) as Instruction).node.shape);
      const size = imagesAtOnce([...[...given.values()].map(({ shape }) => shape.slice(1)), ...shapes]);
      return each(given, size, options, (start) => {
        const { values } = runForward(plan, start);
        return Object.fromEntries(fetch.map((name) => [name, values.get(name) as tf.Tensor]));
      });
    },

    // What a graphics card holds must be waited for: there it is better read at once.
    ...(backend.readsAtOnce ? { glances } : {}),

    async backward(batch, request, options = {}): Promise<BackwardResult> {
      const { at, fetch = [], rule, summary = gradientAlone } = request;
      checkBatch(batch, graph.name);
      checkNames(program, [request.from.node, ...at, ...fetch]);
      // A graphics card's values must be waited for, which a pass cannot: the seed is chosen by a pass before.
      const from = backend.readsAtOnce ? request.from : await seededBefore(this, batch, request.from, options);
      checkSeed(from, batch.shape[0], graph.name);
      const reverse = planBackward(program, from.node, at, rule);
      const summarised = summary === gradientAlone ? [] : valuesRead(program, summary, at);
      const plan = planOf(new Set([...reverse.kept, ...fetch, ...summarised, from.node]));
      const [asked, fetched] = [new Set(at), new Set(fetch)];
      const size = microBatchFor(batch.shape.slice(1)).backward;
      const both = await each(startAt(batch), size, options, (start, first) => {
        const trace = runForward(plan, start);
        const gradient = seedOf(from, trace.values.get(from.node) as tf.Tensor, first);
        const summaries = runBackward(program, reverse, trace, {
          node: from.node,
          gradient,
          at: asked,
          summary,
          fetched,
        });
        return Object.fromEntries([
          ...at.map((name) => [GRADIENT + name, summaries.get(name)]),
          ...fetch.map((name) => [name, trace.values.get(name)]),
        ]);
      });
      const pick = (names: readonly string[], prefix = '') =>
        new Map(names.flatMap((name) => (both.has(prefix + name) ? [[name, both.get(prefix + name) as NdArray]] : [])));
      return { gradients: pick(at, GRADIENT), values: pick(fetch) };
    },

    async dispose() {
      if (disposed) return;
      disposed = true;
      backend.use();
      program.dispose();
    },
  };
}

const GRADIENT = '\0gradient ';
const gradientAlone: GradientSummary = (gradient) => gradient;

const startAt = (batch: NdArray): Start => new Map([[INPUT, batch]]);

/** Some images' part of what a pass starts from; what is there once holds for all of them. */
function tensorsOf(start: Start, { first, count, total }: { first: number; count: number; total: number }) {
  const tensorOf = ({ shape: [n, ...one], data }: NdArray) => {
    if (n === 1 && total > 1) return tf.tile(tf.tensor(data, [1, ...one], 'float32'), [count, ...one.map(() => 1)]);
    return tf.tensor(data.subarray(first * sizeOf(one), (first + count) * sizeOf(one)), [count, ...one], 'float32');
  };
  return new Map([...start].map(([name, values]) => [name, tensorOf(values)]));
}

/** The values of tensors. */
async function read(tensors: Tensors, { readsAtOnce }: Backend): Promise<[string, NdArray][]> {
  const entries = Object.entries(tensors);
  if (readsAtOnce) {
    return entries.map(([name, tensor]) => [name, { shape: tensor.shape, data: tensor.dataSync<'float32'>() }]);
  }
  return await Promise.all(
    entries.map(async ([name, tensor]): Promise<[string, NdArray]> => {
      return [name, { shape: tensor.shape, data: await tensor.data<'float32'>() }];
    }),
  );
}

/** With a seed that waits for the node's values chosen. */
async function seededBefore(
  network: CompiledNetwork,
  batch: NdArray,
  from: BackwardRequest['from'],
  { signal }: ForwardOptions,
): Promise<BackwardRequest['from']> {
  const { node, seed } = from;
  if (typeof seed !== 'function') return from;
  const values = await network.forward(batch, [node], { signal });
  return { node, seed: seed(values.get(node) as NdArray, 0) };
}

function seedOf({ seed }: BackwardRequest['from'], value: tf.Tensor, first: number): tf.Tensor {
  const { shape } = value;
  const [count, ...one] = shape;
  const size = sizeOf(one);
  if (typeof seed === 'function') {
    const { data } = seed({ shape, data: value.dataSync<'float32'>() }, first);
    return tf.tensor(data, shape, 'float32');
  }
  if (!isArray(seed)) {
    return tf.tensor(seed.data.subarray(first * size, (first + count) * size), [...shape], 'float32');
  }
  const values = new Float32Array(count * size);
  for (let i = 0; i < count; i++) {
    const unit = seed[first + i];
    if (unit >= size) throw new RangeError(`Cannot start from unit ${unit}: there are ${size} (0 to ${size - 1})`);
    values[i * size + unit] = 1;
  }
  return tf.tensor(values, [...shape], 'float32');
}

const isArray = (seed: NdArray | readonly number[]): seed is readonly number[] => Array.isArray(seed);

function checkSeed({ node, seed }: BackwardRequest['from'], count: number, name: string): void {
  if (typeof seed === 'function') return;
  const given = isArray(seed) ? seed.length : seed.shape[0];
  if (given !== count) {
    throw new RangeError(`Cannot go backward through "${name}": ${given} seeds for "${node}", but ${count} images`);
  }
  if (isArray(seed) && seed.some((unit) => !Number.isInteger(unit) || unit < 0)) {
    throw new RangeError(`Cannot go backward through "${name}": a unit of "${node}" must be a whole number from 0`);
  }
}

function checkBatch({ shape, data }: NdArray, name: string): void {
  if (shape.length !== 4) {
    throw new RangeError(
      `Cannot run "${name}" on a batch of shape [${shape}]: expected [images, height, width, channels]`,
    );
  }
  if (data.length !== sizeOf(shape)) {
    throw new RangeError(`Cannot run "${name}": a batch of shape [${shape}] has ${data.length} values`);
  }
}

function checkNames({ instructions, graph }: Program, names: readonly string[]): void {
  const unknown = names.find((name) => !instructions.has(name));
  if (unknown !== undefined) throw new RangeError(`Cannot find "${unknown}" in "${graph.name}": it has no such node`);
}
