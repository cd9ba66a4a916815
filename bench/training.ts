import * as tf from '@tensorflow/tfjs';
import { openBackend } from '../src/platform/node/tfjs-backend.js';
import { type Batch, batchOf } from '../src/training/batch.js';
import { DIGIT_NETWORKS, readMnist } from '../src/training/index.js';
import { takeStep } from '../src/training/take-step.js';
import { openWasm } from '../src/training/wasm.js';

const BATCH_SIZE = 128;
const EPOCH = 60_000;

/**
 * Training steps of the CNN that ships on wasm with our gradient kernels: how long an epoch of 60,000 images takes, how
 * many times a bare forward pass a step costs, and how many times longer the plain cpu backend takes for the same step.
 */
export async function trainingBench(): Promise<void> {
  const { train } = await readMnist();
  const indices = Array.from({ length: BATCH_SIZE }, (_, i) => i);
  const batch = batchOf(train, indices);
  await openBackend('cpu');
  const cpu = timeSteps(batch, 2);
  await openWasm();
  const wasm = timeSteps(batch, 20);
  const epoch = (wasm.step / 1000) * Math.ceil(EPOCH / BATCH_SIZE);
  console.log(`training: the CNN "digits", batches of ${BATCH_SIZE} MNIST images, best of the steps`);
  console.log(`  an epoch of ${EPOCH} images on wasm: ${epoch.toFixed(1)} s (${wasm.step.toFixed(1)} ms a step)`);
  console.log(`  a step over a bare forward pass: ${(wasm.step / wasm.forward).toFixed(1)}`);
  console.log(`  a step on the plain cpu backend over one on wasm: ${(cpu.step / wasm.step).toFixed(1)}`);
}

interface Timing {
  readonly step: number;
  readonly forward: number;
}

/** Milliseconds of a step and of a forward pass on the backend in use, the best of `count`. */
function timeSteps(batch: Batch, count: number): Timing {
  const model = DIGIT_NETWORKS[2].build({ shape: [28, 28, 1], classes: 10, seed: 1 });
  const optimizer = tf.train.adam(0.001);
  takeStep(model, optimizer, batch);
  const step = best(count, () => takeStep(model, optimizer, batch));
  const forward = best(count, () => {
    tf.tidy(() => void (model.apply(tf.tensor(batch.pixels, [...batch.shape])) as tf.Tensor).dataSync());
  });
  optimizer.dispose();
  model.dispose();
  return { step, forward };
}

function best(count: number, work: () => void): number {
  const times = Array.from({ length: count }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}
