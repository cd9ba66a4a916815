import { add } from './add.js';
import { average } from './average.js';
import { averagePool } from './average-pool.js';
import { batchNorm } from './batch-norm.js';
import { concatenate } from './concatenate.js';
import { conv2d } from './conv2d.js';
import { conv2dTranspose } from './conv2d-transpose.js';
import { cropping } from './cropping.js';
import { dense } from './dense.js';
import { depthwiseConv2d } from './depthwise-conv2d.js';
import { elu } from './elu.js';
import { exponential } from './exponential.js';
import { flatten } from './flatten.js';
import { gelu } from './gelu.js';
import { globalAveragePool } from './global-average-pool.js';
import { globalMaxPool } from './global-max-pool.js';
import { hardSigmoid } from './hard-sigmoid.js';
import { hardSwish } from './hard-swish.js';
import { identity } from './identity.js';
import { input } from './input.js';
import { logSoftmax } from './log-softmax.js';
import { maxPool } from './max-pool.js';
import { maximum } from './maximum.js';
import { minimum } from './minimum.js';
import { mish } from './mish.js';
import { multiply } from './multiply.js';
import { normalization } from './normalization.js';
import type { Operation } from './operation.js';
import { permute } from './permute.js';
import { prelu } from './prelu.js';
import { relu } from './relu.js';
import { rescaling } from './rescaling.js';
import { reshape } from './reshape.js';
import { resizing } from './resizing.js';
import { selu } from './selu.js';
import { sigmoid } from './sigmoid.js';
import { softmax } from './softmax.js';
import { softplus } from './softplus.js';
import { softsign } from './softsign.js';
import { subtract } from './subtract.js';
import { swish } from './swish.js';
import { tanh } from './tanh.js';
import { upSampling } from './up-sampling.js';
import { zeroPadding } from './zero-padding.js';

export type {
  AxisPlace,
  BackwardRule,
  BackwardValues,
  Comb,
  Kept,
  NodeSpec,
  Operation,
  Reach,
  Shape,
  TensorNode,
} from './operation.js';

const all: readonly Operation[] = [
  input,
  conv2d,
  depthwiseConv2d,
  conv2dTranspose,
  dense,
  batchNorm,
  maxPool,
  averagePool,
  globalMaxPool,
  globalAveragePool,
  relu,
  elu,
  selu,
  swish,
  gelu,
  mish,
  hardSigmoid,
  hardSwish,
  softplus,
  softsign,
  tanh,
  sigmoid,
  exponential,
  softmax,
  logSoftmax,
  prelu,
  add,
  subtract,
  multiply,
  average,
  maximum,
  minimum,
  concatenate,
  flatten,
  reshape,
  permute,
  zeroPadding,
  cropping,
  upSampling,
  rescaling,
  resizing,
  normalization,
  identity,
];

/** The operations convlens knows, by name. */
export const OPERATIONS: Readonly<Record<string, Operation>> = Object.fromEntries(
  all.map((operation) => [operation.name, operation]),
);

/**
 * The operation of a node, built in or one the caller brought.
 * @throws Error if there is none of that name.
 */
export function operationOf(
  node: { readonly name: string; readonly operation: string },
  custom: Readonly<Record<string, Operation>> = {},
): Operation {
  const table = Object.hasOwn(custom, node.operation) ? custom : OPERATIONS;
  if (Object.hasOwn(table, node.operation)) return table[node.operation];
  throw new Error(
    `Cannot run "${node.name}": there is no operation "${node.operation}" (known: ${Object.keys(OPERATIONS).join(', ')})`,
  );
}
