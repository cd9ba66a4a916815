import * as tf from '@tensorflow/tfjs';

/** What stands between an input of 8x7x3 and a classifier. */
export type Build = (x: tf.SymbolicTensor) => tf.SymbolicTensor;

const bias = () => tf.initializers.randomUniform({ minval: -0.5, maxval: 0.5, seed: 3 });
export const kernel = (seed: number) => tf.initializers.randomNormal({ mean: 0, stddev: 0.4, seed });
const conv = (args: Partial<Parameters<typeof tf.layers.conv2d>[0]> = {}) =>
  tf.layers.conv2d({
    filters: 4,
    kernelSize: 3,
    kernelInitializer: kernel(1),
    biasInitializer: bias(),
    ...args,
  } as Parameters<typeof tf.layers.conv2d>[0]);
const through =
  (...layers: tf.layers.Layer[]): Build =>
  (x) =>
    layers.reduce((value, layer) => layer.apply(value) as tf.SymbolicTensor, x);
const merged =
  (make: () => tf.layers.Layer): Build =>
  (x) =>
    make().apply([
      conv({ padding: 'same' }).apply(x) as tf.SymbolicTensor,
      conv({ padding: 'same', kernelInitializer: kernel(9) }).apply(x) as tf.SymbolicTensor,
    ]) as tf.SymbolicTensor;

const ACTIVATIONS = [
  'elu',
  'hardSigmoid',
  'linear',
  'relu',
  'relu6',
  'selu',
  'sigmoid',
  'softmax',
  'softplus',
  'softsign',
  'tanh',
  'swish',
  'mish',
  'gelu',
  'gelu_new',
] as const;

const spread = () =>
  tf.layers.batchNormalization({ movingVarianceInitializer: tf.initializers.constant({ value: 0.02 }) });

/** Every layer of tfjs that convlens reads, with the options that matter. */
export const TFJS_LAYERS: Record<string, Build> = {
  'conv same': through(conv({ padding: 'same' })),
  'conv strides': through(conv({ strides: [2, 1] })),
  'conv strides same': through(conv({ strides: 2, padding: 'same' })),
  'conv dilated, no bias': through(conv({ dilationRate: 2, padding: 'same', useBias: false })),
  'conv not square': through(conv({ kernelSize: [1, 3] })),
  depthwise: through(
    tf.layers.depthwiseConv2d({
      kernelSize: 3,
      depthMultiplier: 2,
      depthwiseInitializer: kernel(2),
      activation: 'relu',
    }),
  ),
  separable: through(
    tf.layers.separableConv2d({
      filters: 5,
      kernelSize: 3,
      depthwiseInitializer: kernel(2),
      pointwiseInitializer: kernel(4),
      biasInitializer: bias(),
    }),
  ),
  'separable relu': through(
    tf.layers.separableConv2d({ filters: 5, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }),
  ),
  'separable multiplier': through(tf.layers.separableConv2d({ filters: 5, kernelSize: 3, depthMultiplier: 2 })),
  'transposed same': through(
    tf.layers.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', kernelInitializer: kernel(5) }),
  ),
  'transposed valid': through(
    tf.layers.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2, activation: 'tanh', biasInitializer: bias() }),
  ),
  'dense on channels': through(tf.layers.dense({ units: 6, activation: 'relu', biasInitializer: bias() })),
  'batch norm': through(
    tf.layers.batchNormalization({
      betaInitializer: bias(),
      gammaInitializer: bias(),
      movingMeanInitializer: bias(),
      movingVarianceInitializer: tf.initializers.randomUniform({ minval: 0.4, maxval: 2, seed: 4 }),
      epsilon: 0.01,
    }),
  ),
  'batch norm without scale': through(tf.layers.batchNormalization({ scale: false, betaInitializer: bias() })),
  'batch norm without center': through(tf.layers.batchNormalization({ center: false, gammaInitializer: bias() })),
  'max pool': through(tf.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' })),
  'max pool default': through(tf.layers.maxPooling2d({})),
  'average pool': through(tf.layers.averagePooling2d({ poolSize: [2, 3], strides: 1, padding: 'same' })),
  'global max pool': through(tf.layers.globalMaxPooling2d({})),
  'global average pool': through(tf.layers.globalAveragePooling2d({ dataFormat: 'channelsLast' })),
  'relu layer': through(spread(), tf.layers.reLU({})),
  'relu layer with maximum': through(spread(), tf.layers.reLU({ maxValue: 0.7 })),
  'leaky relu layer': through(conv(), tf.layers.leakyReLU({ alpha: 0.17 })),
  'leaky relu layer default': through(conv(), tf.layers.leakyReLU()),
  'elu layer': through(conv(), tf.layers.elu()),
  'thresholded relu': through(tf.layers.thresholdedReLU({ theta: 0.4 })),
  prelu: through(conv(), tf.layers.prelu({ alphaInitializer: bias() })),
  'prelu shared': through(conv(), tf.layers.prelu({ alphaInitializer: bias(), sharedAxes: [1, 2] })),
  'softmax layer': through(conv(), tf.layers.softmax({ axis: -1 })),
  'softmax layer of a vector': through(tf.layers.flatten(), tf.layers.softmax()),
  add: merged(() => tf.layers.add()),
  multiply: merged(() => tf.layers.multiply()),
  average: merged(() => tf.layers.average()),
  maximum: merged(() => tf.layers.maximum()),
  minimum: merged(() => tf.layers.minimum()),
  concatenate: merged(() => tf.layers.concatenate()),
  'concatenate rows': merged(() => tf.layers.concatenate({ axis: 1 })),
  flatten: through(tf.layers.flatten()),
  reshape: through(tf.layers.reshape({ targetShape: [7, 2, 12] })),
  permute: through(tf.layers.permute({ dims: [3, 1, 2] })),
  'zero padding': through(
    tf.layers.zeroPadding2d({
      padding: [
        [1, 2],
        [0, 3],
      ],
    }),
  ),
  'zero padding by one number': through(tf.layers.zeroPadding2d({ padding: 2 })),
  cropping: through(
    tf.layers.cropping2D({
      cropping: [
        [1, 2],
        [0, 1],
      ],
    }),
  ),
  'up-sampling': through(tf.layers.upSampling2d({ size: [2, 3] })),
  'up-sampling bilinear': through(tf.layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' })),
  dropout: through(tf.layers.dropout({ rate: 0.5 })),
  'gaussian noise': through(tf.layers.gaussianNoise({ stddev: 0.5 })),
  'gaussian dropout': through(tf.layers.gaussianDropout({ rate: 0.5 })),
  'alpha dropout': through(tf.layers.alphaDropout({ rate: 0.5 })),
  'layer used twice': (x) => {
    const shared = conv({ filters: 3, padding: 'same', activation: 'relu' });
    return shared.apply(shared.apply(x) as tf.SymbolicTensor) as tf.SymbolicTensor;
  },
  'model used twice': (x) => {
    const body = tf.sequential({
      layers: [
        tf.layers.conv2d({ inputShape: [8, 7, 3], filters: 3, kernelSize: 3, padding: 'same', activation: 'tanh' }),
        tf.layers.batchNormalization(),
      ],
    });
    const once = body.apply(x) as tf.SymbolicTensor;
    return tf.layers.add().apply([once, body.apply(once) as tf.SymbolicTensor]) as tf.SymbolicTensor;
  },
  ...Object.fromEntries(
    ACTIVATIONS.flatMap((activation) => [
      [`fused ${activation}`, through(conv({ activation } as Parameters<typeof conv>[0]))],
      [`layer ${activation}`, through(conv(), tf.layers.activation({ activation } as { activation: 'relu' }))],
    ]),
  ),
};

/** A classifier of three classes of what was built; `built` is what stands before its flattening and dense layer. */
export function classifierOf(build: Build) {
  const input = tf.input({ shape: [8, 7, 3] });
  const built = build(input);
  const flat = built.shape.length > 2 ? (tf.layers.flatten().apply(built) as tf.SymbolicTensor) : built;
  const head = tf.layers.dense({ units: 3, activation: 'softmax', kernelInitializer: kernel(6) });
  return { input, built, model: tf.model({ inputs: input, outputs: head.apply(flat) as tf.SymbolicTensor }) };
}
