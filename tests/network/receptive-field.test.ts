import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backward } from '../../src/network/backward.js';
import type { Network, NetworkGraph } from '../../src/network/network.js';
import { receptiveBox, receptiveField } from '../../src/network/receptive-field.js';
import { sizeOf } from '../../src/numeric/nd-array.js';
import { buildGraph, buildNetwork, type CompactNode } from '../support/graph.js';

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

/** The box around all input pixels whose gradient is not zero. */
async function support(network: Network, name: string, row: number, column: number) {
  const node = network.nodes.find((each) => each.name === name)!;
  const [, width, channels] = node.shape as number[];
  const seed = { shape: [1, ...node.shape] as number[], data: new Float32Array(sizeOf(node.shape as number[])) };
  const first = node.shape.length === 3 ? (row * width + column) * channels : 0;
  seed.data.fill(1, first, first + (channels ?? 1));
  const image = network.nodes[0].shape as number[];
  const batch = { shape: [1, ...image], data: new Float32Array(sizeOf(image)).fill(1) };
  const gradients = await backward(network, batch, { target: { node: name, seed } });
  const { data } = gradients.get(network.nodes[0].name)!;
  const seen = { x: [] as number[], y: [] as number[] };
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue;
    const pixel = Math.floor(i / image[2]);
    seen.x.push(pixel % image[1]);
    seen.y.push(Math.floor(pixel / image[1]));
  }
  if (seen.x.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const [x, y] = [Math.min(...seen.x), Math.min(...seen.y)];
  return { x, y, width: Math.max(...seen.x) - x + 1, height: Math.max(...seen.y) - y + 1 };
}

const unit = (length: number, share: number) => Math.min(length - 1, Math.floor(share * length));

/** The exact box and the uncut field against the support of the gradient, at corners and in the middle. */
async function check(network: Network, name: string): Promise<void> {
  const { shape } = network.nodes.find((each) => each.name === name)!;
  const [h, w] = shape.length === 3 ? (shape as number[]) : [1, 1];
  const [imageHeight, imageWidth] = network.nodes[0].shape as number[];
  const field = receptiveField(network, name)!;
  for (const [down, across] of [
    [0, 0],
    [0.5, 0.5],
    [0.99, 0.99],
    [0.3, 0.8],
  ]) {
    const [row, column] = [unit(h, down), unit(w, across)];
    const box = receptiveBox(network, name, row, column);
    const { clipped, ...bounds } = box;
    expect(bounds, `${name} at ${row}, ${column}`).toEqual(await support(network, name, row, column));
    if (bounds.width === 0) continue; // A unit of a padding layer that is padding.
    const [y, x] = [field.offset[0] + field.stride[0] * row, field.offset[1] + field.stride[1] * column];
    expect(bounds.y).toBeGreaterThanOrEqual(Math.max(0, y));
    expect(bounds.x).toBeGreaterThanOrEqual(Math.max(0, x));
    expect(bounds.y + bounds.height).toBeLessThanOrEqual(Math.min(imageHeight, y + field.size[0]));
    expect(bounds.x + bounds.width).toBeLessThanOrEqual(Math.min(imageWidth, x + field.size[1]));
    if (!clipped) expect([bounds.height, bounds.width]).toEqual(field.size);
  }
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
    for (const node of spatial) await check(network, node.name);
    await network.dispose();
  });

  const layer = fc.record({
    kind: fc.constantFrom(
      'conv2d',
      'depthwise-conv2d',
      'average-pool',
      'conv2d',
      'zero-padding',
      'branch',
      'concatenate',
    ),
    size: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 3 }),
    padding: fc.constantFrom('same', 'valid'),
  });

  it('in random stacks with strides, padding, dilation and branches', { timeout: 120_000 }, async () => {
    const sides = fc.tuple(fc.integer({ min: 14, max: 26 }), fc.integer({ min: 14, max: 26 }));
    await fc.assert(
      fc.asyncProperty(sides, fc.array(layer, { minLength: 1, maxLength: 5 }), async ([h, w], layers) => {
        const nodes: CompactNode[] = [];
        let channels = 1;
        for (const [i, { kind, size, stride, dilation, padding }] of layers.entries()) {
          const strides = [stride, stride];
          const dilations = stride === 1 ? [dilation, dilation] : [1, 1];
          const last = nodes.at(-1)?.[0] ?? 'input';
          const name = `n${i}`;
          if (kind === 'conv2d') {
            nodes.push([name, kind, { strides, padding, dilations }, { kernel: [...size, channels, 1] }]);
            channels = 1;
          } else if (kind === 'depthwise-conv2d') {
            nodes.push([name, kind, { strides, padding, dilations }, { kernel: [...size, channels, 1] }]);
          } else if (kind === 'average-pool') {
            nodes.push([name, kind, { poolSize: size, strides, padding }]);
          } else if (kind === 'zero-padding') {
            nodes.push([
              name,
              kind,
              {
                padding: [
                  [stride - 1, dilation],
                  [size[0], 0],
                ],
              },
            ]);
          } else {
            const wide = { strides: [1, 1], padding: 'same', dilations: [dilation, dilation] };
            nodes.push([`${name}a`, 'depthwise-conv2d', wide, { kernel: [...size, channels, 1] }, [last]]);
            nodes.push([name, kind === 'branch' ? 'add' : kind, {}, {}, [last, `${name}a`]]);
            if (kind === 'concatenate') channels *= 2;
          }
        }
        let network: Network;
        try {
          network = await buildNetwork([h, w, 1], nodes, { range: [0.5, 1] });
        } catch {
          return; // A valid window that does not fit any more.
        }
        await check(network, nodes.at(-1)![0]);
        await network.dispose();
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('contains the support in up-sampling and transposed convolutions, exactly by box', async () => {
    const network = await buildNetwork(
      [12, 10, 1],
      [
        conv('a', 3, { strides: [2, 2] }),
        ['up', 'up-sampling', { size: [2, 2], interpolation: 'bilinear' }],
        ['transposed', 'conv2d-transpose', { strides: [2, 2], padding: 'same' }, { kernel: [3, 3, 1, 1] }],
        ['resized', 'resizing', { height: 9, width: 13, interpolation: 'nearest' }],
      ],
      { range: [0.5, 1] },
    );
    for (const name of ['up', 'transposed', 'resized']) {
      for (const [row, column] of [
        [0, 0],
        [4, 3],
        [8, 9],
      ]) {
        const { clipped: _, ...box } = receptiveBox(network, name, row, column);
        expect(box, `${name} at ${row}, ${column}`).toEqual(await support(network, name, row, column));
        const field = receptiveField(network, name)!;
        expect(box.y).toBeGreaterThanOrEqual(Math.max(0, field.offset[0] + field.stride[0] * row) - 1e-9);
        expect(box.y + box.height).toBeLessThanOrEqual(field.offset[0] + field.stride[0] * row + field.size[0] + 1e-9);
      }
    }
    await network.dispose();
  });
});
