import { describe, expect, test } from 'vitest';
import { layersOf } from '../../../src/network/layers.js';
import { type LoadGraphOptions, loadGraph } from '../../../src/network/load-graph.js';
import type { NetworkGraph } from '../../../src/network/network.js';
import type { Operation } from '../../../src/network/operations/operation.js';
import {
  artifacts,
  counting,
  functional,
  layer,
  linked,
  type SmallWeight,
  sequential,
  TINY,
  TINY_WEIGHTS,
} from './small-model.js';

const load = (topology: unknown, weights: readonly SmallWeight[] = TINY_WEIGHTS, options?: LoadGraphOptions) =>
  loadGraph(artifacts(topology, weights), options);
const summary = ({ nodes }: NetworkGraph) =>
  nodes.map(({ name, operation, inputs }) => `${name} = ${operation}(${inputs.join(', ')})`);

const IMAGE = { batch_input_shape: [null, 4, 4, 1] };
const CONV = { filters: 2, kernel_size: [1, 1] };
const TINY_SUMMARY = [
  'conv_input = input()',
  'conv = conv2d(conv_input)',
  'gap = global-average-pool(conv)',
  'softmax = softmax(gap)',
];

describe('forms of a topology', () => {
  const nodes = [
    linked('InputLayer', 'conv_input', IMAGE),
    linked('Conv2D', 'conv', CONV, 'conv_input'),
    linked('GlobalAveragePooling2D', 'gap', {}, 'conv'),
    linked('Activation', 'softmax', { activation: 'softmax' }, 'gap'),
  ];
  const tensor = (name: string) => ({
    class_name: '__keras_tensor__',
    config: { shape: [null, 1], dtype: 'float32', keras_history: [name, 0, 0] },
  });
  const keras3 = (class_name: string, name: string, config: Record<string, unknown>, ...inbound: string[]) => ({
    module: 'keras.layers',
    class_name,
    config: {
      name,
      trainable: true,
      dtype: { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float32' }, registered_name: null },
      ...config,
    },
    registered_name: null,
    name,
    inbound_nodes: inbound.length
      ? [{ args: inbound.length > 1 ? [inbound.map(tensor)] : inbound.map(tensor), kwargs: { training: false } }]
      : [],
  });
  const keras3Nodes = [
    keras3('InputLayer', 'conv_input', { batch_shape: [null, 4, 4, 1] }),
    keras3(
      'Conv2D',
      'conv',
      {
        ...CONV,
        kernel_regularizer: { module: 'keras.regularizers', class_name: 'OrthogonalRegularizer', config: {} },
      },
      'conv_input',
    ),
    keras3('GlobalAveragePooling2D', 'gap', { keepdims: false }, 'conv'),
    keras3(
      'Activation',
      'softmax',
      { activation: { module: 'builtins', class_name: 'function', config: 'softmax' } },
      'gap',
    ),
  ];
  const end = ['softmax', 0, 0];
  const start = ['conv_input', 0, 0];

  test.each<[string, unknown]>([
    ['a Sequential', TINY],
    ['a string', JSON.stringify(TINY)],
    ['wrapped in model_config', { model_config: TINY, keras_version: '2.13.1', backend: 'tensorflow' }],
    [
      'a Sequential whose config is a list, as Keras 1 wrote',
      { class_name: 'Sequential', config: (TINY.config as { layers: unknown }).layers },
    ],
    ['a Sequential with its InputLayer', sequential(...(nodes as typeof nodes))],
    [
      'camelCase keys',
      JSON.parse(
        JSON.stringify(TINY)
          .replaceAll('class_name', 'className')
          .replaceAll('kernel_size', 'kernelSize')
          .replaceAll('batch_input_shape', 'batchInputShape'),
      ),
    ],
    ['functional', functional(nodes, [start], [end])],
    ['functional, ends not in lists', functional(nodes, start, end)],
    ['functional, ends as objects', functional(nodes, { image: start }, { probabilities: end })],
    ['functional, ends in deeper lists', functional(nodes, [[start]], [[end]])],
    ['functional, layers out of order', functional(nodes.toReversed(), [start], [end])],
    ['Keras 3 functional', { model_config: functional(keras3Nodes, start, end), keras_version: '3.5.0' }],
    ['Keras 3 Sequential', sequential(...(keras3Nodes as typeof nodes))],
    ['Model', { ...functional(nodes, [start], [end]), class_name: 'Model' }],
    ['a model class of the user', { ...functional(nodes, [start], [end]), class_name: 'Custom>Mine' }],
  ])('%s', async (_, topology) => {
    const graph = await load(topology);
    expect(summary(graph)).toEqual(TINY_SUMMARY);
    expect([graph.output, graph.logits]).toEqual(['softmax', 'gap']);
  });

  test('the shape that a Sequential was built with', async () => {
    const bare = {
      module: 'keras',
      class_name: 'Sequential',
      config: { name: 's', layers: [layer('Conv2D', 'conv', CONV), ...keras3Nodes.slice(2)] },
    };
    expect(summary(await load({ ...bare, build_config: { input_shape: [null, 4, 4, 1] } }))).toEqual(TINY_SUMMARY);
  });

  test('Keras 3 weights in order, with the seed of a dropout', async () => {
    const [first, ...rest] = (TINY.config as { layers: Record<string, unknown>[] }).layers;
    const topology = sequential(first, layer('Dropout', 'dropout', { rate: 0.5 }), ...rest);
    const weights = [counting('conv/0', 1, 1, 1, 2), counting('conv/1', 2), counting('dropout/0', 2)];
    expect((await load(topology, weights)).nodes[1].weights.bias.shape).toEqual([2]);
  });

  test('Keras 3 weight names', async () => {
    const weights = [counting('sequential/conv/kernel', 1, 1, 1, 2), counting('sequential/conv/bias', 2)];
    expect(summary(await load(TINY, weights))).toEqual(TINY_SUMMARY);
  });

  test('inputs of several layers are merged in their order (Keras 2 and 3)', async () => {
    const merged = (make: typeof linked) => [
      make('InputLayer', 'image', { ...IMAGE, batch_shape: [null, 4, 4, 1] }),
      make('MaxPooling2D', 'a', {}, 'image'),
      make('AveragePooling2D', 'b', {}, 'image'),
      make('Concatenate', 'both', { axis: 3 }, 'b', 'a'),
      make('GlobalMaxPool2D', 'gap', {}, 'both'),
    ];
    for (const make of [linked, keras3 as unknown as typeof linked]) {
      const graph = await load(functional(merged(make), ['image', 0, 0], ['gap', 0, 0]), []);
      const both = graph.nodes.find((node) => node.name === 'both');
      expect(both).toMatchObject({ inputs: ['b', 'a'], attributes: { axis: -1 }, shape: [2, 2, 2] });
      expect(graph.logits).toBe('gap');
    }
  });
});

describe('nested models', () => {
  const body = sequential(layer('Conv2D', 'conv', { ...CONV, filters: 1, ...IMAGE }), layer('ReLU', 'relu'));
  const inner = { ...body, name: 'body', config: { ...(body.config as object), name: 'body' } };
  const weights = [counting('conv/kernel', 1, 1, 1, 1), counting('conv/bias', 1)];

  test('Sequential in Sequential, any depth', async () => {
    const deeper = { class_name: 'Sequential', config: { name: 'outer', layers: [inner] } };
    const graph = await load(sequential(deeper, layer('Flatten', 'flatten')), weights);
    expect(summary(graph)).toEqual([
      'outer_input = input()',
      'outer/body/conv = conv2d(outer_input)',
      'outer/body/relu = relu(outer/body/conv)',
      'flatten = flatten(outer/body/relu)',
    ]);
  });

  test.each([0, 1])('used twice, uses counted from %i', async (first) => {
    const uses = [[['image', 0, 0, {}]], [['body', first, 0, {}]]];
    const topology = functional(
      [
        linked('InputLayer', 'image', IMAGE),
        { ...inner, inbound_nodes: uses },
        {
          ...linked('Add', 'add', {}),
          inbound_nodes: [
            [
              ['body', first, 0, {}],
              ['body', first + 1, 0, {}],
            ],
          ],
        },
        linked('Flatten', 'flatten', {}, 'add'),
      ],
      [['image', 0, 0]],
      [['flatten', 0, 0]],
    );
    const graph = await load(topology, weights);
    expect(summary(graph)).toEqual([
      'image = input()',
      'body/conv = conv2d(image)',
      'body/relu = relu(body/conv)',
      'body#2/conv = conv2d(body/relu)',
      'body#2/relu = relu(body#2/conv)',
      'add = add(body/relu, body#2/relu)',
      'flatten = flatten(add)',
    ]);
    const kernels = graph.nodes.flatMap((node) => (node.weights.kernel ? [node.weights.kernel] : []));
    expect(kernels[0]).toBe(kernels[1]);
    expect(layersOf(graph).map(({ parameters }) => parameters)).toEqual([0, 2, 0, 0, 0, 0, 0]);
  });

  test('a layer used twice', async () => {
    const topology = functional(
      [
        linked('InputLayer', 'image', IMAGE),
        {
          ...linked('Conv2D', 'conv', { ...CONV, filters: 1, activation: 'relu' }),
          inbound_nodes: [[['image', 0, 0, {}]], [['pool', 0, 0, {}]]],
        },
        linked('MaxPooling2D', 'pool', {}, 'conv'),
        { ...linked('Flatten', 'flatten', {}), inbound_nodes: [[['conv', 1, 0, {}]]] },
      ],
      [['image', 0, 0]],
      [['flatten', 0, 0]],
    );
    expect(summary(await load(topology, weights))).toEqual([
      'image = input()',
      'conv:preactivation = conv2d(image)',
      'conv = relu(conv:preactivation)',
      'pool = max-pool(conv)',
      'conv#2:preactivation = conv2d(pool)',
      'conv#2 = relu(conv#2:preactivation)',
      'flatten = flatten(conv#2)',
    ]);
  });

  test('with several outputs, of which one is used', async () => {
    const extractor = {
      ...functional(
        [
          linked('InputLayer', 'in', IMAGE),
          linked('MaxPooling2D', 'coarse', {}, 'in'),
          linked('ReLU', 'fine', {}, 'in'),
        ],
        [['in', 0, 0]],
        [
          ['fine', 0, 0],
          ['coarse', 0, 0],
        ],
      ),
      name: 'extractor',
      inbound_nodes: [[['image', 0, 0, {}]]],
    };
    const topology = functional(
      [
        linked('InputLayer', 'image', IMAGE),
        extractor,
        { ...linked('Flatten', 'flatten', {}), inbound_nodes: [[['extractor', 1, 1, {}]]] },
      ],
      [['image', 0, 0]],
      [['flatten', 0, 0]],
    );
    expect(summary(await load(topology, []))).toEqual([
      'image = input()',
      'extractor/coarse = max-pool(image)',
      'flatten = flatten(extractor/coarse)',
    ]);
  });
});

describe('ends', () => {
  const ending = (...layers: Record<string, unknown>[]) =>
    load(sequential(layer('Flatten', 'flatten', IMAGE), ...layers), [
      counting('head/kernel', 16, 1),
      counting('head/bias', 1),
    ]);
  const head = (activation: string) => layer('Dense', 'head', { units: 1, activation });

  test('one sigmoid is one class', async () => {
    const graph = await ending(head('sigmoid'));
    expect(graph).toMatchObject({ classes: ['0'], output: 'head', logits: 'head:preactivation' });
  });
  test('logits are found behind identities', async () => {
    const graph = await ending(
      head('linear'),
      layer('Dropout', 'a'),
      layer('Activation', 'soft', { activation: 'softmax' }),
      layer('Dropout', 'b'),
    );
    expect([graph.output, graph.logits]).toEqual(['b', 'head']);
  });
  test('without a softmax the output is the logits', async () => {
    expect((await ending(head('relu'))).logits).toBe('head');
  });
  test('height and width may be unknown', async () => {
    const open = { ...(TINY.config as { layers: Record<string, unknown>[] }) };
    const [first, ...rest] = open.layers;
    const any = { ...first, config: { ...(first.config as object), batch_input_shape: [null, null, null, 1] } };
    const graph = await load(sequential(any, ...rest));
    expect(graph.input).toEqual({ height: null, width: null, channels: 1, range: [0, 1] });
    expect(graph.nodes.map(({ shape }) => shape)).toEqual([[null, null, 1], [null, null, 2], [2], [2]]);
  });
});

describe('layer classes', () => {
  const one = async (
    className: string,
    config: Record<string, unknown>,
    weights: SmallWeight[] = [],
    keras = '2.15.0',
  ) => {
    const topology = sequential(
      layer('InputLayer', 'in', { batch_input_shape: [null, 6, 6, 3] }),
      layer(className, 'x', config),
      layer('Flatten', 'flat'),
    );
    const graph = await load({ model_config: topology, keras_version: keras }, weights);
    return graph.nodes.find((node) => node.layer === 'x')!;
  };

  test.each<[string, Record<string, unknown>, string, Record<string, unknown>, string?]>([
    ['Activation', { activation: 'hard_sigmoid' }, 'hard-sigmoid', { slope: 0.2, shift: 0.5 }],
    ['Activation', { activation: 'hard_sigmoid' }, 'hard-sigmoid', { slope: 1 / 6, shift: 0.5 }, '3.4.1'],
    ['Activation', { activation: 'silu' }, 'swish', {}],
    ['Activation', { activation: 'hard_silu' }, 'hard-swish', {}],
    ['Activation', { activation: 'leaky_relu' }, 'relu', { maxValue: null, negativeSlope: 0.2, threshold: 0 }],
    [
      'Activation',
      { activation: { class_name: 'LeakyReLU', config: { negative_slope: 0.05 } } },
      'relu',
      { maxValue: null, negativeSlope: 0.05, threshold: 0 },
    ],
    [
      'Activation',
      { activation: { class_name: 'ReLU', config: { max_value: 6 } } },
      'relu',
      { maxValue: 6, negativeSlope: 0, threshold: 0 },
    ],
    ['Activation', { activation: { class_name: 'function', config: 'gelu' } }, 'gelu', { approximate: false }],
    ['Activation', { activation: 'log_softmax' }, 'log-softmax', { axis: -1 }],
    ['Activation', { activation: 'exponential' }, 'exponential', {}],
    [
      'ReLU',
      { max_value: 6, negative_slope: 0.1, threshold: 0.5 },
      'relu',
      { maxValue: 6, negativeSlope: 0.1, threshold: 0.5 },
    ],
    ['LeakyReLU', { alpha: 0.1 }, 'relu', { maxValue: null, negativeSlope: 0.1, threshold: 0 }],
    ['LeakyReLU', {}, 'relu', { maxValue: null, negativeSlope: 0.3, threshold: 0 }, '3.0.0'],
    ['ELU', { alpha: 0.5 }, 'elu', { alpha: 0.5 }],
    ['Softmax', { axis: 3 }, 'softmax', { axis: -1 }],
    ['MaxPool2D', { pool_size: 3 }, 'max-pool', { poolSize: [3, 3], strides: [3, 3], padding: 'valid' }],
    [
      'UpSampling2D',
      { size: 2, interpolation: 'bilinear' },
      'up-sampling',
      { size: [2, 2], interpolation: 'bilinear', halfPixelCenters: true },
    ],
    ['Rescaling', { scale: 0.5, offset: -1 }, 'rescaling', { scale: 0.5, offset: -1 }],
    [
      'Cropping2D',
      { cropping: [1, 2] },
      'cropping',
      {
        cropping: [
          [1, 1],
          [2, 2],
        ],
      },
    ],
    ['SpatialDropout2D', { rate: 0.5 }, 'identity', {}],
    ['ActivityRegularization', { l2: 1 }, 'identity', {}],
    ['RandomFlip', {}, 'identity', {}],
    ['GlobalAvgPool2D', { keepdims: true }, 'global-average-pool', { keepDims: true }],
  ])('%s %j', async (className, config, operation, attributes, keras) => {
    expect(await one(className, config, [], keras)).toMatchObject({ operation, attributes });
  });

  test('a grouped convolution and Keras 3 names of a depthwise one', async () => {
    const grouped = await one('Conv2D', { filters: 3, kernel_size: 1, groups: 3, use_bias: false }, [
      counting('x/kernel', 1, 1, 1, 3),
    ]);
    expect(grouped.attributes.groups).toBe(3);
    const depthwise = await one('DepthwiseConv2D', { kernel_size: 1, depth_multiplier: 2 }, [
      counting('x/kernel', 1, 1, 3, 2),
      counting('x/bias', 6),
    ]);
    expect(depthwise).toMatchObject({ operation: 'depthwise-conv2d', shape: [6, 6, 6] });
  });

  test('batch norm of Keras 2 with its axis in a list', async () => {
    const each = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map((role) => counting(`x/${role}`, 3));
    const node = await one('BatchNormalizationV1', { axis: [3], epsilon: 1e-5 }, each);
    expect(node.attributes).toEqual({ epsilon: 1e-5 });
    expect(Object.keys(node.weights)).toEqual(['gamma', 'beta', 'mean', 'variance']);
  });

  test('normalization from weights or from its configuration, rescaling by channel', async () => {
    const learned = [counting('x/mean', 3), counting('x/variance', 3), counting('x/count')];
    expect([...(await one('Normalization', { axis: -1 }, learned)).weights.mean.data]).toEqual([
      ...Float32Array.of(0.1, 0.2, 0.3),
    ]);
    const stated = await one('Normalization', { axis: -1, mean: [[[[1, 2, 3]]]], variance: [4] });
    expect([...stated.weights.variance.data]).toEqual([4, 4, 4]);
    const scaled = await one('Rescaling', { scale: [1, 2, 4], offset: [0, 2, -4] });
    expect(scaled).toMatchObject({ operation: 'normalization', layerOperation: 'rescaling' });
    expect([...scaled.weights.mean.data]).toEqual([-0, -1, 1]);
    expect([...scaled.weights.variance.data]).toEqual([1, 0.25, 0.0625]);
  });
});

describe('a class that convlens does not know', () => {
  const topology = sequential(
    layer('Scale', 'mine', { by: 3, batch_input_shape: [null, 2, 2, 1] }),
    layer('Flatten', 'flatten'),
  );
  const weights = [counting('mine/offsets', 1)];

  test('is named with what to do', async () => {
    await expect(load(topology, weights)).rejects.toThrow(
      'Cannot load the model: layer "mine" is a Scale, a class that convlens does not know: give loadNetwork a reader ' +
        'for it in its "layers" option (and an operation in "operations" if none fits)',
    );
  });

  test('can be read by the caller', async () => {
    const graph = await load(topology, weights, {
      layers: {
        Scale: ({ config, weights }) => [
          { operation: 'scale', attributes: { by: config.by }, weights: weights({ offsets: { shape: [1] } }) },
        ],
      },
      operations: { scale: { name: 'scale', shape: ([input]: readonly unknown[]) => input } as unknown as Operation },
    });
    expect(graph.nodes[1]).toMatchObject({ name: 'mine', operation: 'scale', attributes: { by: 3 }, shape: [2, 2, 1] });
  });
});
