import type * as tf from '@tensorflow/tfjs';
import { pairOf } from './attributes.js';
import type { Operation } from './operation.js';
import { interpolationOf, resample, resampleGradient, resampleReach } from './resample.js';

/** The image `size` times as large. */
export const upSampling: Operation = {
  name: 'up-sampling',
  keeps: [],
  shape: ([input], node) => {
    const size = pairOf(node, 'size');
    return [times(input[0], size[0]), times(input[1], size[1]), input[2]];
  },
  forward: ([input], node) => {
    const [down, across] = pairOf(node, 'size');
    const [, h, w] = input.shape;
    return resample(input as tf.Tensor4D, [h * down, w * across], interpolationOf(node));
  },
  backward: (gradient, { inputShapes, node }) => [
    resampleGradient(gradient as tf.Tensor4D, inputShapes[0], interpolationOf(node)),
  ],
  receptiveField: (place, node) => {
    const size = pairOf(node, 'size')[place.axis];
    // An image of any size is enlarged alike, but for bilinear edges.
    const inputLength = place.inputLength ?? 2 ** 20;
    return resampleReach({ ...place, inputLength, outputLength: inputLength * size }, interpolationOf(node));
  },
};

const times = (length: number | null, factor: number) => (length === null ? null : length * factor);
