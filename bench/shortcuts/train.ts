import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { loadNetwork } from '../../src/network/load-network.js';
import type { Network } from '../../src/network/network.js';
import type { DataSet } from '../../src/training/examples.js';
import { fitModel } from '../../src/training/fit.js';
import { save } from '../../src/training/save.js';
import { openWasm, useWasm } from '../../src/training/wasm.js';

/** A small CNN trained on a set, as a network that can be audited. */
export async function trainSmall(data: DataSet, options: { epochs: number; seed: number }): Promise<Network> {
  await openWasm();
  const [, height, width, channels] = data.train.images.shape;
  const model = useWasm(() => build([height, width, channels], data.classes.length, options.seed));
  const folder = await mkdtemp(join(tmpdir(), 'convlens-shortcut-'));
  try {
    const recipe = { epochs: options.epochs, batchSize: 32, learningRate: 0.003, augment: false };
    await fitModel(model, data, recipe, { seed: options.seed });
    await save(model, folder, data);
    return await loadNetwork(folder, { workers: 1 });
  } finally {
    model.dispose();
    await rm(folder, { recursive: true });
  }
}

function build(inputShape: [number, number, number], units: number, seed: number): tf.LayersModel {
  const model = tf.sequential({ name: 'small' });
  for (const [i, filters] of [12, 24, 32].entries()) {
    model.add(
      tf.layers.conv2d({
        name: `conv${i + 1}`,
        inputShape: i === 0 ? inputShape : undefined,
        filters,
        kernelSize: i === 0 ? 5 : 3,
        strides: i === 0 ? 2 : 1,
        padding: 'same',
        activation: 'relu',
        kernelInitializer: tf.initializers.heNormal({ seed: seed + i }),
      }),
    );
    if (i < 2) model.add(tf.layers.maxPooling2d({ name: `pool${i + 1}`, poolSize: 2, strides: 2 }));
  }
  model.add(tf.layers.globalAveragePooling2d({ name: 'features' }));
  const kernelInitializer = tf.initializers.glorotUniform({ seed: seed + 9 });
  model.add(tf.layers.dense({ name: 'classes', units, activation: 'softmax', kernelInitializer }));
  return model;
}
