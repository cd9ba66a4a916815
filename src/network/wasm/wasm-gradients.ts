import * as tf from '@tensorflow/tfjs';
import { inputGradient, turned, turnedDepthwise } from '../operations/convolution-gradient.js';
import { depthwiseGradient } from '../operations/depthwise-conv2d.js';
import type { SlidingAxis } from '../operations/phases.js';
import { maxPoolGradient } from '../operations/pool-gradient.js';

type ConvInfo = tf.backend_util.Conv2DInfo;
type Attributes = Readonly<Record<string, unknown>>;
type Gradient = (inputs: Record<string, tf.Tensor4D>, info: ConvInfo) => tf.Tensor;

interface GradientKernel {
  readonly kernelName: string;
  readonly isDepthwise: boolean;
  readonly gradient: Gradient;
}

/** The gradients of convolutions, composed of kernels that wasm has, so that XNNPACK does the work. */
const GRADIENT_KERNELS: readonly GradientKernel[] = [
  { kernelName: tf.Conv2DBackpropInput, isDepthwise: false, gradient: convolutionInputGradient },
  { kernelName: tf.Conv2DBackpropFilter, isDepthwise: false, gradient: filterGradient },
  { kernelName: tf.DepthwiseConv2dNativeBackpropInput, isDepthwise: true, gradient: depthwiseInputGradient },
  { kernelName: tf.DepthwiseConv2dNativeBackpropFilter, isDepthwise: true, gradient: depthwiseFilterGradient },
];

/**
 * Gives tfjs' wasm backend the gradients that training a CNN needs: it has none with regard to filters and none of
 * depthwise convolutions. Its `Conv2DBackpropInput` is replaced by one that is several times faster, its `MaxPoolGrad` by one
 * that is right.
 * Calling it again changes nothing.
 */
export function registerWasmGradients(): void {
  for (const kernel of GRADIENT_KERNELS) register(kernel.kernelName, kernelFuncOf(kernel));
  register(tf.MaxPoolGrad, maxPoolKernel);
}

function register(kernelName: string, kernelFunc: tf.KernelFunc): void {
  const known = tf.getKernel(kernelName, 'wasm');
  if (known && OURS.has(known.kernelFunc)) return;
  if (known) tf.unregisterKernel(kernelName, 'wasm');
  OURS.add(kernelFunc);
  tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}

const OURS = new WeakSet<tf.KernelFunc>();

/** The backend's own loses the gradient of a window in which nothing is above zero. */
const maxPoolKernel: tf.KernelFunc = ({ inputs, attrs }) => {
  const { dy, input, output } = inputs as Record<string, tf.Tensor4D>;
  const { filterSize, strides, pad } = (attrs ?? {}) as Attributes;
  if (pad !== 'same' && pad !== 'valid') {
    throw new Error(`Cannot differentiate max pooling with padding ${pad} on wasm: expected same or valid`);
  }
  return maxPoolGradient(dy, input, output, { filterSize: pairOf(filterSize), strides: pairOf(strides), pad });
};

const pairOf = (value: unknown) => (typeof value === 'number' ? [value, value] : value) as [number, number];

function kernelFuncOf({ isDepthwise, gradient }: GradientKernel): tf.KernelFunc {
  return ({ inputs, attrs }) => {
    const tensors = inputs as Record<string, tf.Tensor4D>;
    const attributes = (attrs ?? {}) as Attributes;
    const dilations = (attributes.dilations ?? [1, 1]) as [number, number];
    const info = tf.backend_util.computeConv2DInfo(
      (attributes.inputShape ?? tensors.x.shape) as [number, number, number, number],
      (attributes.filterShape ?? tensors.filter.shape) as [number, number, number, number],
      attributes.strides as [number, number],
      dilations,
      attributes.pad as 'same' | 'valid' | number,
      attributes.dimRoundingMode as 'floor' | undefined,
      isDepthwise,
      attributes.dataFormat === 'NCHW' ? 'channelsFirst' : 'channelsLast',
    );
    if (info.dataFormat === 'channelsFirst') {
      throw new Error('Cannot differentiate a convolution of NCHW values on wasm: expected NHWC');
    }
    return tf.tidy(() => gradient(tensors, info));
  };
}

/** Convolutions of the output gradient with the turned filter. */
function convolutionInputGradient({ dy, filter }: Record<string, tf.Tensor4D>, info: ConvInfo): tf.Tensor {
  return inputGradient(axesOf(info), (turning, { padding, dilations }) =>
    tf.conv2d(dy, turned(filter, turning), 1, padding, 'NHWC', dilations),
  );
}

const axesOf = (info: ConvInfo): readonly [SlidingAxis, SlidingAxis] => [
  {
    inputLength: info.inHeight,
    outputLength: info.outHeight,
    before: info.padInfo.top,
    size: info.filterHeight,
    stride: info.strideHeight,
    dilation: info.dilationHeight,
    atOnce: 1,
  },
  {
    inputLength: info.inWidth,
    outputLength: info.outWidth,
    before: info.padInfo.left,
    size: info.filterWidth,
    stride: info.strideWidth,
    dilation: info.dilationWidth,
    atOnce: 1,
  },
];

/**
 * A convolution too: the input slides over the output gradient (dilated by the stride), channels and batch exchanged.
 * One kernel call, and no patches are copied out of the input.
 */
function filterGradient({ x, dy }: Record<string, tf.Tensor4D>, info: ConvInfo): tf.Tensor {
  const covered = underFilter(x, info).transpose<tf.Tensor4D>([3, 1, 2, 0]);
  const filter = dy.transpose<tf.Tensor4D>([1, 2, 0, 3]);
  return tf
    .conv2d(covered, filter, 1, 'valid', 'NHWC', [info.strideHeight, info.strideWidth])
    .transpose<tf.Tensor4D>([1, 2, 0, 3]);
}

/** Depthwise convolutions of the output gradient with the turned filter; a channel's copies are summed. */
function depthwiseInputGradient({ dy, filter }: Record<string, tf.Tensor4D>, info: ConvInfo): tf.Tensor {
  return depthwiseGradient(dy, axesOf(info), filter.shape[3], (turning) => turnedDepthwise(filter, turning));
}

/** For each position of the filter: the input that lies under it, times the output gradient, summed over all places. */
function depthwiseFilterGradient({ x, dy }: Record<string, tf.Tensor4D>, info: ConvInfo): tf.Tensor {
  const { filterHeight, filterWidth, outHeight, outWidth, inChannels, strideHeight, strideWidth } = info;
  const covered = underFilter(x, info);
  const multiplier = info.outChannels / inChannels;
  const gradient = dy.reshape([-1, inChannels, multiplier]);
  const ones = tf.ones([1, gradient.shape[0]]);
  const sums = positions(filterHeight, filterWidth).map(([row, column]) => {
    const top = row * info.dilationHeight;
    const left = column * info.dilationWidth;
    const bottom = top + (outHeight - 1) * strideHeight + 1;
    const right = left + (outWidth - 1) * strideWidth + 1;
    const under = tf.stridedSlice(
      covered,
      [0, top, left, 0],
      [covered.shape[0], bottom, right, inChannels],
      [1, strideHeight, strideWidth, 1],
    );
    const products = tf.mul(under.reshape([-1, inChannels, 1]), gradient);
    // A sum over rows as a product with ones: wasm multiplies matrices much faster than it sums columns.
    return tf.matMul(ones, products.reshape([-1, inChannels * multiplier]));
  });
  return tf.concat(sums).reshape(info.filterShape);
}

const positions = (rows: number, columns: number) =>
  Array.from({ length: rows * columns }, (_, i) => [Math.floor(i / columns), i % columns] as const);

/** What the filter covers in all its places: the input with its padding, without what no place reaches. */
function underFilter(x: tf.Tensor4D, info: ConvInfo): tf.Tensor4D {
  const height = (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight;
  const width = (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth;
  return framed(x, info.padInfo.top, info.padInfo.left, height, width);
}

/** `[n, h, w, c]` moved down and right by `top` and `left` in a frame of zeros; what lies outside is cut off. */
function framed(value: tf.Tensor4D, top: number, left: number, height: number, width: number): tf.Tensor4D {
  const [n, h, w, c] = value.shape;
  if (top === 0 && left === 0 && h === height && w === width) return value;
  const [cutTop, cutLeft] = [Math.max(-top, 0), Math.max(-left, 0)];
  const rows = Math.min(h - cutTop, height - Math.max(top, 0));
  const columns = Math.min(w - cutLeft, width - Math.max(left, 0));
  const [above, before] = [Math.max(top, 0), Math.max(left, 0)];
  return value.slice([0, cutTop, cutLeft, 0], [n, rows, columns, c]).pad([
    [0, 0],
    [above, height - rows - above],
    [before, width - columns - before],
    [0, 0],
  ]);
}
