import fc from 'fast-check';
import { operationOf } from '../../src/network/operations/index.js';
import type { CompactNode } from './graph.js';

const KINDS = [
  'conv2d',
  'depthwise-conv2d',
  'average-pool',
  'zero-padding',
  'cropping',
  'up-sampling',
  'resizing',
  'conv2d-transpose',
] as const;

export interface RandomLayer {
  readonly kind: (typeof KINDS)[number];
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilation: number;
  readonly padding: 'same' | 'valid';
  readonly margins: readonly [readonly [number, number], readonly [number, number]];
  readonly interpolation: 'nearest' | 'bilinear';
  /** How the layer's value is brought together with that of an earlier one, where their shapes fit. */
  readonly join: 'add' | 'concatenate' | null;
  /** How many layers back the layer reads. */
  readonly back: number;
}

const pair = (min: number, max: number) => fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));

export const randomLayer: fc.Arbitrary<RandomLayer> = fc.record({
  kind: fc.constantFrom(...KINDS),
  size: pair(1, 4),
  strides: pair(1, 3),
  dilation: fc.integer({ min: 1, max: 3 }),
  padding: fc.constantFrom('same', 'valid'),
  margins: fc.tuple(pair(0, 2), pair(0, 2)),
  interpolation: fc.constantFrom('nearest', 'bilinear'),
  join: fc.constantFrom('add', 'concatenate', null),
  back: fc.integer({ min: 0, max: 2 }),
});

/** Rows times columns of a layer at most. */
const MOST_UNITS = 400;

type Value = { readonly name: string; readonly shape: readonly number[] };

/**
 * The layers on an image of one channel. What a layer makes is brought to the shape of what it is joined with by a
 * resizing to the nearest, and a layer that would make too much or nothing is left out.
 */
export function stackOf(sides: readonly [number, number], layers: readonly RandomLayer[]): CompactNode[] {
  const nodes: CompactNode[] = [];
  const values: Value[] = [{ name: 'input', shape: [...sides, 1] }];
  const put = (node: CompactNode): Value | null => {
    const shape = shapeOf(node, values);
    if (!shape || shape[0] * shape[1] > MOST_UNITS) return null;
    nodes.push(node);
    const value = { name: node[0], shape };
    values.push(value);
    return value;
  };
  for (const [i, layer] of layers.entries()) {
    const from = values[Math.max(0, values.length - 1 - layer.back)];
    const before = values[values.length - 1];
    const made = put(nodeOf(`n${i}`, layer, from));
    if (!made || !layer.join) continue;
    const [height, width, channels] = before.shape;
    const [h, w] = made.shape;
    const fitting =
      h === height && w === width
        ? made
        : put([`n${i}fit`, 'resizing', { height, width, interpolation: 'nearest' }, {}, [made.name]]);
    if (fitting && (layer.join === 'concatenate' || channels === fitting.shape[2])) {
      put([`n${i}join`, layer.join, {}, {}, [before.name, fitting.name]]);
    }
  }
  return nodes;
}

/** `null` where the node does not fit on what it reads. */
function shapeOf(node: CompactNode, values: readonly Value[]): readonly number[] | null {
  const [name, operation, attributes = {}, weights = {}, inputs = []] = node;
  const shapes = inputs.map((input) => values.find((value) => value.name === input)!.shape);
  const kernels = Object.entries(weights).map(([role, shape]) => [role, { shape: shape as readonly number[] }]);
  try {
    const spec = { name, attributes, weights: Object.fromEntries(kernels) };
    return operationOf({ name, operation }).shape(shapes, spec) as number[];
  } catch {
    return null;
  }
}

function nodeOf(name: string, layer: RandomLayer, { name: from, shape }: Value): CompactNode {
  const { kind, size, strides, dilation, padding, margins, interpolation } = layer;
  const channels = shape[2];
  const dilations = strides.some((stride) => stride > 1) ? [1, 1] : [dilation, dilation];
  const alike = [strides[0], strides[0]];
  switch (kind) {
    case 'conv2d':
      return [name, kind, { strides, padding, dilations }, { kernel: [...size, channels, 1] }, [from]];
    case 'depthwise-conv2d': {
      const attributes = { strides: alike, padding, dilations: strides[0] > 1 ? [1, 1] : [dilation, dilation] };
      return [name, kind, attributes, { kernel: [...size, channels, 1] }, [from]];
    }
    case 'average-pool':
      return [name, kind, { poolSize: size, strides, padding }, {}, [from]];
    case 'zero-padding':
      return [name, kind, { padding: margins }, {}, [from]];
    case 'cropping':
      return [name, kind, { cropping: margins }, {}, [from]];
    case 'up-sampling':
      return [name, kind, { size: strides, interpolation }, {}, [from]];
    case 'resizing':
      return [name, kind, { height: size[0] * 3 + 1, width: size[1] * 3 + 2, interpolation }, {}, [from]];
    case 'conv2d-transpose':
      return [name, kind, { strides, padding }, { kernel: [...size, 1, channels] }, [from]];
  }
}
