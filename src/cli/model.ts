import { basename } from 'node:path';
import { parseLabels } from '../network/formats/side-files.js';
import { loadNetwork } from '../network/load-network.js';
import type { Network } from '../network/network.js';
import type { ModelOptions } from './options.js';
import { checkOutputs } from './outputs.js';
import { readText } from './read-text.js';

/** Loads the model of a command line, uses it, and frees it whatever happens. */
export async function withNetwork<T>(
  model: string,
  options: ModelOptions,
  use: (network: Network) => Promise<T>,
): Promise<T> {
  await checkOutputs(options);
  const classes =
    options.labels === undefined ? undefined : parseLabels(await readText(options.labels), basename(options.labels));
  const { engine, inputRange, workers } = options;
  const network = await loadNetwork(model, { engine, inputRange, classes, workers });
  try {
    return await use(network);
  } finally {
    await network.dispose();
  }
}
