import { loadNetwork } from '../../src/network/load-network.js';
import type { Network } from '../../src/network/network.js';

/** The lecture's example as a network: 7x7 grey, one valid 3x3 convolution, ReLU, 2x2 max pooling, then a class vector. */
export async function lectureNetwork(kernel: readonly (readonly number[])[]): Promise<Network> {
  const layers = [
    layer('Conv2D', 'convolution', {
      filters: 1,
      kernel_size: [3, 3],
      strides: [1, 1],
      padding: 'valid',
      activation: 'linear',
      use_bias: false,
      batch_input_shape: [null, 7, 7, 1],
    }),
    layer('Activation', 'relu', { activation: 'relu' }),
    layer('MaxPooling2D', 'pooling', { pool_size: [2, 2], strides: [2, 2], padding: 'valid' }),
    layer('Flatten', 'flatten', {}),
    layer('Activation', 'classes', { activation: 'softmax' }),
  ];
  return loadNetwork(
    {
      modelTopology: { class_name: 'Sequential', config: { name: 'lecture', layers } },
      weightSpecs: [{ name: 'convolution/kernel', shape: [3, 3, 1, 1], dtype: 'float32' }],
      weightData: Float32Array.from(kernel.flat()).buffer,
    },
    { name: 'lecture', engine: 'wasm' },
  );
}

function layer(className: string, name: string, config: Record<string, unknown>) {
  return { class_name: className, config: { name, ...config } };
}
