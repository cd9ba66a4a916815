import * as tf from '@tensorflow/tfjs';
import { type BackendOptions, openBackend } from '#platform/tfjs-backend';
import type { Operation } from '../operations/index.js';
import { registerWasmKernels } from '../wasm/wasm-kernels.js';
import type { Engine } from './engine.js';
import { createProgram } from './program.js';
import { type Backend, createTfjsNetwork } from './tfjs-network.js';

export interface EngineOptions extends BackendOptions {
  /** Operations of the caller's own, by name; they come before the built-in ones. */
  readonly operations?: Readonly<Record<string, Operation>>;
  /**
   * Over how many threads forward passes are shared out, from 1. Default: all cores, once a network has been asked for
   * enough to make up for their start; with `operations` of the caller's own always 1, as functions cannot be sent.
   */
  readonly workers?: number;
}

/** TensorFlow.js on one of its backends. Several may be open in one process. */
export async function createTfjsEngine(name: string, options: EngineOptions = {}): Promise<Engine> {
  await open(name, options);
  const backend = backendOf(name);
  return {
    name,
    async compile(graph) {
      backend.use();
      const { operations } = options;
      return { ...createTfjsNetwork(createProgram(graph, operations), backend), ...(operations ? { operations } : {}) };
    },
  };
}

const opening = new Map<string, Promise<void>>();

/** Starts a backend once, however many engines ask for it. */
function open(name: string, options: EngineOptions): Promise<void> {
  const started = opening.get(name) ?? start(name, options);
  opening.set(name, started);
  started.catch(() => opening.delete(name));
  return started;
}

async function start(name: string, options: EngineOptions): Promise<void> {
  await openBackend(name, options);
  if (name === 'wasm') registerWasmKernels();
}

function backendOf(name: string): Backend {
  return {
    name,
    readsAtOnce: name === 'wasm' || name === 'cpu',
    // Of a backend that has started, the switch is done before the promise is returned.
    use: () => {
      if (tf.getBackend() !== name) void tf.setBackend(name);
    },
  };
}
