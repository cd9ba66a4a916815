import * as tf from '@tensorflow/tfjs';
import { fromBase64 } from '../../base64.js';
import { KERNELS } from './kernels-binary.js';

/** Sum over the channels of `value [n, h, w, c]`, each with its weight, `weights [n, 1, 1, c]`: `[n, h, w]`. */
export const CHANNEL_SUM = 'ConvlensChannelSum';
/** The part of `gradient` where `output` of a rectifier lies above zero and below its `cap`, of the same shape. */
export const RECTIFIER_GRADIENT = 'ConvlensRectifierGradient';

/** What kernels.wat exports. Addresses are in bytes. */
interface Kernels {
  channelSum(values: number, weights: number, sums: number, cells: number, channels: number): void;
  rectifierGradient(gradient: number, output: number, result: number, count: number, cap: number): void;
}

interface WasmBackend {
  readonly wasm: { readonly asm?: { readonly memory?: WebAssembly.Memory } };
  makeOutput(shape: readonly number[], dtype: 'float32'): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array;
}

/**
 * Gives tfjs' wasm backend, which must have started, kernels of ours, where it lets its memory be reached: not where its
 * threads share it, or on a processor without SIMD. Whoever runs one asks `ownKernel` whether it is there. Calling it again
 * changes nothing.
 */
export function registerWasmKernels(): void {
  if (tf.getKernel(CHANNEL_SUM, 'wasm')) return;
  const backend = tf.engine().registry.wasm as unknown as WasmBackend;
  const kernels = kernelsOn(backend);
  if (!kernels) return;
  const addressOf = (tensor: tf.TensorInfo) => backend.typedArrayFromHeap(tensor).byteOffset;
  register(CHANNEL_SUM, ({ value, weights }) => {
    const [n, h, w, c] = value.shape;
    const sums = backend.makeOutput([n, h, w], 'float32');
    const [values, weight, sum] = [value, weights, sums].map(addressOf);
    const cells = h * w;
    for (let image = 0; image < n; image++) {
      kernels.channelSum(values + 4 * image * cells * c, weight + 4 * image * c, sum + 4 * image * cells, cells, c);
    }
    return sums;
  });
  register(RECTIFIER_GRADIENT, ({ gradient, output }, { cap }) => {
    const result = backend.makeOutput(output.shape, 'float32');
    const [from, by, to] = [gradient, output, result].map(addressOf);
    kernels.rectifierGradient(from, by, to, tf.util.sizeFromShape(output.shape), Number(cap));
    return result;
  });
}

type Attributes = Readonly<Record<string, number>>;
type Inputs = Readonly<Record<string, tf.TensorInfo>>;

function register(kernelName: string, run: (inputs: Inputs, attributes: Attributes) => tf.TensorInfo): void {
  const kernelFunc: tf.KernelFunc = ({ inputs, attrs }) => run(inputs as Inputs, (attrs ?? {}) as Attributes);
  tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}

function kernelsOn({ wasm }: WasmBackend): Kernels | undefined {
  const memory = wasm.asm?.memory;
  if (!memory) return undefined;
  try {
    const module = new WebAssembly.Module(fromBase64(KERNELS));
    return new WebAssembly.Instance(module, { backend: { memory } }).exports as unknown as Kernels;
  } catch {
    return undefined;
  }
}

/** A kernel of ours as a function, where the backend in use has it. */
export function ownKernel(
  name: string,
): ((inputs: Readonly<Record<string, tf.Tensor>>, attributes?: Attributes) => tf.Tensor) | undefined {
  if (!tf.getKernel(name, tf.getBackend())) return undefined;
  return (inputs, attributes = {}) => tf.engine().runKernel<tf.Tensor>(name, { ...inputs }, { ...attributes });
}
