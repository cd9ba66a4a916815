import type { PreparedInput } from '../image/prepare-input.js';
import type { ImageSources } from '../image/stream.js';
import { type Glance, glancesOf } from '../network/engines/glance.js';
import type { Network } from '../network/network.js';
import type { RunOptions } from '../run-options.js';
import { inputBatches, type SkippedImage, stackInputs } from './input-batches.js';
import { runAhead } from './run-ahead.js';
import { noImages } from './skipped-images.js';

export interface LookOptions extends Pick<RunOptions, 'signal' | 'onProgress'> {
  /** How many images there are, for `onProgress`. */
  readonly total?: number;
  readonly stage?: string;
}

/** What a look at images saw, and what it could not see. */
export interface Looked {
  readonly seen: number;
  readonly skipped: readonly SkippedImage[];
}

/**
 * Shows what nodes answer to images, a few at a time and in order, with their inputs; `first` is the running number of the first
 * input. Memory does not grow with the number of images.
 * @throws Error if no image could be read.
 */
export async function lookAtImages(
  network: Network,
  images: ImageSources,
  nodes: readonly string[],
  { signal, onProgress, total, stage = 'images' }: LookOptions,
  look: (glance: Glance, inputs: readonly PreparedInput[], first: number) => void,
): Promise<Looked> {
  const names = [...new Set(nodes)];
  const skipped: SkippedImage[] = [];
  let seen = 0;
  const batches = inputBatches(images, network.input, (image) => skipped.push(image), signal);
  // The inputs were checked when they were prepared, the names when they were resolved.
  const start = (inputs: readonly PreparedInput[]) =>
    glancesOf(network.compiled, stackInputs(inputs), names, { signal });
  for await (const { item: inputs, started: glances } of runAhead(batches, start)) {
    for await (const glance of glances) look(glance, inputs, seen);
    seen += inputs.length;
    const done = seen + skipped.length;
    onProgress?.({ done, total: total ?? done, stage });
  }
  if (seen === 0) throw new Error(noImages(skipped));
  return { seen, skipped };
}
