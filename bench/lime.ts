import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { lime } from '../src/attribution/index.js';
import type { Image } from '../src/image/index.js';
import { prepareInput, readImage } from '../src/image/index.js';
import { loadNetwork } from '../src/network/index.js';
import type { Network } from '../src/network/network.js';
import { mobileNetV2 } from './mobilenet-v2.js';

const SAMPLES = 1000;
const ROUNDS = 3;
/** As many images as LIME composes at once: 16 MB. */
const BATCH = 27;

/** LIME's whole time over the bare forward passes it made, on a MobileNet-v2-sized network at 224x224, all cores. */
export async function limeBench(): Promise<void> {
  const { network, what } = await bigNetwork();
  const { image, picture } = await photograph();
  await warmUp(network, image);
  const bare: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await bareForward(network, image, SAMPLES + 1));
    const start = performance.now();
    const document = await lime(network, image, { samples: SAMPLES });
    whole.push(performance.now() - start);
    if (document.provenance.forwardPasses !== SAMPLES + 1) console.log(`  ${document.provenance.forwardPasses} passes`);
  }
  const [least, leastBare] = [Math.min(...whole), Math.min(...bare)];
  console.log(`LIME, ${SAMPLES} samples, ${what}, ${picture}, quickshift, engine ${network.engine}`);
  console.log(
    `  bare forward passes: ${(leastBare / 1000).toFixed(2)} s (${(leastBare / (SAMPLES + 1)).toFixed(1)} ms an image)`,
  );
  console.log(`  LIME: ${(least / 1000).toFixed(2)} s = ${(least / leastBare).toFixed(3)} x (goal 1.05)`);
  await network.dispose();
}

/** As many images as LIME feeds, in batches as large: all the photograph itself, so that nothing is composed. */
async function bareForward(network: Network, image: Image, images: number): Promise<number> {
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
async function warmUp(network: Network, image: Image): Promise<void> {
  await bareForward(network, image, 6 * BATCH);
}

async function bigNetwork(): Promise<{ network: Network; what: string }> {
  const folder = resolve('../shared/models/mobilenet-v2-1.0-224');
  if (existsSync(folder)) {
    return { network: await loadNetwork(folder, { inputRange: [-1, 1] }), what: 'MobileNet v2 (trained weights)' };
  }
  return {
    network: await loadNetwork(mobileNetV2(), { name: 'mobilenet-v2', inputRange: [-1, 1] }),
    what: 'MobileNet v2 (seeded weights)',
  };
}

async function photograph(): Promise<{ image: Image; picture: string }> {
  const file = resolve('../shared/photos/pets.jpg');
  if (existsSync(file)) return { image: await readImage(file), picture: 'pets.jpg' };
  return { image: await readImage(resolve('tests/fixtures/segmentation/chelsea.png')), picture: 'chelsea.png' };
}
