import { decodeArray, type FiltersDocument } from '../../src/document/index.js';
import { divergingWeights, type Rgb, type SymmetricScale, symmetricScale } from '../../src/render/index.js';
import { type Pixels, paintGrid } from '../shared/pixel-canvas.js';

/** The kernels of one convolution, ready to be looked at. */
export interface Kernels {
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly bias: ArrayLike<number>;
  /** One scale for all kernels of the layer and their biases. */
  readonly scale: SymmetricScale;
  weight(row: number, column: number, input: number, output: number): number;
  /** Root of the sum of squares of an output's weights, or of one slice of them. */
  norm(output: number, input?: number): number;
}

/** @throws RangeError if the kernels have no four axes, or the biases are not as many as the kernels. */
export function readKernels({ result }: FiltersDocument): Kernels {
  const { shape, data } = decodeArray(result.kernels);
  if (shape.length !== 4) {
    throw new RangeError(`Cannot show kernels of shape [${shape}]: expected [height, width, inputs, outputs]`);
  }
  const [height, width, inputs, outputs] = shape;
  const bias = decodeArray(result.bias).data;
  const weight = (row: number, column: number, input: number, output: number) =>
    data[((row * width + column) * inputs + input) * outputs + output];
  const norm = (output: number, input?: number) => {
    let sum = 0;
    for (let cell = 0; cell < height * width; cell++) {
      for (let i = input ?? 0; i < (input === undefined ? inputs : input + 1); i++) {
        sum += data[(cell * inputs + i) * outputs + output] ** 2;
      }
    }
    return Math.sqrt(sum);
  };
  return { height, width, inputs, outputs, bias, weight, norm, scale: symmetricScale(data as Float32Array) };
}

/** One slice of a kernel, purple to green. */
export function paintSlice(kernels: Kernels, input: number, output: number): Pixels {
  const { height, width, scale, weight } = kernels;
  return paintGrid(width, height, (row, column) => weightColour(scale, weight(row, column, input, output)));
}

/** A kernel over red, green and blue as a picture of what it likes: grey is zero. */
export function paintColour(kernels: Kernels, output: number): Pixels {
  const { height, width, scale, weight } = kernels;
  const channel = (value: number) => Math.round(127.5 + (127.5 * value) / (scale.limit || 1));
  const at = (row: number, column: number, input: number) => channel(weight(row, column, input, output));
  return paintGrid(width, height, (row, column) => [at(row, column, 0), at(row, column, 1), at(row, column, 2)]);
}

export function weightColour({ limit }: SymmetricScale, value: number): Rgb {
  return divergingWeights(limit ? value / limit : 0);
}
