import { spawnSync } from 'node:child_process';
import { maxPatches } from '../src/inspection/index.js';
import { forward, loadNetwork } from '../src/network/index.js';
import type { Network } from '../src/network/network.js';
import { type NdArray, sizeOf } from '../src/numeric/nd-array.js';
import { digitImages } from './digit-images.js';

const IMAGES = 10_000;
const ROUNDS = 3;

/** Max-activating patches of every unit of all convolutions over 10,000 digits, against bare forward passes to the last of them. */
export async function patchesBench(): Promise<void> {
  const network = await loadNetwork('digits');
  const images = digitImages(IMAGES);
  const layers = convolutionLayers(network);
  const bare: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await time(() => bareForward(network, images, layers)));
    whole.push(await time(() => maxPatches(network, images, { layers })));
  }
  const [least, leastBare] = [Math.min(...whole), Math.min(...bare)];
  console.log(`patches of ${layers.join(', ')} over ${IMAGES} digits, engine ${network.engine}`);
  console.log(`  bare forward passes that fetch these layers: ${(leastBare / 1000).toFixed(2)} s`);
  console.log(`  patches: ${(least / 1000).toFixed(2)} s = ${(least / leastBare).toFixed(3)} x (goal 1.15)`);
  await network.dispose();
  const [small, large] = [1_000, IMAGES].map(peakMegabytes);
  console.log(`  peak memory: ${small} MB at 1,000 images, ${large} MB at 10,000 (${(large / small).toFixed(2)} x)`);
}

export function convolutionLayers({ nodes }: Network): string[] {
  return [...new Set(nodes.filter((node) => node.weights.kernel?.shape.length === 4).map((node) => node.layer))];
}

async function time(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

async function bareForward(network: Network, images: readonly NdArray[], layers: readonly string[]): Promise<void> {
  const batch = 256;
  for (let first = 0; first < images.length; first += batch) {
    const some = images.slice(first, first + batch);
    const size = sizeOf(some[0].shape);
    const data = new Float32Array(some.length * size);
    some.forEach((image, i) => {
      data.set(image.data, i * size);
    });
    await forward(network, { shape: [some.length, ...some[0].shape.slice(1)], data }, layers);
  }
}

/** In a process of its own, which reads the pictures one by one. */
function peakMegabytes(images: number): number {
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'bench/patches-memory.ts', String(images)], {
    encoding: 'utf8',
  });
  return Number(stdout);
}
