import * as tf from '@tensorflow/tfjs';
import type { Architecture } from './architecture.js';

/** Filters of each convolution; all but the first are 3 x 3. 96 x 96 becomes 48, 24, 12 and 6. */
const FILTERS = [16, 32, 48, 64];

/**
 * A CNN for small colour scenes: four convolutions with ReLU, max pooling between them, the mean of every channel, two
 * classes. The last convolution sees most of the picture from each of its cells.
 */
export const sceneCnn = (name: string): Architecture => ({
  name,
  build: ({ shape, classes, seed }) => {
    const model = tf.sequential({ name });
    for (const [i, filters] of FILTERS.entries()) {
      model.add(
        tf.layers.conv2d({
          name: `conv${i + 1}`,
          inputShape: i === 0 ? [...shape] : undefined,
          filters,
          kernelSize: i === 0 ? 5 : 3,
          strides: i === 0 ? 2 : 1,
          padding: 'same',
          activation: 'relu',
          kernelInitializer: tf.initializers.heNormal({ seed: seed + i }),
        }),
      );
      if (i < FILTERS.length - 1) model.add(tf.layers.maxPooling2d({ name: `pool${i + 1}`, poolSize: 2, strides: 2 }));
    }
    model.add(tf.layers.globalAveragePooling2d({ name: 'features' }));
    model.add(
      tf.layers.dense({
        name: 'classes',
        units: classes,
        activation: 'softmax',
        kernelInitializer: tf.initializers.glorotUniform({ seed: seed + FILTERS.length }),
      }),
    );
    return model;
  },
  epochs: 15,
  batchSize: 64,
  learningRate: 0.002,
  augment: false,
  samples: false,
});
