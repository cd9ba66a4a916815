import * as tf from '@tensorflow/tfjs';
import { type GradientSummary, weightedSum } from '../../network/engines/index.js';

/** Makes a map `[n, h, w]` of a layer's gradient and activations, both `[n, h, w, c]`. */
export type CellMap = GradientSummary;

/** Selvaraju et al. 2017: channels weighted by the mean of their gradient. */
export const gradCamMap: CellMap = { weights: meanOverCells };

/** Chattopadhay et al. 2018, equation 19, as pytorch-grad-cam regularises it. */
export const gradCamPlusPlusMap: CellMap = (gradient, value) => {
  const squared = tf.square(gradient);
  const sums = tf.sum(value, [1, 2], true);
  const alpha = tf.div(squared, squared.mul(2).add(sums.mul(squared).mul(gradient)).add(1e-6));
  return weightedSum(value, sumOverCells(tf.relu(gradient).mul(alpha)));
};

/** Fu et al. 2020: channels weighted by the mean of their gradient, cells counting as much as they are active. */
export const xGradCamMap: CellMap = (gradient, value) => {
  const sums = tf.sum(value, [1, 2], true).add(1e-7);
  return weightedSum(value, sumOverCells(gradient.mul(value).div(sums)));
};

/** Draelos and Carin 2020: gradient times activation, cell by cell. */
export const hiResCamMap: CellMap = (gradient, value) => tf.sum(gradient.mul(value), -1);

/** Jiang et al. 2021: as HiResCAM, of positive gradients alone. */
export const layerCamMap: CellMap = (gradient, value) => tf.sum(tf.relu(gradient).mul(value), -1);

/** As HiResCAM, of the channels alone that speak for the class in a cell. */
export const elementWiseMap: CellMap = (gradient, value) => tf.sum(tf.relu(gradient.mul(value)), -1);

/** Gradient times activation, `[n, h, w, c]`. */
export const gradientTimesValue: CellMap = (gradient, value) => gradient.mul(value);

/** `[n, 1, 1, c]`. The kernel itself, as `tf.avgPool` copies what it returns to the type that it has already. */
function meanOverCells(tensor: tf.Tensor): tf.Tensor {
  const [, h, w] = tensor.shape;
  return tf.engine().runKernel(tf.AvgPool, { x: tensor }, { filterSize: [h, w], strides: 1, pad: 'valid' });
}

const sumOverCells = (tensor: tf.Tensor) => meanOverCells(tensor).mul(tensor.shape[1]! * tensor.shape[2]!);
