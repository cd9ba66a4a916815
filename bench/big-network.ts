import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Image } from '../src/image/index.js';
import { prepareInput, readImage } from '../src/image/index.js';
import { type LoadNetworkOptions, loadNetwork } from '../src/network/index.js';
import type { Network } from '../src/network/network.js';
import { mobileNetV2 } from './mobilenet-v2.js';

/** As many images as methods that hide parts compose at once: 16 MB. */
export const BATCH = 27;

/** MobileNet v2 at 224x224: the trained one where it lies beside the checkout, else one of the same shape. */
export async function bigNetwork(options: LoadNetworkOptions = {}): Promise<{ network: Network; what: string }> {
  const folder = resolve('../shared/models/mobilenet-v2-1.0-224');
  const given = { ...options, inputRange: [-1, 1] } as const;
  if (existsSync(folder)) return { network: await loadNetwork(folder, given), what: 'MobileNet v2 (trained weights)' };
  const network = await loadNetwork(mobileNetV2(), { name: 'mobilenet-v2', ...given });
  return { network, what: 'MobileNet v2 (seeded weights)' };
}

export async function photograph(): Promise<{ image: Image; picture: string }> {
  const file = resolve('../shared/photos/pets.jpg');
  if (existsSync(file)) return { image: await readImage(file), picture: 'pets.jpg' };
  return { image: await readImage(resolve('tests/fixtures/segmentation/chelsea.png')), picture: 'chelsea.png' };
}

/** Time of bare predictions in full batches: all the photograph itself, so that nothing is composed. */
export async function bareForward(network: Network, image: Image, images: number): Promise<number> {
  const { values } = prepareInput(image, network.input);
  const data = new Float32Array(BATCH * values.data.length);
  for (let i = 0; i < BATCH; i++) data.set(values.data, i * values.data.length);
  const start = performance.now();
  for (let done = 0; done < images; done += BATCH) {
    const count = Math.min(BATCH, images - done);
    await network.predict({ shape: [count, 224, 224, 3], data: data.subarray(0, count * values.data.length) });
  }
  return performance.now() - start;
}

/** Starts the threads and lets the engine settle. */
export async function warmUp(network: Network, image: Image): Promise<void> {
  await bareForward(network, image, 6 * BATCH);
}
