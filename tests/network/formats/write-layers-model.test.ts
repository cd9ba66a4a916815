import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { writeLayersModel } from '../../../src/network/formats/write-layers-model.js';
import { WRITERS } from '../../../src/network/formats/writers/index.js';
import { loadGraph } from '../../../src/network/load-graph.js';
import type { NetworkGraph, NetworkNode } from '../../../src/network/network.js';
import { OPERATIONS } from '../../../src/network/operations/index.js';
import type { NdArray } from '../../../src/numeric/nd-array.js';
import { farthest, runGraph, testBatch } from './run-graph.js';
import { classifierOf, TFJS_LAYERS } from './tfjs-layers.js';

const ROOT = join(import.meta.dirname, '../../..');

/** What a graph answers, what it answers once written and read again, and what tfjs says of the written model. */
async function answers(graph: NetworkGraph) {
  const batch = testBatch([2, ...graph.nodes[0].shape.map((length) => length ?? 8)]);
  const written = writeLayersModel(graph);
  const again = await loadGraph(written);
  const before = tf.memory().numTensors;
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({ ...written, weightSpecs: [...written.weightSpecs] } as tf.io.ModelArtifacts),
  );
  const tfjs = tf.tidy(() => (model.predict(tf.tensor(batch.data, [...batch.shape])) as tf.Tensor).dataSync());
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return {
    again,
    original: runGraph(graph, batch).get(graph.output)!,
    reread: runGraph(again, batch).get(again.output)!,
    tfjs,
  };
}

async function expectSame(graph: NetworkGraph) {
  const { original, reread, tfjs, again } = await answers(graph);
  expect(farthest(original, reread)).toBeLessThan(1e-6);
  expect(farthest(original, tfjs)).toBeLessThan(1e-5);
  return again;
}

describe('a network that is written and read again answers the same, also in tfjs', () => {
  test.each([
    'tests/fixtures/networks/plain',
    'tests/fixtures/networks/residual',
    'tests/fixtures/networks/nested',
    'models/digits',
    'models/digits-mlp',
    'models/digits-logistic',
    'models/husky-wolf-fair',
  ])('%s', async (path) => {
    const graph = await loadGraph(join(ROOT, path));
    const again = await expectSame(graph);
    const names = graph.nodes.map(({ name }) => name);
    expect(again.nodes.map(({ name }) => name)).toEqual(names.map((name) => name.replace(':depthwise', '_depthwise')));
    expect(again.logits).toBe(graph.logits);
    if (!names.some((name) => name.endsWith(':depthwise'))) expect(again.fingerprint).toBe(graph.fingerprint);
  });

  test.each(Object.entries(TFJS_LAYERS))('%s', async (_, build) => {
    const { model } = classifierOf(build);
    await expectSame(await loadGraph(model));
    model.dispose();
  });
});

type Step = Partial<NetworkNode> & Pick<NetworkNode, 'operation'>;

/** An input of 8x7x4, some nodes in a chain (or as their `inputs` say), a global pooling. */
function chain(...steps: Step[]): NetworkGraph {
  const nodes: NetworkNode[] = [];
  const add = (step: Step) => {
    const name = step.name ?? `node${nodes.length}`;
    const own = {
      attributes: {},
      weights: {},
      inputs: nodes.length === 0 ? [] : [nodes[nodes.length - 1].name],
      layer: name,
      layerOperation: step.operation,
      ...step,
      name,
    };
    const shapes = own.inputs.map((input) => nodes.find((node) => node.name === input)!.shape);
    nodes.push({ ...own, shape: OPERATIONS[own.operation]?.shape(shapes, own) ?? shapes[0] });
  };
  add({ operation: 'input', name: 'in', attributes: { shape: [8, 7, 4] } });
  for (const step of steps) add(step);
  add({ operation: 'global-average-pool', name: 'out' });
  const input = { height: 8, width: 7, channels: 4, range: [0, 1] as const };
  return { name: 'chain', fingerprint: '', nodes, output: 'out', logits: 'out', classes: [], input };
}

const values = (...shape: number[]): NdArray => ({ shape, data: testBatch(shape).data.map((value) => value - 0.4) });
const centred: Step = { operation: 'rescaling', attributes: { scale: 8, offset: -4 } };

describe('what tfjs has no layer for is put together', () => {
  test.each<[string, Step[]]>([
    ['subtract', [centred, { operation: 'subtract', inputs: ['in', 'node1'] }]],
    ['hard swish', [centred, { operation: 'hard-swish' }]],
    ['hard sigmoid of Keras 3', [centred, { operation: 'hard-sigmoid', attributes: { slope: 1 / 6, shift: 0.5 } }]],
    ['pooling that keeps dimensions', [{ operation: 'global-average-pool', attributes: { keepDims: true } }]],
    ['maximum that keeps dimensions', [{ operation: 'global-max-pool', attributes: { keepDims: true } }]],
    [
      'normalization',
      [
        {
          operation: 'normalization',
          weights: { mean: values(4), variance: { shape: [4], data: Float32Array.of(0.2, 0.5, 1, 3) } },
        },
      ],
    ],
    ['leaky rectifier', [centred, { operation: 'relu', attributes: { negativeSlope: 0.2 } }]],
    ['rectifier with a maximum', [centred, { operation: 'relu', attributes: { maxValue: 1.5 } }]],
    ['rectifier with a threshold', [centred, { operation: 'relu', attributes: { threshold: 1.5 } }]],
    ['resizing to the same size', [{ operation: 'resizing', attributes: { height: 8, width: 7 } }]],
    [
      'nearest up-sampling by centres',
      [{ operation: 'up-sampling', attributes: { size: [2, 3], interpolation: 'nearest', halfPixelCenters: true } }],
    ],
    [
      'an activation that others read the value before of',
      [
        { operation: 'dense', name: 'fc:preactivation', weights: { kernel: values(4, 4), bias: values(4) } },
        { operation: 'relu', name: 'fc' },
        { operation: 'add', inputs: ['fc', 'fc:preactivation'] },
      ],
    ],
    [
      'names that tfjs does not take',
      [
        { ...centred, name: '_a b' },
        { operation: 'tanh', name: 'a:b' },
        { operation: 'tanh', name: 'a_b' },
        { operation: 'softsign', name: 'a#b' },
      ],
    ],
  ])('%s', async (_, steps) => {
    await expectSame(chain(...steps));
  });
});

describe('what no layer of tfjs does is refused in a sentence that names it', () => {
  test.each<[Step, string]>([
    [
      { operation: 'conv2d', attributes: { groups: 2 }, weights: { kernel: values(3, 3, 2, 4) } },
      'layer "node1" is a convolution in 2 groups, which',
    ],
    [
      { operation: 'depthwise-conv2d', attributes: { dilations: [2, 2] }, weights: { kernel: values(3, 3, 4, 1) } },
      'is a depthwise convolution dilated by 2,2',
    ],
    [
      { operation: 'conv2d-transpose', attributes: { outputPadding: [0, 0] }, weights: { kernel: values(3, 3, 4, 4) } },
      'is a transposed convolution with an output padding of 0,0',
    ],
    [{ operation: 'resizing', attributes: { height: 4, width: 7 } }, 'resizes 8x7 to 4x7'],
    [
      { operation: 'up-sampling', attributes: { size: [2, 2], interpolation: 'bilinear', halfPixelCenters: true } },
      'enlarges by the centres of pixels',
    ],
    [{ operation: 'relu', attributes: { maxValue: 6, negativeSlope: 0.1 } }, 'a maximum, a slope and a threshold'],
    [{ operation: 'elu', attributes: { alpha: 0.5 } }, 'is {"alpha":0.5} of elu'],
    [{ operation: 'softmax', attributes: { axis: 1 } }, 'of softmax'],
    [{ operation: 'exponential' }, 'is a node of operation "exponential"'],
    [{ operation: 'mine' }, 'is a node of operation "mine"'],
  ])('%#', (step, sentence) => {
    const write = () => writeLayersModel(chain(step));
    expect(write).toThrow('Cannot write "chain": layer "node1" ');
    expect(write).toThrow(sentence);
  });

  test('and nothing else: all other operations have a writer', () => {
    expect(Object.keys(OPERATIONS).filter((name) => !Object.hasOwn(WRITERS, name))).toEqual(['exponential']);
  });
});
