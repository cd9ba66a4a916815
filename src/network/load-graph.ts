import { type LayersModelOptions, readLayersModel } from './formats/layers-model.js';
import { describeSource, type ModelSource, readModelSource } from './formats/model-source.js';
import type { NetworkGraph } from './network.js';

export interface LoadGraphOptions extends LayersModelOptions {
  /** What documents call it. Default: the folder's or file's name. */
  readonly name?: string;
}

/** Reads a network as plain data, without an engine to run it; `source` and errors as with `loadNetwork`. */
export async function loadGraph(source: ModelSource, options: LoadGraphOptions = {}): Promise<NetworkGraph> {
  checkOptions(options);
  try {
    const { classes, inputRange, layers, operations } = options;
    const content = await readModelSource(source, { classes, inputRange });
    const named = { ...content, name: options.name ?? content.name };
    return readLayersModel(named, { classes: content.classes, inputRange: content.inputRange, layers, operations });
  } catch (error) {
    throw prefixed(`Cannot load ${describeSource(source)}: `, error);
  }
}

function checkOptions({ inputRange, classes }: LoadGraphOptions): void {
  if (inputRange) {
    const [low, high] = inputRange;
    if (inputRange.length !== 2 || !Number.isFinite(low) || !Number.isFinite(high) || low === high) {
      throw new RangeError(`Cannot take inputRange [${inputRange.join(', ')}]: expected two different finite numbers`);
    }
  }
  if (classes && !(Array.isArray(classes) && classes.every((name) => typeof name === 'string'))) {
    throw new TypeError('Cannot take classes: expected an array of strings');
  }
}

/** The same kind of error with the action that failed before its message. */
function prefixed(prefix: string, error: unknown): Error {
  const { message } = error instanceof Error ? error : { message: String(error) };
  if (error instanceof RangeError) return new RangeError(prefix + message, { cause: error });
  if (error instanceof TypeError) return new TypeError(prefix + message, { cause: error });
  return new Error(prefix + message, { cause: error });
}
