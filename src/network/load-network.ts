import { createNetwork } from './create-network.js';
import { createEngine } from './engines/index.js';
import type { ModelSource } from './formats/model-source.js';
import { type LoadGraphOptions, loadGraph } from './load-graph.js';
import type { Network } from './network.js';

export interface LoadNetworkOptions extends LoadGraphOptions {
  /** `wasm`, `webgpu`, `webgl`, `cpu`. Default: `wasm` in Node, the fastest that computes right in a browser. */
  readonly engine?: string;
  /** Over how many workers forward passes are shared. Default: the engine decides. */
  readonly workers?: number;
  /** Folder of the `.wasm` files of tfjs. Default: in Node where they are installed, in a browser beside the script (bundlers put them there). */
  readonly wasmPath?: string;
}

/**
 * Loads a trained CNN and makes it ready to run.
 *
 * `source` is the name of a network that ships (`digits`), a path to a `model.json`, to its folder or to a zip, an
 * address, `File`s that a person chose, a Teachable Machine export (folder, files or zip), model artifacts
 * (`{modelTopology, weightSpecs, weightData}`), or a `tf.LayersModel`, which is read and not disposed of. A
 * `metadata.json` or `labels.txt` beside the model tells its classes and input range; options go before them.
 * A network with one sigmoid output is a network of one class.
 * @throws Error `Cannot load "...": ...` that names what is wrong and what was expected.
 */
export async function loadNetwork(source: ModelSource, options: LoadNetworkOptions = {}): Promise<Network> {
  const graph = await loadGraph(source, options);
  const { operations, workers, wasmPath } = options;
  const engine = await createEngine(options.engine, { operations, workers, wasmPath });
  return createNetwork(graph, engine);
}
