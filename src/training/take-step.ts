import * as tf from '@tensorflow/tfjs';
import type { Batch } from './batch.js';

/** What the network made of the batch before it learned from it: mean categorical cross-entropy, and number of hits. */
export interface StepResult {
  readonly loss: number;
  readonly hits: number;
}

/** One step of the optimizer on the categorical cross-entropy of a batch, on whatever backend is in use. */
export function takeStep(model: tf.LayersModel, optimizer: tf.Optimizer, { shape, pixels, labels }: Batch): StepResult {
  const classes = model.outputs[0].shape[1] as number;
  const x = tf.tensor(pixels, [...shape]);
  const truth = tf.tensor1d(labels, 'int32');
  const expected = tf.tidy(() => tf.oneHot(truth, classes).toFloat());
  let hits = tf.scalar(0);
  const cost = optimizer.minimize(() => {
    const probabilities = model.apply(x, { training: true }) as tf.Tensor2D;
    tf.dispose(hits);
    hits = tf.keep(tf.equal(probabilities.argMax(1), truth).sum());
    return tf.metrics.categoricalCrossentropy(expected, probabilities).mean() as tf.Scalar;
  }, true) as tf.Scalar;
  const result = { loss: cost.dataSync()[0], hits: hits.dataSync()[0] };
  tf.dispose([x, truth, expected, hits, cost]);
  return result;
}
