import { readFileSync } from 'node:fs';
import { decode } from 'fast-png';
import type { Image } from '../src/image/image.js';
import { rgbToLab } from '../src/image/lab.js';
import { felzenszwalb, quickshift, slic } from '../src/segmentation/index.js';

const ROUNDS = 21;

/** Times the segmentations of a 224x224 photograph on one core, in ms and as a multiple of one conversion to CIELAB in the same run. */
export async function segmentationBench(): Promise<void> {
  const image = photograph();
  const methods: readonly [name: string, goal: number | null, run: () => unknown][] = [
    ['slic, 50 segments', 25, () => slic(image, { segments: 50 })],
    ['quickshift, kernel 4', 100, () => quickshift(image, { kernelSize: 4, maxDist: 200, ratio: 0.2 })],
    ['felzenszwalb, scale 100', null, () => felzenszwalb(image, { scale: 100 })],
  ];
  const bare = measure(() => rgbToLab(image.data));
  console.log(`segmentation of ${image.width}x${image.height}, one core; 1 x = rgbToLab, ${bare.median.toFixed(1)} ms`);
  for (const [name, goal, run] of methods) {
    const { first, least, median } = measure(run);
    const aim = goal === null ? '' : `, goal ${goal} ms`;
    console.log(
      `  ${name}: median ${median.toFixed(1)} ms = ${(median / bare.median).toFixed(1)} x (least ${least.toFixed(1)}, first call ${first.toFixed(1)}${aim})`,
    );
  }
}

/** Milliseconds of the first call, and of the calls after it. */
function measure(run: () => unknown): { first: number; least: number; median: number } {
  const time = () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  };
  const first = time();
  for (let i = 0; i < 5; i++) time();
  const times = Array.from({ length: ROUNDS }, time).sort((a, b) => a - b);
  return { first, least: times[0], median: times[(ROUNDS - 1) / 2] };
}

function photograph(): Image {
  const file = new URL('../tests/fixtures/segmentation/chelsea.png', import.meta.url);
  const { width, height, data } = decode(readFileSync(file));
  return { name: 'chelsea', width, height, channels: 3, data: Uint8ClampedArray.from(data) };
}
