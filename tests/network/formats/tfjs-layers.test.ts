import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { loadGraph } from '../../../src/network/load-graph.js';
import { farthest, runGraph, testBatch } from './run-graph.js';
import { classifierOf, TFJS_LAYERS } from './tfjs-layers.js';

describe('a model built with tfjs', () => {
  test.each(Object.entries(TFJS_LAYERS))('%s', async (_, build) => {
    const { input, built, model } = classifierOf(build);
    const batch = testBatch([2, 8, 7, 3]);

    const graph = await loadGraph(model);
    const values = runGraph(graph, batch);
    const both = tf.tidy(() => {
      const tensors = tf
        .model({ inputs: input, outputs: [built, model.outputs[0]] })
        .predict(tf.tensor(batch.data, [2, 8, 7, 3]));
      return (tensors as tf.Tensor[]).map((tensor) => ({ shape: tensor.shape.slice(1), data: tensor.dataSync() }));
    });
    const before = graph.nodes.find((node) => node.layer === graph.nodes.at(-1)!.layer)!.inputs[0];
    const name = built.shape.length > 2 ? graph.nodes.find((node) => node.name === before)!.inputs[0] : before;
    expect(graph.nodes.find((node) => node.name === name)!.shape).toEqual(both[0].shape);
    expect(farthest(values.get(name)!, both[0].data)).toBeLessThan(1e-5);
    expect(farthest(values.get(graph.output)!, both[1].data)).toBeLessThan(1e-5);
    expect(graph.logits).toBe(`${graph.output}:preactivation`);
    model.dispose();
  });

  test('is left as it was, its weights untouched', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.flatten({ inputShape: [4, 4, 1] }),
        tf.layers.dense({ units: 2, activation: 'softmax', name: 'head' }),
      ],
    });
    const before = tf.memory().numTensors;
    const graph = await loadGraph(model, { name: 'mine', classes: ['no', 'yes'] });
    expect(tf.memory().numTensors).toBe(before);
    const kernelOf = graph.nodes.find((node) => node.name === 'head:preactivation')!.weights.kernel;
    expect([...kernelOf.data]).toEqual([...model.getWeights()[0].dataSync()]);
    expect([graph.name, graph.classes]).toEqual(['mine', ['no', 'yes']]);
    model.dispose();
  });
});
