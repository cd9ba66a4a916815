import * as tf from '@tensorflow/tfjs';
import { createBreather } from '../network/engines/breather.js';
import { random } from '../numeric/random.js';
import type { RunOptions } from '../run-options.js';
import type { Architecture } from './architectures/architecture.js';
import { batchOf } from './batch.js';
import { evaluate } from './evaluate.js';
import type { DataSet } from './examples.js';
import { takeStep } from './take-step.js';
import { useWasm } from './wasm.js';

export interface FitOptions extends RunOptions {
  /** Times that each training image is seen, from 1. Default: the architecture's own. */
  readonly epochs?: number;
}

/** One pass over the training images. */
export interface Epoch {
  readonly epoch: number;
  /** Mean categorical cross-entropy and share of hits while learning, on augmented images where there are such. */
  readonly loss: number;
  readonly accuracy: number;
  /** The same on the test images, after the epoch. */
  readonly testLoss: number;
  readonly testAccuracy: number;
}

type Recipe = Pick<Architecture, 'epochs' | 'batchSize' | 'learningRate' | 'augment'>;

/** Part of all steps in which the learning rate rises. */
const WARM_UP = 0.1;

/**
 * Trains a tfjs-layers classifier (softmax at its end) by mini-batches with Adam (Kingma and Ba 2015) on the categorical
 * cross-entropy; the learning rate rises evenly and falls along a cosine to zero (Loshchilov and Hutter 2017).
 * The weights of `model` are changed in place. One seed, one order of images, one result on one kind of machine.
 *
 * Progress is in training images. @throws the signal's reason between batches.
 */
export async function fitModel(
  model: tf.LayersModel,
  data: DataSet,
  recipe: Recipe,
  { epochs = recipe.epochs, seed = 1, signal, onProgress }: FitOptions = {},
): Promise<Epoch[]> {
  const source = random(seed);
  const count = data.train.labels.length;
  const steps = Math.ceil(count / recipe.batchSize) * epochs;
  const optimizer = new ScheduledAdam(0);
  const breathe = createBreather();
  const curve: Epoch[] = [];
  try {
    for (let epoch = 1, step = 0; epoch <= epochs; epoch++) {
      const order = source.shuffle(Array.from({ length: count }, (_, i) => i));
      let [loss, hits] = [0, 0];
      for (let start = 0; start < count; start += recipe.batchSize, step++) {
        signal?.throwIfAborted();
        const indices = order.slice(start, start + recipe.batchSize);
        const batch = batchOf(data.train, indices, { augmentFrom: recipe.augment ? source : undefined });
        optimizer.setRate(recipe.learningRate * schedule(step / steps));
        const result = useWasm(() => takeStep(model, optimizer, batch));
        loss += result.loss * indices.length;
        hits += result.hits;
        const done = (epoch - 1) * count + start + indices.length;
        onProgress?.({ done, total: epochs * count, stage: `${model.name}: epoch ${epoch} of ${epochs}` });
        await breathe();
      }
      const test = await evaluate(model, data.test, { signal });
      curve.push({
        epoch,
        loss: loss / count,
        accuracy: hits / count,
        testLoss: test.loss,
        testAccuracy: test.accuracy,
      });
    }
  } finally {
    optimizer.dispose();
  }
  return curve;
}

/** Share of the full learning rate at a time from 0 to 1. */
function schedule(time: number): number {
  if (time < WARM_UP) return (time + 0.002) / (WARM_UP + 0.002);
  return (1 + Math.cos((Math.PI * (time - WARM_UP)) / (1 - WARM_UP))) / 2;
}

class ScheduledAdam extends tf.AdamOptimizer {
  constructor(rate: number) {
    super(rate, 0.9, 0.999);
  }

  setRate(rate: number): void {
    this.learningRate = rate;
  }
}
