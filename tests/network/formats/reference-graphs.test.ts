import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { layersOf } from '../../../src/network/layers.js';
import { loadGraph } from '../../../src/network/load-graph.js';

const FOLDER = 'tests/fixtures/networks';

const GRAPHS = {
  plain: {
    layers: 'conv1_input conv1 pool1 conv2 relu2 pool2 flatten dense1 dense2',
    nodes: 'input conv2d relu max-pool conv2d relu average-pool flatten dense relu dense softmax',
    ends: ['dense2', 'dense2:preactivation'],
    parameters: 1536,
  },
  residual: {
    layers:
      'image stem batch_normalization_BatchNormalization1 stem_relu dw1 batch_normalization_BatchNormalization2 dw1_relu ' +
      'pw1 batch_normalization_BatchNormalization3 add side side_relu concat pad dw2 dw2_relu dilated gap dropout probs',
    nodes:
      'input conv2d batch-norm relu depthwise-conv2d batch-norm relu conv2d batch-norm add conv2d relu concatenate ' +
      'zero-padding depthwise-conv2d relu conv2d relu global-average-pool identity dense softmax',
    ends: ['probs', 'probs:preactivation'],
    parameters: 1757,
  },
  nested: {
    layers: 'image body/body_conv1 body/body_sep body/body_pool head_conv gap probs',
    nodes: 'input conv2d relu depthwise-conv2d conv2d relu max-pool conv2d relu global-average-pool dense softmax',
    ends: ['probs', 'probs:preactivation'],
    parameters: 781,
  },
};

describe.each(Object.entries(GRAPHS))('the reference network %s', (name, expected) => {
  test('becomes the right graph', async () => {
    const graph = await loadGraph(`${FOLDER}/${name}`);
    const layers = layersOf(graph);
    expect(graph.name).toBe(name);
    expect(layers.map((layer) => layer.name).join(' ')).toBe(expected.layers);
    expect(graph.nodes.map((node) => node.operation).join(' ')).toBe(expected.nodes);
    expect([graph.output, graph.logits]).toEqual(expected.ends);
    expect(layers.reduce((sum, layer) => sum + layer.parameters, 0)).toBe(expected.parameters);
    expect(graph.classes).toEqual(graph.classes.map((_, index) => String(index)));
    expect(graph.input.range).toEqual([0, 1]);
  });

  test('has the shapes that its activations have', async () => {
    const graph = await loadGraph(`${FOLDER}/${name}/model.json`);
    const { activations } = JSON.parse(await readFile(`${FOLDER}/${name}/expected.json`, 'utf8'));
    for (const [layer, { shape }] of Object.entries<{ shape: number[] }>(activations)) {
      const node = graph.nodes.find((each) => each.name === layer || each.name.endsWith(`/${layer}`));
      expect(node?.shape, layer).toEqual(shape);
    }
  });
});

test('a layer knows its operation, inputs and nodes', async () => {
  const graph = await loadGraph(`${FOLDER}/nested`);
  const [, , separable] = layersOf(graph);
  expect(separable).toMatchObject({
    name: 'body/body_sep',
    operation: 'separable-conv2d',
    inputs: ['body/body_conv1'],
    shape: [18, 18, 8],
    parameters: 3 * 3 * 6 + 6 * 8 + 8,
  });
  expect(graph.nodes.filter((node) => node.layer === separable.name).map((node) => node.name)).toEqual([
    'body/body_sep:depthwise',
    'body/body_sep:preactivation',
    'body/body_sep',
  ]);
});
