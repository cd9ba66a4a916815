import * as tf from '@tensorflow/tfjs';
import type { Architecture } from './architecture.js';

/** Filters of each convolution, and the side of its kernels. 28 x 28 becomes 24, 12, 8, 4, 4 and 2. */
const CONVOLUTIONS = [
  { filters: 8, kernelSize: 5, padding: 'valid' },
  { filters: 24, kernelSize: 5, padding: 'valid' },
  { filters: 48, kernelSize: 3, padding: 'same' },
] as const;

/**
 * A convolutional network: convolution, ReLU and max pooling, three times, then one weight for each remaining value and
 * class. The first kernels are 5 x 5, large enough to be looked at.
 */
export const cnn: Architecture = {
  name: 'digits',
  build: ({ shape, classes, seed }) => {
    const model = tf.sequential({ name: 'digits' });
    for (const [i, { filters, kernelSize, padding }] of CONVOLUTIONS.entries()) {
      model.add(
        tf.layers.conv2d({
          name: `conv${i + 1}`,
          inputShape: i === 0 ? [...shape] : undefined,
          filters,
          kernelSize,
          padding,
          activation: 'relu',
          kernelInitializer: tf.initializers.heNormal({ seed: seed + i }),
        }),
      );
      model.add(tf.layers.maxPooling2d({ name: `pool${i + 1}`, poolSize: 2, strides: 2 }));
    }
    model.add(tf.layers.flatten({ name: 'features' }));
    model.add(
      tf.layers.dense({
        name: 'classes',
        units: classes,
        activation: 'softmax',
        kernelInitializer: tf.initializers.glorotUniform({ seed: seed + CONVOLUTIONS.length }),
      }),
    );
    return model;
  },
  epochs: 10,
  batchSize: 128,
  learningRate: 0.003,
  augment: true,
  samples: true,
};
