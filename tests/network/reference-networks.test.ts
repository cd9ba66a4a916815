import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { backward, forwardBackward } from '../../src/network/backward.js';
import { forward } from '../../src/network/forward.js';
import { loadNetwork } from '../../src/network/load-network.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { absoluteError, relativeError } from '../support/compare.js';

interface Values {
  readonly shape: number[];
  readonly data: number[];
}

interface Expected {
  readonly target: number;
  readonly logits: Values;
  readonly probs: Values;
  readonly activations: Record<string, Values>;
  readonly attributions: Record<string, Values>;
}

const folder = new URL('../fixtures/networks/', import.meta.url);

async function fixture(name: string, engine: string) {
  const read = async (file: string) => JSON.parse(await readFile(new URL(`${name}/${file}`, folder), 'utf8'));
  const input: Values = await read('input.json');
  const network = await loadNetwork(new URL(`${name}/model.json`, folder).pathname, { engine });
  const batch: NdArray = { shape: input.shape, data: Float32Array.from(input.data) };
  return { network, batch, expected: (await read('expected.json')) as Expected };
}

describe.each(['wasm', 'cpu'])('the reference networks on %s', (engine) => {
  it.each(['plain', 'residual', 'nested'])('%s: predictions and all activations within 1e-4', async (name) => {
    const { network, batch, expected } = await fixture(name, engine);
    const probabilities = await network.predict(batch);
    const logits = await network.predict(batch, { output: 'logit' });
    expect(absoluteError(probabilities.data, expected.probs.data)).toBeLessThan(1e-4);
    expect(absoluteError(logits.data, expected.logits.data)).toBeLessThan(1e-4);
    // The last layer's activation is given before its softmax: those are the logits above.
    const names = Object.keys(expected.activations).filter(
      (layer) => !isNamed(network.output, layer) && network.nodes.some((node) => isNamed(node.name, layer)),
    );
    expect(names.length).toBeGreaterThan(4);
    const together = await forward(network, batch, names);
    for (const layer of names) {
      const alone = await forward(network, batch, [layer]);
      expect(absoluteError(together.get(layer)!.data, expected.activations[layer].data), layer).toBeLessThan(1e-4);
      expect(absoluteError(alone.get(layer)!.data, expected.activations[layer].data), layer).toBeLessThan(1e-4);
    }
    await network.dispose();
  });

  it.each(['plain', 'residual', 'nested'])('%s: the gradient of the target logit', async (name) => {
    const { network, batch, expected } = await fixture(name, engine);
    const input = network.nodes[0].name;
    const { gradients, values } = await forwardBackward(network, batch, ['logits', network.logits].slice(1), {
      target: expected.target,
    });
    expect(relativeError(gradients.get(input)!.data, expected.attributions.gradient.data)).toBeLessThan(1e-4);
    expect(absoluteError(values.get(network.logits)!.data, expected.logits.data)).toBeLessThan(1e-4);
    await network.dispose();
  });

  it('agrees with integrated gradients of 64 trapezoids', async () => {
    const { network, batch, expected } = await fixture('plain', engine);
    const reference = expected.attributions.integrated_gradients_riemann_trapezoid_64;
    const steps = 64;
    const size = batch.data.length;
    const path = new Float32Array(steps * size);
    for (let step = 0; step < steps; step++) {
      for (let i = 0; i < size; i++) path[step * size + i] = (batch.data[i] * step) / (steps - 1);
    }
    const images = { shape: [steps, ...batch.shape.slice(1)], data: path };
    const gradient = (await backward(network, images, { target: expected.target })).get(network.nodes[0].name)!;
    const total = new Float32Array(size);
    for (let step = 0; step < steps; step++) {
      const weight = (step === 0 || step === steps - 1 ? 0.5 : 1) / (steps - 1);
      for (let i = 0; i < size; i++) total[i] += weight * gradient.data[step * size + i] * batch.data[i];
    }
    expect(relativeError(total, reference.data)).toBeLessThan(2e-2);
    await network.dispose();
  });

  it('leaves no tensor behind', async () => {
    const { network, batch, expected } = await fixture('residual', engine);
    const before = tf.memory().numTensors;
    await backward(network, batch, {
      target: expected.target,
      at: network.nodes.map((node) => node.name).filter((n) => n !== network.output),
    });
    await forward(
      network,
      batch,
      network.nodes.map((node) => node.name),
    );
    expect(tf.memory().numTensors).toBe(before);
    await network.dispose();
  });
});

const isNamed = (node: string, layer: string) => node === layer || node.endsWith(`/${layer}`);
