import { paddingOf, pairOf } from './attributes.js';
import type { AxisPlace, NodeSpec, Reach, Shape } from './operation.js';

/** A window that slides along one axis: what convolutions and poolings have in common. */
export interface Window {
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: 'same' | 'valid';
}

/** The windows of both axes. `size` is given by the operation: a kernel's shape or a pool size. */
export function windowsOf(node: NodeSpec, size: readonly [number, number]): readonly [Window, Window] {
  const strides = pairOf(node, 'strides', [1, 1]);
  const dilations = pairOf(node, 'dilations', [1, 1]);
  const padding = paddingOf(node);
  const window = (axis: 0 | 1) => ({ size: size[axis], stride: strides[axis], dilation: dilations[axis], padding });
  return [window(0), window(1)];
}

/** How many input positions the window spans. */
export const spanOf = (window: Window): number => (window.size - 1) * window.dilation + 1;

/** How many places the window takes on an axis of this length. */
export function placesOf(length: number | null, window: Window): number | null {
  if (length === null) return null;
  if (window.padding === 'same') return Math.ceil(length / window.stride);
  return Math.floor((length - spanOf(window)) / window.stride) + 1;
}

/** A length, or one that stands for those that are not known: a multiple of the stride. */
export const expectedLength = (length: number | null, { stride }: Window): number => length ?? stride * 2 ** 20;

/**
 * Padding before the first input position. With `same` it depends on the length, as TensorFlow defines it (what is odd
 * goes to the bottom and right).
 */
export function paddingBefore(length: number | null, window: Window): number {
  if (window.padding === 'valid') return 0;
  const known = expectedLength(length, window);
  const places = Math.ceil(known / window.stride);
  return Math.floor(Math.max((places - 1) * window.stride + spanOf(window) - known, 0) / 2);
}

/**
 * Padding of both axes, for a kernel call on `[n, h, w, c]`. Said outright, not as `same`: wasm leaves its output unset for
 * `same` where the stride is longer than the window.
 */
export function explicitPadding([, ...lengths]: readonly number[], windows: readonly [Window, Window]) {
  const [rows, columns] = windows.map((window, axis): [number, number] => {
    if (window.padding === 'valid') return [0, 0];
    const length = lengths[axis];
    const total = Math.max((Math.ceil(length / window.stride) - 1) * window.stride + spanOf(window) - length, 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  });
  const none: [number, number] = [0, 0];
  return [none, rows, columns, none] as [typeof none, typeof none, typeof none, typeof none];
}

export function windowReach(place: AxisPlace, windows: readonly [Window, Window]): Reach {
  const window = windows[place.axis];
  const before = paddingBefore(place.inputLength, window);
  return {
    stride: window.stride,
    at: (index) => ({ first: index * window.stride - before, step: window.dilation, count: window.size }),
  };
}

/** Output shape of a window sliding over `[h, w, c]`. @throws RangeError if it does not fit anywhere. */
export function windowShape(
  input: Shape,
  windows: readonly [Window, Window],
  channels: number | null,
  node: NodeSpec,
): Shape {
  if (input.length !== 3) {
    throw new RangeError(`Cannot run "${node.name}" on values of shape [${input}]: expected [height, width, channels]`);
  }
  const places = windows.map((window, axis) => placesOf(input[axis], window));
  if (places.some((count) => count !== null && count < 1)) {
    const spans = windows.map(spanOf).join('x');
    throw new RangeError(`Cannot run "${node.name}": its ${spans} window does not fit into ${input[0]}x${input[1]}`);
  }
  return [...places, channels];
}
