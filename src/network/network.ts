import type { InputSpec } from '../image/input-spec.js';
import type { NdArray } from '../numeric/nd-array.js';
import type { CompiledNetwork } from './engines/engine.js';
import type { Output, PredictOptions, Predictor } from './predictor.js';

/** One named operation of the graph. */
export interface NetworkNode {
  /**
   * A Keras layer's name means its output after its own activation; what comes before is `NAME:preactivation`
   * (and `NAME:depthwise` inside a separable convolution). Nested models: `outer/inner`. A layer used again: `NAME#2`.
   */
  readonly name: string;
  /** `conv2d`, `relu`, `max-pool`, ...: the name of a file in `operations/`. */
  readonly operation: string;
  /** Names of nodes. */
  readonly inputs: readonly string[];
  /** Strides, padding and the like, as the operation defines them. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Weights by role: `kernel`, `bias`, `gamma`, ... */
  readonly weights: Readonly<Record<string, NdArray>>;
  /** Output shape without the batch: `[h, w, c]` or `[c]`; `null` where it depends on the image. */
  readonly shape: readonly (number | null)[];
  /** The Keras layer it came from, and the operation a person would call that layer (`conv2d` for both of its nodes). */
  readonly layer: string;
  readonly layerOperation: string;
}

/** A trained CNN as plain data: what a file format is read into, and what an engine compiles. */
export interface NetworkGraph {
  readonly name: string;
  /** SHA-256 of topology and weights, in hex. */
  readonly fingerprint: string;
  /** In topological order; the first is the input. */
  readonly nodes: readonly NetworkNode[];
  readonly output: string;
  /** The node before the last softmax or sigmoid (the output itself if there is none). */
  readonly logits: string;
  readonly classes: readonly string[];
  readonly input: InputSpec;
}

/** A trained CNN that can be run: the graph and the engine that executes it. It is a `Predictor` too. */
export interface Network extends NetworkGraph {
  readonly engine: string;
  /** `['logit', 'probability']`. */
  readonly outputs: readonly Output[];
  /** Always: batches may overlap. */
  readonly concurrent: boolean;
  readonly compiled: CompiledNetwork;
  /** `[n, classes]`. */
  predict(batch: NdArray, options?: PredictOptions): Promise<NdArray>;
  /** Frees what the engine holds. A network that was disposed of cannot run again. */
  dispose(): Promise<void>;
}

/** Whether a predictor is a network, and so has layers and gradients. */
export function isNetwork(model: Predictor): model is Network {
  return 'nodes' in model && 'compiled' in model;
}
