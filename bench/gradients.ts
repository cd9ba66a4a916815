import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { integratedGradients } from '../src/attribution/integrated-gradients.js';
import { backward, loadNetwork } from '../src/network/index.js';
import type { Network } from '../src/network/network.js';
import type { NdArray } from '../src/numeric/nd-array.js';
import { random } from '../src/numeric/random.js';
import { mobileNetV2 } from './mobilenet-v2.js';

const STEPS = 50;

/** 50-step integrated gradients over 50 bare forward and backward passes, and the memory of 50 and of 500 steps. */
export async function gradientsBench(): Promise<void> {
  console.log(`integrated gradients, ${STEPS} steps, one thread; 1 x = as many bare forward and backward passes`);
  await ratio('MobileNet v2 at 224', await bigNetwork(), [1, 10, STEPS], 5);
  await ratio('digits', await loadNetwork('digits', { workers: 1 }), [10, 41, STEPS], 51);
  const [few, many] = [STEPS, 10 * STEPS].map(peakMegabytes);
  console.log(`  peak memory on MobileNet v2: ${few} MB at ${STEPS} steps, ${many} MB at ${10 * STEPS}`);
}

export function bigNetwork(): Promise<Network> {
  return loadNetwork(mobileNetV2(), { name: 'mobilenet-v2', inputRange: [-1, 1], workers: 1 });
}

/** A picture of seeded noise of the network's size. */
export function noiseOf({ input: { height, width, channels } }: Network): NdArray {
  const shape = [1, height ?? 224, width ?? 224, channels ?? 3];
  const { uniform } = random(1);
  return { shape, data: Float32Array.from({ length: shape[1] * shape[2] * shape[3] }, uniform) };
}

/** Rounds of both, one after the other, so that what else the machine does meets both alike; bare passes in their best batch. */
async function ratio(what: string, network: Network, batches: readonly number[], rounds: number): Promise<void> {
  const image = noiseOf(network);
  await integratedGradients(network, image, { steps: STEPS });
  const trials: number[] = [];
  for (const batch of batches) trials.push(await time(() => barePasses(network, image, batch)));
  const batch = batches[trials.indexOf(Math.min(...trials))];
  const ratios: number[] = [];
  const milliseconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const bare = await time(() => barePasses(network, image, batch));
    const whole = await time(() => integratedGradients(network, image, { steps: STEPS }));
    ratios.push(whole / bare);
    milliseconds.push(whole);
  }
  const [middle, least] = [median(ratios).toFixed(3), Math.min(...milliseconds).toFixed(0)];
  console.log(`  ${what}: median ${middle} x bare passes in batches of ${batch} (goal 1.1), least ${least} ms`);
  await network.dispose();
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

async function barePasses(network: Network, { shape, data }: NdArray, batch: number): Promise<void> {
  for (let done = 0; done < STEPS; done += batch) {
    const count = Math.min(batch, STEPS - done);
    const images = new Float32Array(count * data.length);
    for (let i = 0; i < count; i++) images.set(data, i * data.length);
    await backward(network, { shape: [count, ...shape.slice(1)], data: images }, { target: 0 });
  }
}

async function time(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** In a process of its own, as memory is that of the whole process. */
function peakMegabytes(steps: number): string {
  const script = join(import.meta.dirname, 'gradients-memory.ts');
  return spawnSync(process.execPath, ['--import', 'tsx', script, String(steps)])
    .stdout.toString()
    .trim();
}
