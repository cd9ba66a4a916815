import * as tf from '@tensorflow/tfjs';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { loadGraph } from '../../../src/network/load-graph.js';
import { farthest, runGraph, testBatch } from './run-graph.js';
import { folderOf, text } from './small-model.js';

const METADATA = {
  tfjsVersion: '1.3.1',
  tmVersion: '2.4.7',
  packageVersion: '0.8.4-alpha2',
  packageName: '@teachablemachine/image',
  timeStamp: '2026-11-22T10:00:00.000Z',
  userMetadata: {},
  modelName: 'tm-my-image-model',
  labels: ['cup', 'no cup'],
  imageSize: 16,
};

const conv = (filters: number, strides: number) =>
  tf.layers.conv2d({ filters, kernelSize: 3, strides, padding: 'same', useBias: false });
const depthwise = () => tf.layers.depthwiseConv2d({ kernelSize: 3, padding: 'same', useBias: false });

/** The shape of an export: a functional body and a pooling in one Sequential, a head in another, both in a third. */
function teachableModel(): tf.Sequential {
  const image = tf.input({ shape: [16, 16, 3], name: 'input_1' });
  const relu6 = () => tf.layers.reLU({ maxValue: 6 });
  const stem = [conv(4, 2), tf.layers.batchNormalization(), relu6()];
  const block = [depthwise(), tf.layers.batchNormalization(), relu6(), conv(4, 1), tf.layers.batchNormalization()];
  const through = (x: tf.SymbolicTensor, layers: tf.layers.Layer[]) =>
    layers.reduce((value, layer) => layer.apply(value) as tf.SymbolicTensor, x);
  const start = through(image, stem);
  const features = tf.layers.add().apply([start, through(start, block)]) as tf.SymbolicTensor;
  const body = tf.sequential({ layers: [tf.model({ inputs: image, outputs: features })] });
  body.add(tf.layers.globalAveragePooling2d({}) as tf.layers.Layer);
  const head = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [4], units: 10, activation: 'relu', kernelInitializer: 'varianceScaling' }),
      tf.layers.dense({ units: 2, activation: 'softmax', useBias: false, kernelInitializer: 'varianceScaling' }),
    ],
  });
  return tf.sequential({ layers: [body, head] });
}

async function exported(model: tf.LayersModel): Promise<Record<string, Uint8Array>> {
  let saved: tf.io.ModelArtifacts = {};
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  const topology = JSON.stringify(saved.modelTopology).replaceAll(
    '"kernel_regularizer":null',
    '"kernel_regularizer":{"class_name":"Unheard","config":{"l3":1}}',
  );
  const manifest = [{ paths: ['./weights.bin'], weights: saved.weightSpecs }];
  return {
    'model.json': text(`{"modelTopology":${topology},"weightsManifest":${JSON.stringify(manifest)}}`),
    'weights.bin': new Uint8Array(saved.weightData as ArrayBuffer),
    'metadata.json': text(METADATA),
  };
}

test('an export of Teachable Machine loads as it is: folder, files and zip', async () => {
  const model = teachableModel();
  const files = await exported(model);
  const graph = await loadGraph(await folderOf(files, 'cups'));
  expect(graph).toMatchObject({ name: 'cups', classes: ['cup', 'no cup'] });
  expect(graph.input).toEqual({ height: 16, width: 16, channels: 3, range: [-1, 255 / 127 - 1] });

  const batch = testBatch([2, 16, 16, 3]);
  const expected = tf.tidy(() => (model.predict(tf.tensor(batch.data, [2, 16, 16, 3])) as tf.Tensor).dataSync());
  expect(farthest(runGraph(graph, batch).get(graph.output)!, expected)).toBeLessThan(1e-5);
  const names = graph.nodes.map((node) => node.name);
  expect(names.filter((name) => /^sequential_\d+\/model\w*\/conv2d_\w+$/.test(name))).toHaveLength(2);

  const chosen = Object.entries(files).map(([name, bytes]) => new File([bytes as Uint8Array<ArrayBuffer>], name));
  const zip = new File([zipSync(files) as Uint8Array<ArrayBuffer>], 'converted.zip');
  for (const source of [chosen, zip]) {
    const same = await loadGraph(source);
    expect(same.fingerprint).toBe(graph.fingerprint);
    expect([same.classes, same.input]).toEqual([graph.classes, graph.input]);
  }
});
