import { type NdArray, sizeOf } from '../../numeric/nd-array.js';
import { random } from '../../numeric/random.js';
import type { NetworkGraph } from '../network.js';
import type { CompiledNetwork, Engine } from './engine.js';
import { createTfjsEngine, type EngineOptions } from './tfjs-engine.js';

/** How far the logits of two backends may lie apart, in parts of the largest. */
const TOLERANCE = 1e-3;

interface Trial {
  readonly name: string;
  readonly compiled: CompiledNetwork;
  readonly logits: Float32Array;
  readonly milliseconds: number;
}

/**
 * An engine that tries the backends on the network it is given: one seeded random image through each; the fastest whose
 * logits agree within 1e-3 of the largest with the slowest-but-surest that started (the last of `names`) is kept.
 * `reason` of the compiled network says what was found.
 */
export function createChoosingEngine(names: readonly string[], options: EngineOptions = {}): Engine {
  return { name: 'auto', compile: (graph) => choose(graph, names, options) };
}

async function choose(graph: NetworkGraph, names: readonly string[], options: EngineOptions): Promise<CompiledNetwork> {
  const failures: string[] = [];
  const trials: Trial[] = [];
  const image = randomImage(graph);
  for (const name of names) {
    // The plain cpu backend takes minutes for a large network: only where nothing else is left to compare with.
    if (name === 'cpu' && trials.length > 1) break;
    try {
      trials.push(await tryOut(name, graph, image, options));
    } catch (error) {
      failures.push(`${name} did not start (${reasonOf(error)})`);
    }
  }
  const reference = trials.at(-1);
  if (!reference) throw new Error(`Cannot run "${graph.name}": ${failures.join('; ')}`);
  const right = trials.filter((trial) => agree(trial.logits, reference.logits));
  const best = right.reduce((fastest, trial) => (trial.milliseconds < fastest.milliseconds ? trial : fastest));
  await Promise.all(trials.filter((trial) => trial !== best).map((trial) => trial.compiled.dispose()));
  const wrong = trials.filter((trial) => !right.includes(trial)).map(({ name }) => `${name} gives other scores`);
  const times = right.map(({ name, milliseconds }) => `${name} ${milliseconds.toFixed(1)} ms`).join(', ');
  return { ...best.compiled, reason: [`fastest that agrees (${times})`, ...wrong, ...failures].join('; ') };
}

/** The second run is timed: the first compiles shaders. */
async function tryOut(name: string, graph: NetworkGraph, image: NdArray, options: EngineOptions): Promise<Trial> {
  const engine = await createTfjsEngine(name, options);
  const compiled = await engine.compile(graph);
  try {
    const run = async () => (await compiled.forward(image, [graph.logits])).get(graph.logits) as NdArray;
    const { data: logits } = await run();
    const start = performance.now();
    await run();
    return { name, compiled, logits, milliseconds: performance.now() - start };
  } catch (error) {
    await compiled.dispose();
    throw error;
  }
}

/** Without the beginning of the sentence, which is said of each. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^Cannot start the "\w+" engine: /, '');
}

function agree(logits: Float32Array, reference: Float32Array): boolean {
  const largest = reference.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  return logits.every((value, i) => Math.abs(value - reference[i]) <= TOLERANCE * largest);
}

/** A picture of noise in the network's units; sides that may be of any length are 64. */
function randomImage({ input }: NetworkGraph): NdArray {
  const shape = [1, input.height ?? 64, input.width ?? 64, input.channels ?? 3];
  const [low, high] = input.range;
  const { uniform } = random(1);
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => low + (high - low) * uniform()) };
}
