import * as tf from '@tensorflow/tfjs';
import type { Architecture } from './architecture.js';

/** Multinomial logistic regression: one weight for each pixel and class, nothing between. */
export const logistic: Architecture = {
  name: 'digits-logistic',
  build: ({ shape, classes, seed }) =>
    tf.sequential({
      name: 'digits-logistic',
      layers: [
        tf.layers.flatten({ name: 'pixels', inputShape: [...shape] }),
        tf.layers.dense({
          name: 'classes',
          units: classes,
          activation: 'softmax',
          kernelInitializer: tf.initializers.glorotUniform({ seed }),
        }),
      ],
    }),
  epochs: 5,
  batchSize: 128,
  learningRate: 0.003,
  augment: false,
  samples: false,
};
