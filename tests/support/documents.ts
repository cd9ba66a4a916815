import { encode } from 'fast-png';
import { uint8ArrayToBase64 } from 'uint8array-extras';
import {
  type ActivationsDocument,
  type AttributionDocument,
  type AuditDocument,
  type ComparisonDocument,
  type ConvlensDocument,
  encodeArray,
  type FiltersDocument,
  type NetworkDocument,
  type PatchesDocument,
  type PredictionsDocument,
  type SuperpixelsDocument,
  type TrainingDocument,
} from '../../src/document/index.js';
import { random } from '../../src/numeric/random.js';

/** Documents as the analyses return them, of made-up but plausible values: one builder a kind, seeded. */

export interface DocumentOptions {
  readonly seed?: number;
  /** Pixels. Default: 28. */
  readonly size?: number;
  /** Default: 1, a handwritten digit; 3 is a little landscape. */
  readonly channels?: 1 | 3;
  /** Which class is explained. Default: 4. */
  readonly target?: number;
}

const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));

function commonParts(name: string, options: Record<string, unknown>, seed: number) {
  return {
    model: { name: 'digits', fingerprint: '5f'.repeat(32), classes: [...DIGITS] },
    method: { name, options, seed },
    quality: { trustworthy: true as boolean | null, sentences: [] as string[] },
    provenance: { convlens: '0.1.0', engine: 'tfjs-wasm', duration: 412.5, forwardPasses: 600, backwardPasses: 0 },
  };
}

/** Strokes of a 4 on black, or a sky over a meadow with a dark tree. */
export function pixels(size: number, channels: 1 | 3, seed = 1): Uint8ClampedArray {
  const { uniform } = random(seed);
  const data = new Uint8ClampedArray(size * size * channels);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = (y * size + x) * channels;
      if (channels === 1) data[at] = four(x / size, y / size) * (0.9 + 0.1 * uniform());
      else data.set(landscape(x / size, y / size, uniform()), at);
    }
  }
  return data;
}

function four(x: number, y: number): number {
  const near = (distance: number) => Math.max(0, Math.min(1, 1.6 - distance / 0.045)) * 255;
  const left = y > 0.18 && y < 0.6 ? near(Math.abs(x - (0.34 - 0.12 * (y - 0.4)))) : 0;
  const bar = x > 0.3 && x < 0.75 ? near(Math.abs(y - 0.57 + 0.1 * (x - 0.5))) : 0;
  const right = y > 0.2 && y < 0.88 ? near(Math.abs(x - (0.64 - 0.08 * (y - 0.5)))) : 0;
  return Math.max(left, bar, right);
}

function landscape(x: number, y: number, noise: number): readonly [number, number, number] {
  const grain = 20 * noise;
  if (Math.hypot((x - 0.62) * 1.4, y - 0.4) < 0.2) return [40 + grain, 80 + grain, 36 + grain];
  if (Math.abs(x - 0.62) < 0.03 && y > 0.55 && y < 0.8) return [84 + grain, 56 + grain, 32];
  return y < 0.62 + 0.05 * Math.sin(9 * x)
    ? [120 + 90 * y + grain, 170 + 50 * y + grain, 225]
    : [110 + 50 * y + grain, 140 - 30 * y + grain, 60];
}

/** A picture as documents hold it. */
export function pngUri(width: number, height: number, channels: 1 | 3, data: ArrayLike<number>): string {
  const png = encode({ width, height, channels, depth: 8, data: Uint8Array.from(data) });
  return `data:image/png;base64,${uint8ArrayToBase64(png)}`;
}

function imagePart(size: number, channels: 1 | 3, seed: number) {
  const name = channels === 1 ? `four-${seed}.png` : `meadow-${seed}.jpg`;
  return { name, width: size, height: size, pixels: pngUri(size, size, channels, pixels(size, channels, seed)) };
}

/** Labels of the nearest of some seeded points: regions with borders in all directions. */
export function voronoi(size: number, count: number, seed = 1): Int32Array {
  const { uniform } = random(seed);
  const side = Math.ceil(Math.sqrt(count));
  const points = Array.from({ length: count }, (_, i) => [
    (((i % side) + 0.15 + 0.7 * uniform()) * size) / side,
    ((Math.floor(i / side) + 0.15 + 0.7 * uniform()) * size) / Math.ceil(count / side),
  ]);
  return Int32Array.from({ length: size * size }, (_, at) => {
    const distances = points.map(([x, y]) => Math.hypot((at % size) + 0.5 - x, Math.floor(at / size) + 0.5 - y));
    return distances.indexOf(Math.min(...distances));
  });
}

export function superpixelsDocument(
  options: DocumentOptions & { readonly segments?: number } = {},
): SuperpixelsDocument {
  const { seed = 1, size = 28, channels = 1, target = 4, segments = 24 } = options;
  const { normal } = random(seed + 10 * target);
  const weights = Array.from({ length: segments }, (_, segment) => ({
    segment,
    weight: 0.12 * Math.abs(normal()) ** 2 * (normal() > -0.8 ? 1 : -1),
    standardError: 0.008 + 0.003 * Math.abs(normal()),
  }));
  weights.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return {
    schema: 'convlens/superpixels@1',
    kind: 'superpixels',
    ...commonParts('lime', { samples: 600, segmentation: 'slic', segments, output: 'probability' }, seed),
    image: imagePart(size, channels, seed),
    target: { index: target, label: DIGITS[target], probability: target === 4 ? 0.998 : 0.001, logit: 9.1 - target },
    result: {
      segments: encodeArray({ shape: [size, size], data: voronoi(size, segments, seed) }),
      weights,
      intercept: 0.04,
      r2: 0.84,
      localPrediction: 0.97,
      prediction: target === 4 ? 0.998 : 0.001,
      samples: 600,
      effectiveSamples: 388.2,
    },
  };
}

export function filtersDocument(
  options: DocumentOptions & { readonly shape?: readonly [number, number, number, number] } = {},
): FiltersDocument {
  const { seed = 1, channels = 1, shape = [5, 5, channels, 8] } = options;
  const [height, width, inputs, outputs] = shape;
  const { uniform, normal } = random(seed);
  const angles = Array.from({ length: inputs * outputs }, () => 2 * Math.PI * uniform());
  const kernels = Float32Array.from({ length: height * width * inputs * outputs }, (_, at) => {
    const kernel = at % (inputs * outputs);
    const cell = Math.floor(at / (inputs * outputs));
    const [x, y] = [(cell % width) - (width - 1) / 2, Math.floor(cell / width) - (height - 1) / 2];
    const wave = Math.sin(0.9 * (x * Math.cos(angles[kernel]) + y * Math.sin(angles[kernel])) + angles[kernel]);
    return 0.6 * wave + 0.08 * normal();
  });
  return {
    schema: 'convlens/filters@1',
    kind: 'filters',
    ...commonParts('filters', { layer: 'conv1' }, seed),
    result: {
      layer: 'conv1',
      operation: 'conv2d',
      kernels: encodeArray({ shape, data: kernels }),
      bias: encodeArray({ shape: [outputs], data: Float32Array.from({ length: outputs }, () => 0.1 * normal()) }),
    },
  };
}

export function activationsDocument(options: DocumentOptions = {}): ActivationsDocument {
  const { seed = 1, size = 28, channels = 1 } = options;
  const image = pixels(size, channels, seed);
  return {
    schema: 'convlens/activations@1',
    kind: 'activations',
    ...commonParts('activations', { layers: ['conv1', 'conv2', 'dense'] }, seed),
    image: imagePart(size, channels, seed),
    result: {
      layers: [
        activationLayer('conv1', 'conv2d', [size, size, 8], (x, y, c) => edge(image, size, channels, x, y, c)),
        activationLayer('conv2', 'conv2d', [size >> 1, size >> 1, 16], (x, y, c) =>
          c === 5 || c === 11 ? 0 : edge(image, size, channels, 2 * x, 2 * y, 3 * c + 1),
        ),
        activationLayer('dense', 'dense', [10], (_x, _y, c) => (c === 4 ? 9.1 : ((c * 7) % 5) - 2)),
      ],
    },
  };
}

function edge(image: Uint8ClampedArray, size: number, channels: number, x: number, y: number, c: number): number {
  const at = (dx: number, dy: number) =>
    image[(Math.min(size - 1, y + dy) * size + Math.min(size - 1, x + dx)) * channels] / 255;
  const [dx, dy] = [1 + (c % 3), 1 + ((c >> 1) % 3)];
  return Math.max(0, (c % 2 ? 1 : -1) * (at(dx, 0) - at(0, dy)) + 0.1 * (at(0, 0) - 0.2 * (c % 4)));
}

function activationLayer(
  name: string,
  operation: string,
  shape: readonly number[],
  value: (x: number, y: number, channel: number) => number,
) {
  const channels = shape[shape.length - 1];
  const width = shape.length === 3 ? shape[1] : 1;
  const cells = shape.length === 3 ? shape[0] * shape[1] : 1;
  const data = Float32Array.from({ length: cells * channels }, (_, at) => {
    const cell = Math.floor(at / channels);
    return value(cell % width, Math.floor(cell / width), at % channels);
  });
  const summaries = Array.from({ length: channels }, (_, channel) => {
    const values = [...data].filter((__, at) => at % channels === channel);
    const zeros = values.filter((entry) => entry === 0).length / cells;
    const mean = values.reduce((sum, entry) => sum + entry, 0) / cells;
    return { zeros, mean, max: Math.max(...values), min: Math.min(...values), dead: zeros === 1 };
  });
  return { name, operation, values: encodeArray({ shape, data }), channels: summaries };
}

export function patchesDocument(
  options: DocumentOptions & { readonly units?: number; readonly top?: number } = {},
): PatchesDocument {
  const { seed = 1, size = 28, channels = 1, units = 6, top = 9 } = options;
  const { uniform, integer } = random(seed);
  const cellSize = 12;
  const columns = 2 * top;
  const rows = units;
  const sprite = new Uint8ClampedArray(columns * rows * cellSize * cellSize * channels);
  const patch = (unit: number, rank: number, activation: number) => {
    const cell = unit * columns + rank;
    const [row, column] = [integer(0, 7), integer(0, 7)];
    const [left, up] = [2 * column, 2 * row];
    const image = pixels(size, channels, seed + integer(0, 99));
    const [width, height] = [Math.min(cellSize, size - left), Math.min(cellSize, size - up)];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const to = (unit * cellSize + y) * columns * cellSize + rank * cellSize + x;
        for (let c = 0; c < channels; c++) {
          sprite[to * channels + c] = image[((up + y) * size + left + x) * channels + c];
        }
      }
    }
    return {
      image: `digit-${integer(0, 99)}.png`,
      activation,
      row,
      column,
      box: { x: left, y: up, width, height },
      clipped: width < cellSize || height < cellSize,
      cell,
    };
  };
  const falling = (count: number, from: number) =>
    Array.from({ length: count }, () => from * uniform()).sort((a, b) => b - a);
  return {
    schema: 'convlens/patches@1',
    kind: 'patches',
    ...commonParts('patches', { layer: 'conv2', top, least: true }, seed),
    result: {
      layer: 'conv2',
      operation: 'conv2d',
      images: 100,
      receptiveField: { size: [12, 12], stride: [2, 2], offset: [0, 0] },
      units: Array.from({ length: units }, (_, unit) => ({
        unit,
        patches: falling(top, 4).map((activation, rank) => patch(unit, rank, activation)),
        least: falling(top, -0.5).map((activation, rank) => patch(unit, top + rank, -0.5 - activation)),
      })),
      sprite: {
        columns,
        cellWidth: cellSize,
        cellHeight: cellSize,
        pixels: pngUri(columns * cellSize, rows * cellSize, channels, sprite),
      },
    },
  };
}

export function comparisonDocument({
  across = false,
  ...options
}: DocumentOptions & { readonly across?: boolean } = {}): ComparisonDocument {
  const { receptiveField, units, sprite } = patchesDocument({ ...options, top: 4 }).result;
  const layer = (name: string, network: 0 | 1, share: number): ComparisonDocument['result']['layers'][number] => ({
    network,
    name,
    operation: 'conv2d',
    shape: [8, 8, 6],
    receptiveField,
    width: 6,
    dead: network,
    zeros: 0.4,
    neighbours: { share, chance: 0.1 },
    units: units.map(({ unit, patches }) => ({ unit, patches })),
    sprite,
  });
  const own = [layer('conv1', 0, 0.3), layer('conv2', 0, 0.6)];
  return {
    schema: 'convlens/comparison@1',
    kind: 'comparison',
    ...commonParts('compare-layers', { layers: ['conv1', 'conv2'], units: 6, top: 4 }, 1),
    result: {
      images: 100,
      compared: 100,
      ...(across && { other: { name: 'other', fingerprint: null, classes: [...DIGITS] } }),
      inputSizes: across ? [[28, 28], null] : [[28, 28]],
      layers: across ? [...own, layer('hidden', 1, 0.8)] : own,
      similarity: across
        ? { rows: [0, 1], columns: [2], values: [[0.25], [0.75]] }
        : {
            rows: [0, 1],
            columns: [0, 1],
            values: [
              [1, 0.5],
              [0.5, 1],
            ],
          },
    },
  };
}

export function networkDocument({ seed = 1 }: DocumentOptions = {}): NetworkDocument {
  const field = (size: number, stride: number, offset: number) => ({
    size: [size, size] as [number, number],
    stride: [stride, stride] as [number, number],
    offset: [offset, offset] as [number, number],
  });
  return {
    schema: 'convlens/network@1',
    kind: 'network',
    ...commonParts('info', {}, seed),
    result: {
      layers: [
        {
          name: 'image',
          operation: 'input',
          inputs: [],
          shape: [28, 28, 1],
          parameters: 0,
          receptiveField: field(1, 1, 0),
        },
        {
          name: 'conv1',
          operation: 'conv2d',
          inputs: ['image'],
          shape: [28, 28, 8],
          parameters: 208,
          receptiveField: field(5, 1, -2),
        },
        {
          name: 'pool1',
          operation: 'max-pool',
          inputs: ['conv1'],
          shape: [14, 14, 8],
          parameters: 0,
          receptiveField: field(6, 2, -2),
        },
        {
          name: 'conv2',
          operation: 'conv2d',
          inputs: ['pool1'],
          shape: [14, 14, 16],
          parameters: 3216,
          receptiveField: field(14, 2, -6),
        },
        {
          name: 'pool2',
          operation: 'max-pool',
          inputs: ['conv2'],
          shape: [7, 7, 16],
          parameters: 0,
          receptiveField: field(16, 4, -6),
        },
        { name: 'flatten', operation: 'flatten', inputs: ['pool2'], shape: [784], parameters: 0, receptiveField: null },
        { name: 'dense', operation: 'dense', inputs: ['flatten'], shape: [10], parameters: 7850, receptiveField: null },
      ],
      parameters: 11274,
    },
  };
}

export function predictionsDocument(options: DocumentOptions & { readonly images?: number } = {}): PredictionsDocument {
  const { seed = 1, size = 28, channels = 1, images = 5 } = options;
  const { uniform } = random(seed);
  return {
    schema: 'convlens/predictions@1',
    kind: 'predictions',
    ...commonParts('predict', {}, seed),
    result: {
      images: Array.from({ length: images }, (_, i) => {
        const logits = DIGITS.map((_digit, index) => (index === (i * 3 + 4) % 10 ? 6 : 0) + 4 * uniform());
        const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
        const { name, pixels: thumbnail } = imagePart(size, channels, seed + i);
        return { name, probabilities: logits.map((logit) => Math.exp(logit) / total), logits, thumbnail };
      }),
    },
  };
}

export function trainingDocument({ seed = 1 }: DocumentOptions = {}): TrainingDocument {
  const { uniform } = random(seed);
  const curve = (start: number, end: number, epochs: number) =>
    Array.from({ length: epochs }, (_, i) => {
      const accuracy = end - (end - start) * Math.exp(-i / 2.5) + 0.001 * uniform();
      const loss = 3.2 * (1 - accuracy);
      return { epoch: i + 1, loss, accuracy, testLoss: 1.1 * loss, testAccuracy: accuracy - 0.003 };
    });
  const network = (name: string, parameters: number, start: number, end: number, seconds: number) => ({
    name,
    parameters,
    trainAccuracy: end,
    testAccuracy: end - 0.003,
    seconds,
    epochs: curve(start, end, 8),
  });
  return {
    schema: 'convlens/training@1',
    kind: 'training',
    ...commonParts('train', { epochs: 8, batchSize: 64 }, seed),
    result: {
      data: { name: 'MNIST', train: 60000, test: 10000 },
      networks: [
        network('logistic', 7850, 0.86, 0.928, 12),
        network('perceptron', 101770, 0.93, 0.983, 31),
        network('digits', 11274, 0.95, 0.993, 88),
      ],
    },
  };
}

export function attributionDocument(options: DocumentOptions = {}): AttributionDocument {
  const { seed = 1, size = 28, channels = 1, target = 4 } = options;
  const { normal } = random(seed);
  const image = pixels(size, channels, seed);
  return {
    schema: 'convlens/attribution@1',
    kind: 'attribution',
    ...commonParts('integrated-gradients', { steps: 50, baseline: 0 }, seed),
    image: imagePart(size, channels, seed),
    target: { index: target, label: DIGITS[target], probability: 0.998, logit: 9.1 },
    result: {
      values: encodeArray({
        shape: [size, size, channels],
        data: Float32Array.from(image, (value) => (value / 255) * 0.1 * (normal() + 0.4)),
      }),
      delta: 0.0004,
    },
  };
}

/** An audit of a classifier that takes what has grass below for a cow, whatever stands on it. */
export function auditDocument(options: DocumentOptions = {}): AuditDocument {
  const { seed = 1, channels = 1 } = options;
  const [size, count, segments] = [20, 8, 12];
  const names = Array.from({ length: count }, (_, i) => `${i < 4 ? 'cow' : 'camel'}/meadow-${i + 1}.png`);
  const maps = names.map((_, i) => voronoi(size, segments, seed + i));
  const tiles = (of: readonly number[], columns: number) => {
    const data = new Uint8ClampedArray(size * columns * size * Math.ceil(of.length / columns) * channels);
    of.forEach((index, at) => {
      const [left, top] = [(at % columns) * size, Math.floor(at / columns) * size];
      const own = pixels(size, channels, seed + index);
      for (let y = 0; y < size; y++) {
        const row = own.subarray(y * size * channels, (y + 1) * size * channels);
        data.set(row, ((top + y) * columns * size + left) * channels);
      }
    });
    return {
      pixels: pngUri(columns * size, size * Math.ceil(of.length / columns), channels, data),
      tile: size,
      columns,
    };
  };
  const effect = (images: number, flips: number, change: number) => ({
    images,
    flips,
    deltaProbability: change,
    interval: [change - 0.1, Math.min(1, change + 0.05)] as [number, number],
  });
  const contrast = (difference: number, p: number) => ({
    difference,
    differenceInterval: [difference - 0.1, difference + 0.1] as [number, number],
    p,
  });
  const concept = (verdict: 'shortcut' | 'object' | 'unclear', id: string, members: readonly number[]) => ({
    id,
    class: 'cow',
    verdict,
    sentence: `Removing it turns 5 of 6 predictions of "cow" into "camel"; random regions of the same size turn 1.`,
    description: `${id}, in the lower part, 40 % of the picture`,
    shareOfEvidence: 0.7,
    shareOfArea: 0.4,
    members: members.map((index) => ({ image: names[index], segments: [9, 10, 11] })),
    removed: { ...effect(6, 5, 0.8), ...contrast(0.7, 0.004), fill: 'swap' },
    control: effect(6, 1, 0.1),
    added: { ...effect(2, 2, 0.9), ...contrast(0.85, 0.01), control: effect(2, 0, 0.02) },
    outsideMask: 0.94,
    fills: { swap: { ...effect(6, 5, 0.8), control: effect(6, 1, 0.1) } },
    mistakes: { with: { images: 2, taken: 2 }, without: { images: 2, taken: 0 }, p: 0.02 },
    sheet: { ...tiles(members, 4), images: members.map((index) => names[index]) },
  });
  const { model, ...common } = commonParts('audit', { method: 'lime', samples: 200, segments }, seed);
  const { normal } = random(seed);
  return {
    schema: 'convlens/audit@1',
    kind: 'audit',
    model: { ...model, classes: ['cow', 'camel'] },
    ...common,
    quality: { trustworthy: null, sentences: ['2 concepts were tested, on at most 6 images each.'] },
    result: {
      images: names.map((name, i) => ({
        name,
        label: i < 4 ? 'cow' : 'camel',
        predicted: i < 6 ? 'cow' : 'camel',
        probability: 0.9 + i / 100,
        group: i < 4 ? 'cow on grass' : i < 6 ? 'camel on grass' : 'camel on sand',
        outsideMask: 0.9,
      })),
      segments: Object.fromEntries(names.map((name, i) => [name, encodeArray({ shape: [size, size], data: maps[i] })])),
      weights: Object.fromEntries(
        names.map((name) => [name, Array.from({ length: segments }, (_, k) => (k > 8 ? 1 : 0) + 0.2 * normal())]),
      ),
      concepts: [concept('shortcut', 'green', [0, 1, 2, 3, 4, 5]), concept('unclear', 'dark', [2, 5])],
      thumbnails: tiles([0, 1, 2, 3, 4, 5, 6, 7], 4),
      groups: [
        { name: 'cow on grass', images: 4, accuracy: 1 },
        { name: 'camel on grass', images: 2, accuracy: 0 },
        { name: 'camel on sand', images: 2, accuracy: 1 },
      ],
      accuracy: 0.75,
      confusion: [
        [4, 0],
        [2, 2],
      ],
      skipped: [{ image: 'cow/broken.png', reason: 'Cannot read "broken.png": it is no picture' }],
    },
  };
}

/** One document of each kind. */
export function oneOfEach(options: DocumentOptions = {}): ConvlensDocument[] {
  return [
    networkDocument(options),
    predictionsDocument(options),
    trainingDocument(options),
    filtersDocument(options),
    activationsDocument(options),
    patchesDocument(options),
    comparisonDocument(options),
    superpixelsDocument(options),
    attributionDocument(options),
    auditDocument(options),
  ];
}
