import * as tf from '@tensorflow/tfjs';
import type { Architecture } from './architecture.js';

/** A multilayer perceptron: every pixel is connected with every hidden unit. */
export const perceptron: Architecture = {
  name: 'digits-mlp',
  build: ({ shape, classes, seed }) =>
    tf.sequential({
      name: 'digits-mlp',
      layers: [
        tf.layers.flatten({ name: 'pixels', inputShape: [...shape] }),
        tf.layers.dense({
          name: 'hidden1',
          units: 128,
          activation: 'relu',
          kernelInitializer: tf.initializers.heNormal({ seed }),
        }),
        tf.layers.dense({
          name: 'hidden2',
          units: 64,
          activation: 'relu',
          kernelInitializer: tf.initializers.heNormal({ seed: seed + 1 }),
        }),
        tf.layers.dense({
          name: 'classes',
          units: classes,
          activation: 'softmax',
          kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 2 }),
        }),
      ],
    }),
  epochs: 8,
  batchSize: 128,
  learningRate: 0.002,
  augment: false,
  samples: false,
};
