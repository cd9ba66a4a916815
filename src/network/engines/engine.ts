import type { NdArray } from '../../numeric/nd-array.js';
import type { NetworkGraph } from '../network.js';

/** What executes a graph. Another engine fits beside the first by this interface. */
export interface Engine {
  /** As documents and `--engine` name it. */
  readonly name: string;
  compile(graph: NetworkGraph): Promise<CompiledNetwork>;
}

export interface ForwardOptions {
  readonly signal?: AbortSignal;
}

/** A graph made ready to run. Tensors stay inside. */
export interface CompiledNetwork {
  /** Values of the named nodes, batch first. Large batches are cut into the engine's own micro-batches. */
  forward(batch: NdArray, fetch: readonly string[], options?: ForwardOptions): Promise<Map<string, NdArray>>;
  dispose(): Promise<void>;
}
