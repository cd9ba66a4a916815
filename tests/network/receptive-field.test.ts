import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Network, NetworkGraph, NetworkNode } from '../../src/network/network.js';
import { receptiveBox } from '../../src/network/receptive-box.js';
import { receptiveField } from '../../src/network/receptive-field.js';
import { gradientSupports, gridOf } from '../support/gradient-support.js';
import { buildGraph, buildNetwork, type CompactNode } from '../support/graph.js';
import { randomLayer, stackOf } from '../support/random-stack.js';

const conv = (name: string, size: number, attributes: Record<string, unknown> = {}, inputs?: string[]): CompactNode =>
  inputs
    ? [name, 'conv2d', { strides: [1, 1], padding: 'same', ...attributes }, { kernel: [size, size, 1, 1] }, inputs]
    : [name, 'conv2d', { strides: [1, 1], padding: 'same', ...attributes }, { kernel: [size, size, 1, 1] }];
const depthwise = (name: string, stride: number): CompactNode => [
  name,
  'depthwise-conv2d',
  { strides: [stride, stride], padding: 'same' },
  { kernel: [3, 3, 1, 1] },
];
const pool = (name: string, size: number, stride = size, padding = 'valid'): CompactNode => [
  name,
  'max-pool',
  { poolSize: [size, size], strides: [stride, stride], padding },
];

describe('published receptive fields', () => {
  it('VGG-16: 196 at the last convolution, 212 at the last pool', () => {
    const blocks = [2, 2, 3, 3, 3].flatMap((count, block) => [
      ...Array.from({ length: count }, (_, i) => conv(`block${block + 1}_conv${i + 1}`, 3)),
      pool(`block${block + 1}_pool`, 2),
    ]);
    const graph = buildGraph([224, 224, 1], blocks);
    expect(receptiveField(graph, 'block5_conv3')).toMatchObject({ size: [196, 196], stride: [16, 16] });
    expect(receptiveField(graph, 'block5_pool')).toMatchObject({ size: [212, 212], stride: [32, 32] });
    expect(receptiveField(graph, 'block1_conv2')).toEqual({ size: [5, 5], stride: [1, 1], offset: [-2, -2] });
  });

  it('MobileNet v1: 315 at the last feature map', () => {
    const strides = [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1];
    const blocks = strides.flatMap((stride, i) => [depthwise(`dw${i + 1}`, stride), conv(`pw${i + 1}`, 1)]);
    const graph = buildGraph([224, 224, 1], [conv('conv1', 3, { strides: [2, 2] }), ...blocks]);
    expect(receptiveField(graph, 'pw13')).toMatchObject({ size: [315, 315], stride: [32, 32] });
    const open = buildGraph([null, null, 1], [conv('conv1', 3, { strides: [2, 2] }), ...blocks]);
    expect(receptiveField(open, 'pw13')).toEqual(receptiveField(graph, 'pw13'));
  });
});

describe('small fields by hand', () => {
  it.each<[string, CompactNode[], { size: number; stride: number; offset: number }]>([
    ['valid 3x3', [conv('out', 3, { padding: 'valid' })], { size: 3, stride: 1, offset: 0 }],
    ['same 3x3', [conv('out', 3)], { size: 3, stride: 1, offset: -1 }],
    [
      'same 3x3 of stride 2 on an even side pads behind',
      [conv('out', 3, { strides: [2, 2] })],
      { size: 3, stride: 2, offset: 0 },
    ],
    ['dilation', [conv('out', 3, { dilations: [2, 2] })], { size: 5, stride: 1, offset: -2 }],
    ['pool after convolution', [conv('a', 3), pool('out', 2)], { size: 4, stride: 2, offset: -1 }],
    [
      'padding layer',
      [
        [
          'pad',
          'zero-padding',
          {
            padding: [
              [1, 0],
              [1, 0],
            ],
          },
        ],
        conv('out', 2, { padding: 'valid' }),
      ],
      { size: 2, stride: 1, offset: -1 },
    ],
    [
      'branches',
      [conv('a', 3, {}, ['input']), conv('b', 5, {}, ['input']), ['out', 'add', {}, {}, ['a', 'b']]],
      { size: 5, stride: 1, offset: -2 },
    ],
    ['upsampling', [pool('a', 2), ['out', 'up-sampling', { size: [2, 2] }]], { size: 3, stride: 1, offset: -1 }],
    ['whole image', [conv('a', 3), ['out', 'global-average-pool']], { size: 12, stride: 0, offset: 0 }],
    [
      'dense',
      [
        ['flat', 'flatten'],
        ['out', 'dense', {}, { kernel: [144, 2] }],
      ],
      { size: 12, stride: 0, offset: 0 },
    ],
  ])('%s', (_, nodes, { size, stride, offset }) => {
    const field = receptiveField(buildGraph([12, 12, 1], nodes), 'out');
    expect(field).toEqual({ size: [size, size], stride: [stride, stride], offset: [offset, offset] });
  });

  it('is null where a whole image of unknown size is seen, and known for a given size', () => {
    const graph = buildGraph([null, null, 1], [conv('a', 3), ['out', 'global-average-pool']]);
    expect(receptiveField(graph, 'out')).toBeNull();
    expect(receptiveField(graph, 'out', { imageSize: [9, 7] })).toEqual({
      size: [9, 7],
      stride: [0, 0],
      offset: [0, 0],
    });
    expect(() => receptiveBox(graph, 'out', 0, 0)).toThrow(/any size/);
    expect(receptiveBox(graph, 'out', 0, 0, { imageSize: [9, 7] })).toEqual({
      x: 0,
      y: 0,
      width: 7,
      height: 9,
      clipped: false,
    });
  });

  it('cuts at the border of every layer, not of the input alone', () => {
    const graph = buildGraph([6, 6, 1], [conv('a', 1, { strides: [2, 2] }), conv('out', 3)]);
    expect(receptiveBox(graph, 'out', 2, 2)).toEqual({ x: 2, y: 2, width: 3, height: 3, clipped: true });
    expect(() => receptiveBox(graph, 'out', 3, 0)).toThrow('row 3 of "out"');
  });
});

describe('boxes by hand', () => {
  const margins = (top: number, left: number) => ({
    padding: [
      [top, 0],
      [left, 0],
    ],
  });

  it('hold nothing of a branch that sees rows but no columns', () => {
    const graph = buildGraph(
      [6, 6, 1],
      [
        ['right', 'zero-padding', margins(0, 1), {}, ['input']],
        [
          'narrow',
          'cropping',
          {
            cropping: [
              [0, 0],
              [0, 1],
            ],
          },
          {},
          ['right'],
        ],
        ['tall', 'conv2d', { strides: [1, 1], padding: 'same' }, { kernel: [5, 1, 1, 1] }, ['narrow']],
        ['out', 'add', {}, {}, ['tall', 'input']],
      ],
    );
    expect(receptiveBox(graph, 'tall', 2, 0)).toEqual({ x: 0, y: 0, width: 0, height: 0, clipped: true });
    expect(receptiveBox(graph, 'out', 2, 0)).toEqual({ x: 0, y: 2, width: 1, height: 1, clipped: true });
    expect(receptiveBox(graph, 'out', 2, 1)).toEqual({ x: 0, y: 0, width: 2, height: 5, clipped: false });
  });

  it('differ by phase behind up-sampling and transposed convolution', () => {
    const up = buildGraph([6, 6, 1], [['up', 'up-sampling', { size: [2, 2] }], conv('out', 3)]);
    expect(receptiveBox(up, 'out', 4, 4)).toMatchObject({ x: 1, y: 1, width: 2, height: 2 });
    expect(receptiveBox(up, 'out', 5, 5)).toMatchObject({ x: 2, y: 2, width: 2, height: 2 });
    const attributes = { strides: [2, 2], padding: 'valid' };
    const gaps = buildGraph([6, 6, 1], [['out', 'conv2d-transpose', attributes, { kernel: [1, 1, 1, 1] }]]);
    expect(receptiveBox(gaps, 'out', 2, 4)).toEqual({ x: 2, y: 1, width: 1, height: 1, clipped: false });
    expect(receptiveBox(gaps, 'out', 2, 3)).toEqual({ x: 0, y: 0, width: 0, height: 0, clipped: false });
  });

  it('are clipped where a layer was cropped before it was padded, but not where all is seen', () => {
    const cropped = {
      cropping: [
        [1, 1],
        [1, 1],
      ],
    };
    const graph = buildGraph([6, 6, 1], [['cut', 'cropping', cropped], conv('out', 3), ['all', 'global-average-pool']]);
    expect(receptiveBox(graph, 'out', 0, 1)).toEqual({ x: 1, y: 1, width: 3, height: 2, clipped: true });
    expect(receptiveBox(graph, 'out', 1, 1)).toEqual({ x: 1, y: 1, width: 3, height: 3, clipped: false });
    expect(receptiveBox(graph, 'all', 0, 0)).toEqual({ x: 1, y: 1, width: 4, height: 4, clipped: false });
  });

  it('are remembered for each size of image', () => {
    const graph = buildGraph([null, null, 1], [conv('a', 3), ['out', 'global-average-pool']]);
    for (const [h, w] of [
      [6, 6],
      [4, 5],
      [6, 6],
    ] as const) {
      const box = receptiveBox(graph, 'out', 0, 0, { imageSize: [h, w] });
      expect(box).toEqual({ x: 0, y: 0, width: w, height: h, clipped: false });
    }
  });
});

/** The exact box of every unit against the support of its gradient, and the field, which must hold it. */
async function check(network: Network, node: NetworkNode): Promise<void> {
  const [rows, columns] = gridOf(node);
  const [imageHeight, imageWidth] = network.nodes[0].shape as number[];
  const { size, stride, offset } = receptiveField(network, node.name)!;
  const boxes = Array.from({ length: rows * columns }, (_, place) =>
    receptiveBox(network, node.name, Math.floor(place / columns), place % columns),
  );
  const bounds = boxes.map(({ x, y, width, height }) => ({ x, y, width, height }));
  expect(bounds, node.name).toEqual(await gradientSupports(network, node));
  const outside = boxes.filter(({ x, y, width, height }, place) => {
    if (width === 0) return false; // Padding sees nothing.
    const top = offset[0] + stride[0] * Math.floor(place / columns);
    const left = offset[1] + stride[1] * (place % columns);
    return (
      y < Math.max(0, top) - 1e-9 ||
      x < Math.max(0, left) - 1e-9 ||
      y + height > Math.min(imageHeight, top + size[0]) + 1e-9 ||
      x + width > Math.min(imageWidth, left + size[1]) + 1e-9
    );
  });
  expect(outside, `${node.name}: beyond the field`).toEqual([]);
}

/** Weights made positive and rectifiers open everywhere, so that nothing cancels: the gradient's support is then the field. */
function positive(graph: NetworkGraph): NetworkGraph['nodes'] {
  return graph.nodes.map((node) => ({
    ...node,
    weights: Object.fromEntries(
      Object.entries(node.weights).map(([role, { shape, data }]) => [
        role,
        {
          shape,
          data:
            role === 'mean' || role === 'bias' || role === 'beta'
              ? new Float32Array(data.length)
              : data.map((v) => Math.abs(v) + 0.1),
        },
      ]),
    ),
    // Relu6 would close at large values.
    attributes: node.operation === 'relu' ? { maxValue: null } : node.attributes,
  }));
}

describe('fields are the support of the true gradient', () => {
  it.each(['plain', 'residual', 'nested'])('in the reference network %s', async (name) => {
    const { loadGraph } = await import('../../src/network/load-graph.js');
    const { createNetwork } = await import('../../src/network/create-network.js');
    const { createEngine } = await import('../../src/network/engines/index.js');
    const graph = await loadGraph(new URL(`../fixtures/networks/${name}/model.json`, import.meta.url).pathname);
    // A maximum passes its gradient to one position: averages see what maxima may see.
    const nodes = positive(graph).map((node) =>
      node.operation === 'max-pool' ? { ...node, operation: 'average-pool' } : node,
    );
    const network = await createNetwork({ ...graph, nodes }, await createEngine('wasm'));
    const spatial = network.nodes.filter((node) => !['softmax', 'input', 'flatten'].includes(node.operation));
    for (const node of spatial) await check(network, node);
    await network.dispose();
  });

  it('in random stacks with windows, padding, cuts, resampling and branches', { timeout: 120_000 }, async () => {
    const sides = fc.tuple(fc.integer({ min: 5, max: 11 }), fc.integer({ min: 5, max: 11 }));
    const layers = fc.array(randomLayer, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sides, layers, async (side, stack) => {
        const network = await buildNetwork([...side, 1], stackOf(side, stack), { range: [0.5, 1] });
        for (const node of network.nodes.slice(1)) await check(network, node);
        await network.dispose();
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
