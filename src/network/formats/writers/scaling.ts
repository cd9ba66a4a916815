import { numberOf } from '../../operations/attributes.js';
import { type LayerWriter, plain } from './layer-writer.js';

const batchNorm: LayerWriter = (node) => {
  const { gamma, beta, mean, variance } = node.weights;
  const config = {
    axis: -1,
    epsilon: numberOf(node, 'epsilon', 1e-3),
    scale: gamma !== undefined,
    center: beta !== undefined,
  };
  const weights = {
    ...(gamma && { gamma }),
    ...(beta && { beta }),
    moving_mean: mean,
    moving_variance: variance,
  };
  return [{ className: 'BatchNormalization', config, weights }];
};

/** tfjs has no such layer: a batch normalisation without scale and centre, its variance at least what Keras takes. */
const normalization: LayerWriter = ({ weights: { mean, variance } }) => [
  {
    className: 'BatchNormalization',
    config: { axis: -1, epsilon: 0, scale: false, center: false },
    weights: {
      moving_mean: mean,
      moving_variance: { shape: variance.shape, data: variance.data.map((value) => Math.max(value, 1e-14)) },
    },
  },
];

export const SCALING_WRITERS: Readonly<Record<string, LayerWriter>> = {
  'batch-norm': batchNorm,
  normalization,
  rescaling: (node) => plain('Rescaling', { scale: numberOf(node, 'scale'), offset: numberOf(node, 'offset', 0) }),
};
