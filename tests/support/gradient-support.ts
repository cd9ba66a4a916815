import { backward } from '../../src/network/backward.js';
import type { Network, NetworkNode } from '../../src/network/network.js';
import { sizeOf } from '../../src/numeric/nd-array.js';

/** Around the input pixels whose gradient is not zero. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Height and width of a node's value; what has no place in the image is one unit. */
export const gridOf = ({ shape }: NetworkNode): readonly [number, number] =>
  shape.length === 3 ? [shape[0] as number, shape[1] as number] : [1, 1];

/**
 * The box around all input pixels with a gradient, for every place of a node (row-major) in one reverse pass: an image
 * for each place, whose seed is 1 in all channels there.
 */
export async function gradientSupports(network: Network, node: NetworkNode): Promise<Bounds[]> {
  const [rows, columns] = gridOf(node);
  const count = rows * columns;
  const units = sizeOf(node.shape as number[]);
  const seed = { shape: [count, ...(node.shape as number[])], data: new Float32Array(count * units) };
  const run = units / count;
  for (let place = 0; place < count; place++)
    seed.data.fill(1, place * units + place * run, place * units + (place + 1) * run);
  const image = network.nodes[0].shape as number[];
  const batch = { shape: [count, ...image], data: new Float32Array(count * sizeOf(image)).fill(1) };
  const gradients = await backward(network, batch, { target: { node: node.name, seed } });
  const { data } = gradients.get(network.nodes[0].name)!;
  return Array.from({ length: count }, (_, place) => boundsOf(data.subarray(place * sizeOf(image)), image));
}

function boundsOf(values: Float32Array, [height, width, channels]: readonly number[]): Bounds {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let i = 0; i < height * width * channels; i++) {
    if (values[i] === 0) continue;
    const pixel = Math.floor(i / channels);
    const [y, x] = [Math.floor(pixel / width), pixel % width];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  if (right < 0) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
