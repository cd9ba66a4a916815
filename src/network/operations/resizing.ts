import type * as tf from '@tensorflow/tfjs';
import { numberOf } from './attributes.js';
import type { NodeSpec, Operation } from './operation.js';
import { interpolationOf, resample, resampleGradient, resampleReach } from './resample.js';

/** The image at a fixed `height` and `width`. */
export const resizing: Operation = {
  name: 'resizing',
  keeps: [],
  shape: ([input], node) => [...sizeOf(node), input[2]],
  forward: ([input], node) => resample(input as tf.Tensor4D, sizeOf(node), interpolationOf(node)),
  backward: (gradient, { inputShapes, node }) => [
    resampleGradient(gradient as tf.Tensor4D, inputShapes[0], interpolationOf(node)),
  ],
  receptiveField: (place, node) => resampleReach(place, interpolationOf(node)),
};

const sizeOf = (node: NodeSpec): [number, number] => [numberOf(node, 'height'), numberOf(node, 'width')];
