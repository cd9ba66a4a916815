import { resolve } from 'node:path';
import { forwardBackward } from '../src/network/backward.js';
import { loadNetwork } from '../src/network/index.js';
import type { Network } from '../src/network/network.js';
import { mobileNetV2 } from './mobilenet-v2.js';

const ROUNDS = 20;
/** As long as one measurement of a small network should take at least, in milliseconds. */
const MEASURED = 10;

const NETWORKS: readonly (readonly [name: string, images: number, load: () => Promise<Network>])[] = [
  ['digits', 8, () => loadNetwork('digits', { workers: 1 })],
  ...['plain', 'residual', 'nested'].map(
    (name) =>
      [name, 8, () => loadNetwork(resolve(`tests/fixtures/networks/${name}/model.json`), { workers: 1 })] as const,
  ),
  ['MobileNet v2', 1, () => loadNetwork(mobileNetV2(), { name: 'mobilenet-v2', workers: 1 })],
];

/** The gradient of a logit with regard to the input over bare predictions of the same images, for each network, one thread. */
export async function backwardBench(): Promise<void> {
  console.log(
    'backward: logits alone (forward); logits and their gradient at the input, less forward (reverse); one thread',
  );
  console.log(`  minimum / median of ${ROUNDS} alternating rounds in ms; reverse over forward (goal 2.5)`);
  for (const [name, images, load] of NETWORKS) {
    const network = await load();
    const { forward, both } = await timesOf(network, images);
    const reverse = (of: (times: readonly number[]) => number) => of(both) - of(forward);
    const pair = (least: number, middle: number) => `${least.toFixed(2)} / ${middle.toFixed(2)}`;
    console.log(
      `  ${name.padEnd(13)} ${images} images: forward ${pair(minimum(forward), median(forward))}, reverse ${pair(reverse(minimum), reverse(median))}, ratio ${pair(reverse(minimum) / minimum(forward), reverse(median) / median(forward))}`,
    );
    await network.dispose();
  }
}

async function timesOf(network: Network, images: number) {
  const { height, width, channels } = network.input;
  const shape = [images, height ?? 0, width ?? 0, channels ?? 0];
  const size = shape.reduce((product, length) => product * length, 1);
  const batch = { shape, data: Float32Array.from({ length: size }, (_, i) => ((i * 7919) % 255) / 255) };
  const predict = () => network.predict(batch, { output: 'logit' });
  const differentiate = () => forwardBackward(network, batch, [], { target: 1 });
  for (let i = 0; i < 3; i++) await timed(differentiate, 1);
  const count = Math.ceil(MEASURED / (await timed(predict, 3)));
  const forward: number[] = [];
  const both: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    forward.push(await timed(predict, count));
    both.push(await timed(differentiate, count));
  }
  return { forward, both };
}

async function timed(work: () => Promise<unknown>, count: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < count; i++) await work();
  return (performance.now() - start) / count;
}

const minimum = (times: readonly number[]) => Math.min(...times);
const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1];
