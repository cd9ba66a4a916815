import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseDocuments, type TrainingDocument } from '../../src/document/index.js';
import { prepareInput, readImage } from '../../src/image/index.js';
import { loadNetwork, type Network } from '../../src/network/index.js';
import { evaluate, readMnist, type Sample } from '../../src/training/index.js';
import { openWasm } from '../../src/training/wasm.js';

const { test } = await readMnist();
const NAMES = ['digits-logistic', 'digits-mlp', 'digits'];
const MODELS = join(import.meta.dirname, '../../models');
const SAMPLES = join(MODELS, 'digits/samples');
const samples: readonly Sample[] = JSON.parse(readFileSync(join(SAMPLES, 'labels.json'), 'utf8'));
const [training] = parseDocuments(readFileSync(join(MODELS, 'training.json'), 'utf8'));

/** The network as tfjs-layers itself reads it. */
async function layersModel(name: string): Promise<tf.LayersModel> {
  const { modelTopology, weightsManifest } = JSON.parse(readFileSync(join(MODELS, name, 'model.json'), 'utf8'));
  const weightData = new Uint8Array(readFileSync(join(MODELS, name, 'weights.bin'))).buffer;
  const weightSpecs = weightsManifest[0].weights;
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }));
}

const trained = (name: string) => {
  if (training.kind !== 'training') throw new Error('models/training.json is no training document');
  return (training as TrainingDocument).result.networks.find((network) => network.name === name)!;
};

// A loaded machine takes its time for ten thousand images.
describe('the networks that ship', { timeout: 300_000 }, () => {
  beforeAll(openWasm);

  it.each(NAMES)('%s is right on the official test images as often as its document says', async (name) => {
    const model = await layersModel(name);
    const { accuracy } = await evaluate(model, test);
    expect(model.countParams()).toBe(trained(name).parameters);
    // Another machine may round otherwise, and an image or two stand on the edge.
    expect(Math.abs(accuracy - trained(name).testAccuracy)).toBeLessThanOrEqual(0.0003);
    if (name === 'digits') expect(accuracy).toBeGreaterThanOrEqual(0.99);
    model.dispose();
  });

  it('show that deeper can mean smaller and better', () => {
    const [logistic, perceptron, cnn] = NAMES.map(trained);
    expect(cnn.parameters).toBeLessThan(perceptron.parameters / 5);
    expect(cnn.testAccuracy).toBeGreaterThan(perceptron.testAccuracy);
    expect(perceptron.testAccuracy).toBeGreaterThan(logistic.testAccuracy);
    expect(statSync(join(MODELS, 'digits/weights.bin')).size).toBeLessThan(250_000);
  });

  it('have learning curves that fall', () => {
    for (const { epochs } of NAMES.map(trained)) {
      expect(epochs.length).toBeGreaterThan(1);
      expect(epochs.at(-1)!.loss).toBeLessThan(epochs[0].loss);
    }
  });
});

describe('the samples that ship', () => {
  let network: Network;
  beforeAll(async () => {
    network = await loadNetwork('digits');
    return () => network.dispose();
  });

  it('are ten of each digit, each with its file', () => {
    expect(samples).toHaveLength(100);
    for (const digit of '0123456789') expect(samples.filter(({ label }) => label === digit)).toHaveLength(10);
    const files = readdirSync(SAMPLES).filter((name) => name.endsWith('.png'));
    expect(files.sort()).toEqual(samples.map(({ file }) => file).sort());
    for (const { file, label, index } of samples)
      expect(basename(file, '.png')).toMatch(new RegExp(`^${label}-0*${index}$`));
    const bytes = files.reduce((sum, name) => sum + statSync(join(SAMPLES, name)).size, 0);
    expect(bytes).toBeLessThan(60_000);
  });

  it('are the pictures of the test set', async () => {
    for (const { file, label, index } of samples) {
      const { data, channels } = await readImage(join(SAMPLES, file));
      expect(channels).toBe(1);
      expect([...data]).toEqual([...test.images.data.subarray(index * 784, (index + 1) * 784)]);
      expect(test.labels[index]).toBe(Number(label));
    }
  });

  it('are answered as labels.json says, some of them wrongly', async () => {
    expect(network.fingerprint).toBe(trained('digits').fingerprint);
    for (const { file, predicted, probability } of samples) {
      const { values } = prepareInput(await readImage(join(SAMPLES, file)), network.input);
      const { data } = await network.predict(values);
      const best = data.indexOf(Math.max(...data));
      expect(network.classes[best], file).toBe(predicted);
      expect(data[best]).toBeCloseTo(probability, 3);
    }
    const wrong = samples.filter(({ label, predicted }) => label !== predicted);
    expect(wrong.length).toBeGreaterThanOrEqual(5);
    expect(wrong.length).toBeLessThanOrEqual(10);
  });
});
