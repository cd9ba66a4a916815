import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageInput } from '../../src/image/image.js';
import { loadNetwork } from '../../src/network/load-network.js';
import type { Network } from '../../src/network/network.js';

const FOLDER = join(import.meta.dirname, '../fixtures/networks');

export interface ReferenceArray {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export interface ReferenceNetwork {
  readonly network: Network;
  readonly input: ImageInput & { readonly shape: readonly number[]; readonly data: Float32Array };
  /** `activations` of the last dense layer are its logits, from before the softmax. */
  readonly expected: {
    readonly activations: Readonly<Record<string, ReferenceArray>>;
    readonly probs: ReferenceArray;
    /** Class of the largest logit: the one whose logit `attributions` explain. */
    readonly target: number;
    /** `delta` where completeness is defined: the sum minus what it should be. */
    readonly attributions: Readonly<Record<string, ReferenceArray & { readonly delta?: number }>>;
  };
}

/** One of the networks whose values other implementations computed, with the input and those values. */
export async function referenceNetwork(name: 'plain' | 'residual' | 'nested'): Promise<ReferenceNetwork> {
  const json = async (file: string) => JSON.parse(await readFile(join(FOLDER, name, file), 'utf8'));
  const [network, input, expected] = await Promise.all([
    loadNetwork(join(FOLDER, name), { engine: 'wasm' }),
    json('input.json'),
    json('expected.json'),
  ]);
  return { network, input: { name: 'input.json', shape: input.shape, data: Float32Array.from(input.data) }, expected };
}
