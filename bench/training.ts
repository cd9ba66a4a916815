import * as tf from '@tensorflow/tfjs';
import { openBackend } from '../src/platform/node/tfjs-backend.js';
import { type Batch, batchOf } from '../src/training/batch.js';
import { DIGIT_NETWORKS, readMnist } from '../src/training/index.js';
import { takeStep } from '../src/training/take-step.js';
import { openWasm } from '../src/training/wasm.js';

const BATCH_SIZE = 128;
/** The plain cpu backend would take minutes for more. */
const SMALL_BATCH = 16;
const EPOCH = 60_000;

/**
 * Training steps of the CNN that ships on wasm with our gradient kernels: how long an epoch of 60,000 images takes, how
 * many times a bare forward pass a step costs, and how many times longer the plain cpu backend takes for the same step.
 */
export async function trainingBench(): Promise<void> {
  const { train } = await readMnist();
  const batch = (size: number) => batchOf(train, Array.from(train.labels.keys()).slice(0, size));
  await openBackend('cpu');
  const onCpu = timeSteps(batch(SMALL_BATCH), 1);
  await openWasm();
  const small = timeSteps(batch(SMALL_BATCH), 5);
  const { step, forward } = timeSteps(batch(BATCH_SIZE), 20);
  const epoch = (step / 1000) * Math.ceil(EPOCH / BATCH_SIZE);
  console.log(`training: the CNN "digits" on MNIST, batches of ${BATCH_SIZE}, best of 20 steps`);
  console.log(`  an epoch of ${EPOCH} images on wasm: ${epoch.toFixed(1)} s (${step.toFixed(1)} ms a step)`);
  console.log(`  a step over a bare forward pass: ${(step / forward).toFixed(1)}`);
  console.log(
    `  the plain cpu backend over wasm with our gradients, the same step of ${SMALL_BATCH} images: ${(onCpu.step / small.step).toFixed(0)}`,
  );
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
