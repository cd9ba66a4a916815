import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DIGIT_NETWORKS, evaluate, fitModel } from '../../src/training/index.js';
import { openWasm } from '../../src/training/wasm.js';
import { bars } from './bars.js';

const cnn = DIGIT_NETWORKS[2];
const recipe = { epochs: 3, batchSize: 16, learningRate: 0.01, augment: true };
const models: tf.LayersModel[] = [];

function build(seed = 1): tf.LayersModel {
  const model = cnn.build({ shape: [28, 28, 1], classes: 3, seed });
  models.push(model);
  return model;
}

const weightsOf = (model: tf.LayersModel) => model.getWeights().map((weight) => Array.from(weight.dataSync()));

beforeAll(openWasm);
afterEach(() => {
  for (const model of models.splice(0)) model.dispose();
});

describe('fitModel', () => {
  it('lowers the loss and learns what can be learned', async () => {
    const curve = await fitModel(build(), bars(), recipe);
    expect(curve.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(curve[2].loss).toBeLessThan(curve[0].loss / 2);
    expect(curve[2].testAccuracy).toBeGreaterThan(0.9);
  });

  it('gives the same weights and curve from the same seed, and others from another', async () => {
    const data = bars({ train: 48, test: 6 });
    const [first, again, other] = [build(), build(), build()];
    const options = { epochs: 1, seed: 5 };
    const curve = await fitModel(first, data, recipe, options);
    expect(await fitModel(again, data, recipe, options)).toEqual(curve);
    expect(weightsOf(again)).toEqual(weightsOf(first));
    await fitModel(other, data, recipe, { epochs: 1, seed: 6 });
    expect(weightsOf(other)).not.toEqual(weightsOf(first));
    expect(weightsOf(build(2))).not.toEqual(weightsOf(build(1)));
  });

  it('does as its recipe says', async () => {
    const data = bars({ train: 32, test: 6 });
    const losses = async (changes: Partial<typeof recipe>) => {
      const curve = await fitModel(build(), data, { ...recipe, epochs: 1, ...changes });
      return curve[0].loss;
    };
    const loss = await losses({});
    for (const changes of [{ batchSize: 8 }, { learningRate: 0.001 }, { augment: false }]) {
      expect(await losses(changes), JSON.stringify(changes)).not.toBe(loss);
    }
  });

  it('tells how far it is, and stops when it is told to, leaving no tensors behind', async () => {
    const model = build();
    const before = tf.memory().numTensors;
    const controller = new AbortController();
    const seen: string[] = [];
    const run = fitModel(model, bars(), recipe, {
      signal: controller.signal,
      onProgress: ({ done, total, stage }) => {
        seen.push(`${done} of ${total}, ${stage}`);
        if (done === 112) controller.abort(new Error('enough'));
      },
    });
    await expect(run).rejects.toThrow('enough');
    expect(seen[0]).toBe('16 of 288, digits: epoch 1 of 3');
    expect(seen.at(-1)).toBe('112 of 288, digits: epoch 2 of 3');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('goes on where somebody else switched the backend', async () => {
    const run = fitModel(build(), bars({ train: 48, test: 6 }), recipe, {
      epochs: 1,
      onProgress: () => void tf.setBackend('cpu'),
    });
    expect((await run)[0].loss).toBeGreaterThan(0);
    await tf.setBackend('wasm');
  });
});

describe('evaluate', () => {
  it('names the most probable class of each image', async () => {
    const { test } = bars();
    const before = tf.memory().numTensors;
    const model = build();
    const own = tf.memory().numTensors - before;
    const { predicted, confidence, accuracy, loss } = await evaluate(model, test);
    expect(predicted).toHaveLength(40);
    expect(accuracy).toBe(predicted.filter((k, i) => k === test.labels[i]).length / 40);
    expect(Math.min(...confidence)).toBeGreaterThanOrEqual(1 / 3);
    expect(loss).toBeGreaterThan(0);
    expect(tf.memory().numTensors).toBe(before + own);
  });
});
