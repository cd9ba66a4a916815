import { axisOf, numberOf } from '../../operations/attributes.js';
import { rectifierOf } from '../../operations/relu.js';
import { type LayerWriter, type NodeSource, plain, type WrittenLayer } from './layer-writer.js';

const isLastAxis = (node: NodeSource) => {
  const rank = node.inputShapes[0].length;
  return axisOf(node, rank) === rank - 1;
};

const rectifierWord = (node: NodeSource) => {
  const { maxValue, negativeSlope, threshold } = rectifierOf(node);
  if (negativeSlope !== 0 || threshold !== 0) return null;
  return maxValue === null ? 'relu' : maxValue === 6 ? 'relu6' : null;
};

/** What tfjs calls an activation function, `null` where it has no name for it. */
const WORDS: Readonly<Record<string, (node: NodeSource) => string | null>> = {
  relu: rectifierWord,
  elu: (node) => (numberOf(node, 'alpha', 1) === 1 ? 'elu' : null),
  selu: () => 'selu',
  swish: () => 'swish',
  // tfjs reads `gelu_new`, its own name for the approximate form, as a name that it does not know.
  gelu: ({ attributes }) => (attributes.approximate === true ? null : 'gelu'),
  mish: () => 'mish',
  'hard-sigmoid': (node) =>
    numberOf(node, 'slope', 0.2) === 0.2 && numberOf(node, 'shift', 0.5) === 0.5 ? 'hardSigmoid' : null,
  softplus: () => 'softplus',
  softsign: () => 'softsign',
  tanh: () => 'tanh',
  sigmoid: () => 'sigmoid',
  softmax: (node) => (isLastAxis(node) ? 'softmax' : null),
  'log-softmax': (node) => (isLastAxis(node) ? 'logSoftmax' : null),
};

/** The word by which a layer of tfjs can have this node as its own activation, `null` if there is none. */
export function activationWord(node: NodeSource): string | null {
  return Object.hasOwn(WORDS, node.operation) ? WORDS[node.operation](node) : null;
}

const byWord: LayerWriter = (node) => {
  const activation = activationWord(node);
  if (activation === null) throw new Error(`is ${JSON.stringify(node.attributes)} of ${node.operation}`);
  return plain('Activation', { activation });
};

/** tfjs has a layer for each of a cap, a slope and a threshold, and none for two of them. */
const rectifier: LayerWriter = (node) => {
  const { maxValue, negativeSlope, threshold } = rectifierOf(node);
  if (negativeSlope === 0 && threshold === 0) return plain('ReLU', maxValue === null ? {} : { max_value: maxValue });
  if (maxValue === null && threshold === 0) return plain('LeakyReLU', { alpha: negativeSlope });
  if (maxValue === null && negativeSlope === 0) return plain('ThresholdedReLU', { theta: threshold });
  throw new Error('is a rectifier with more than one of a maximum, a slope and a threshold');
};

/** `slope * x + shift` cut to 0..1, as a scaling and a rectifier. */
const hardSteps = (scale: number, offset: number): readonly WrittenLayer[] => [
  { className: 'Rescaling', config: { scale, offset } },
  { className: 'ReLU', config: { max_value: 1 } },
];

const hardSigmoid: LayerWriter = (node) =>
  activationWord(node) === null ? hardSteps(numberOf(node, 'slope', 0.2), numberOf(node, 'shift', 0.5)) : byWord(node);

/** The approximate form is `x * sigmoid(x * (a * x * x + b))`. A copy first: no layer of tfjs can read one value twice. */
const gelu: LayerWriter = (node) => {
  if (activationWord(node) !== null) return byWord(node);
  const offset = 2 * Math.sqrt(2 / Math.PI);
  return [
    { className: 'Activation', config: { activation: 'linear' } },
    { className: 'Multiply', reads: [0, 'before'] },
    { className: 'Rescaling', config: { scale: 0.044715 * offset, offset } },
    { className: 'Multiply', reads: [0, 'before'] },
    { className: 'Activation', config: { activation: 'sigmoid' } },
    { className: 'Multiply', reads: [0, 'before'] },
  ];
};

const prelu: LayerWriter = ({ weights: { alpha } }) => {
  const shared = alpha.shape.flatMap((length, axis) => (length === 1 ? [axis + 1] : []));
  return [{ className: 'PReLU', config: { shared_axes: shared }, weights: { alpha } }];
};

export const ACTIVATION_WRITERS: Readonly<Record<string, LayerWriter>> = {
  ...Object.fromEntries(Object.keys(WORDS).map((operation) => [operation, byWord])),
  relu: rectifier,
  gelu,
  'hard-sigmoid': hardSigmoid,
  'hard-swish': () => [...hardSteps(1 / 6, 0.5), { className: 'Multiply', reads: [0, 'before'] }],
  identity: () => plain('Activation', { activation: 'linear' }),
  prelu,
};
