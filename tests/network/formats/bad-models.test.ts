import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { ModelSource } from '../../../src/network/formats/model-source.js';
import { loadGraph } from '../../../src/network/load-graph.js';
import {
  artifacts,
  bytesOf,
  counting,
  folderOf,
  functional,
  layer,
  linked,
  modelFiles,
  sequential,
  TINY,
  TINY_WEIGHTS,
  text,
} from './small-model.js';

const IMAGE = { batch_input_shape: [null, 4, 4, 1] };
const CONV = { filters: 2, kernel_size: [1, 1] };
const files = modelFiles();
const json = (content: unknown) => ({ 'model.json': text(content) });
const input = (name: string) => linked('InputLayer', name, IMAGE);
const flatAfter = (...layers: Record<string, unknown>[]) => sequential(...layers, layer('Flatten', 'flatten'));

const FOLDERS: [string, Record<string, Uint8Array>, string][] = [
  ['no JSON', { 'model.json': text('%PDF') }, 'model.json is no JSON, expected the model.json of a layers-model'],
  ['not text', { 'model.json': new Uint8Array([0xff, 0xd8, 0xff]) }, 'model.json is no JSON, expected'],
  ['JSON that is no model', json({ hello: 1 }), 'model.json is no layers-model of tfjs: it has no "modelTopology"'],
  ['a list', json([1, 2]), 'model.json is no layers-model of tfjs: it has no "modelTopology"'],
  ['null', json(null), 'model.json is no layers-model of tfjs: at '],
  [
    'a graph-model',
    json({ format: 'graph-model', modelTopology: {} }),
    'it is a TensorFlow graph-model, whose layers cannot be told apart',
  ],
  ['no manifest', json({ modelTopology: TINY }), 'model.json is no layers-model of tfjs: it has no "weightsManifest"'],
  [
    'a manifest that is wrong deeper',
    json({
      modelTopology: TINY,
      weightsManifest: [{ paths: ['a'], weights: [{ name: 'a', shape: [-1], dtype: 'float32' }] }],
    }),
    'at weightsManifest.0.weights.0.shape.0, ',
  ],
  ['no model.json', { 'other.txt': text('x') }, 'the folder holds no model.json'],
  ['no weights', { 'model.json': files['model.json'] }, 'weight file weights.bin is missing'],
  [
    'short weights',
    { ...files, 'weights.bin': files['weights.bin'].slice(0, 9) },
    'weights.bin is too short: it ends after 9 bytes, within weight "conv/bias", expected 16 bytes',
  ],
  [
    'long weights',
    { ...files, 'weights.bin': new Uint8Array(20) },
    'weights.bin is too long: it has 20 bytes, expected 16 bytes',
  ],
  [
    'NaN',
    modelFiles(TINY, [{ ...TINY_WEIGHTS[0], values: [1, Number.NaN] }, TINY_WEIGHTS[1]]),
    'weight "conv/kernel" holds NaN at position 1',
  ],
];

test.each(FOLDERS)('a folder with %s', async (_, content, message) => {
  const folder = await folderOf(content, 'bad');
  await expect(loadGraph(folder)).rejects.toThrow(
    `Cannot load "${folder}": ${message.startsWith('at ') ? '' : message}`,
  );
  await expect(loadGraph(folder)).rejects.toThrow(message);
});

const MODELS: [string, Record<string, unknown>, string][] = [
  ['no layers', sequential(), 'model "sequential" has no layers'],
  [
    'no model',
    { class_name: 'Dense', config: { units: 1 } },
    'its modelTopology describes a Dense, expected a Sequential or a functional model with layers',
  ],
  [
    'an entry that is no layer',
    sequential(layer('Flatten', 'a', IMAGE), { foo: 1 }),
    'layer 2 of "sequential" is no layer, expected {class_name, config}',
  ],
  [
    'an unknown class',
    flatAfter(layer('Lambda', 'x', IMAGE)),
    'layer "x" is a Lambda, a class that convlens does not know: give loadNetwork a reader',
  ],
  [
    'an unknown activation',
    flatAfter(layer('Activation', 'x', { ...IMAGE, activation: 'wobble' })),
    'layer "x" (Activation): its activation is "wobble", expected one of linear, relu',
  ],
  [
    'channels first',
    flatAfter(layer('MaxPooling2D', 'x', { ...IMAGE, data_format: 'channels_first' })),
    'layer "x" (MaxPooling2D) has data_format channels_first, expected channels_last',
  ],
  [
    'a stride of 0',
    flatAfter(layer('MaxPooling2D', 'x', { ...IMAGE, strides: [0, 1] })),
    'layer "x" (MaxPooling2D): its strides is [0,1], expected whole numbers from 1',
  ],
  [
    'no input shape',
    sequential(layer('Flatten', 'x')),
    'input "x_input" does not say its shape, expected [null, height, width, channels]',
  ],
  [
    'an input that is no image',
    sequential(layer('ReLU', 'x', { batch_input_shape: [null, 784] })),
    'its input "x_input" has shape [784], expected [height, width, channels] with 1 to 4 channels',
  ],
  [
    'an input of too many channels',
    flatAfter(layer('ReLU', 'x', { batch_input_shape: [null, 4, 4, 5] })),
    'its input "x_input" has shape [4, 4, 5], expected',
  ],
  [
    'a picture for output',
    sequential(layer('ReLU', 'x', { batch_input_shape: [null, null, 4, 3] })),
    'its output "x" has shape [any, 4, 3], expected one number a class, [classes]',
  ],
  [
    'several inputs',
    functional(
      [input('a'), input('b'), linked('Add', 'add', {}, 'a', 'b')],
      [
        ['a', 0, 0],
        ['b', 0, 0],
      ],
      [['add', 0, 0]],
    ),
    'it has 2 inputs ("a", "b"), expected one image',
  ],
  [
    'several outputs',
    functional(
      [input('a'), linked('ReLU', 'b', {}, 'a')],
      [['a', 0, 0]],
      [
        ['a', 0, 0],
        ['b', 0, 0],
      ],
    ),
    'it has 2 outputs ("a", "b"), expected one',
  ],
  [
    'a reference to nowhere',
    functional([input('a'), linked('ReLU', 'b', {}, 'c')], ['a', 0, 0], ['b', 0, 0]),
    'model "functional" refers to a layer "c" that it does not have',
  ],
  [
    'a circle',
    functional([input('a'), linked('Add', 'b', {}, 'a', 'c'), linked('ReLU', 'c', {}, 'b')], ['a', 0, 0], ['c', 0, 0]),
    'layer "b" reads its own output',
  ],
  [
    'a merge of one',
    functional([input('a'), linked('Add', 'b', {}, 'a')], ['a', 0, 0], ['b', 0, 0]),
    'layer "b" (Add): it merges 1 input, expected two or more',
  ],
  [
    'a window that does not fit',
    flatAfter(layer('MaxPooling2D', 'x', { ...IMAGE, pool_size: 9 })),
    'layer "x" (MaxPooling2D): its 9x9 window does not fit into 4x4',
  ],
  [
    'a configuration that is wrong',
    flatAfter(layer('MaxPooling2D', 'x', { ...IMAGE, pool_size: 'big' })),
    'layer "x" (MaxPooling2D): its pool_size is "big", expected a number or a pair',
  ],
  [
    'a padding that is not known',
    flatAfter(layer('MaxPooling2D', 'x', { ...IMAGE, padding: 'causal' })),
    'layer "x" (MaxPooling2D): its padding is "causal", expected same or valid',
  ],
  ['two layers of one name', sequential(layer('ReLU', 'x', IMAGE), layer('ReLU', 'x')), 'two layers are called "x"'],
];

test.each(MODELS)('a model with %s', async (_, topology, message) => {
  await expect(loadGraph(artifacts(topology, []))).rejects.toThrow(`Cannot load the model: ${message}`);
});

test("tfjs' own way of resizing is refused, Keras' is not", async () => {
  const model = flatAfter(layer('Resizing', 'x', { ...IMAGE, height: 8, width: 8 }));
  const tfjs = { ...model, keras_version: 'tfjs-layers 4.22.0' };
  await expect(loadGraph(artifacts(tfjs, []))).rejects.toThrow(
    'layer "x" (Resizing): tfjs resizes 4x4 by aligning corners, which convlens does not: resize before',
  );
  expect((await loadGraph(artifacts(model, []))).classes).toHaveLength(64);
});

const [KERNEL, BIAS] = TINY_WEIGHTS;
test.each([
  [
    'a wrong shape',
    [counting('conv/kernel', 3, 3, 1, 2), BIAS],
    'layer "conv" (Conv2D): weight "conv/kernel" has shape [3,3,1,2], expected [1,1,1,2]',
  ],
  ['one missing', [KERNEL], 'layer "conv" (Conv2D): weight "conv/bias" is missing (it has "conv/kernel")'],
  ['one twice', [KERNEL, BIAS, BIAS], 'weight "conv/bias" is listed twice'],
  ['one too many', [KERNEL, BIAS, counting('old/kernel', 1)], 'no layer uses weight "old/kernel"'],
])('weights with %s', async (_, weights, message) => {
  await expect(loadGraph(artifacts(TINY, weights))).rejects.toThrow(message);
});

test('a path that is not there', async () => {
  await expect(loadGraph('no/such/model.json')).rejects.toThrow(
    'Cannot load "no/such/model.json": there is no such file',
  );
  await expect(loadGraph('digitz')).rejects.toThrow('Cannot load "digitz": there is no such file');
});

test('labels of a single sigmoid', async () => {
  const topology = sequential(
    layer('Conv2D', 'conv', { ...CONV, ...IMAGE, filters: 1, activation: 'sigmoid' }),
    layer('GlobalAveragePooling2D', 'gap'),
  );
  const one = artifacts(topology, [counting('conv/kernel', 1, 1, 1, 1), counting('conv/bias', 1)]);
  await expect(loadGraph(one, { classes: ['cat', 'dog'] })).rejects.toThrow(
    'it has 1 output, but 2 labels were given (its one output scores one class: give that class alone)',
  );
});

test('a zip without a model, a damaged one, one that unpacks to too much', async () => {
  const blob = (bytes: Uint8Array) => new File([bytes as Uint8Array<ArrayBuffer>], 'x.zip');
  const zip = zipSync(files);
  await expect(loadGraph(blob(zipSync({ 'a.txt': text('x') })))).rejects.toThrow(
    'the zip holds no model.json (it holds a.txt)',
  );
  await expect(loadGraph(blob(zip.slice(0, 60)))).rejects.toThrow('Cannot load "x.zip": the zip is damaged');
  const bomb = zip.slice();
  const view = new DataView(bomb.buffer);
  for (let i = 0; i < bomb.length - 4; i++)
    if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 2 ** 31, true);
  await expect(loadGraph(blob(bomb))).rejects.toThrow('the zip unpacks to more than 512 MB');
});

test.each<[unknown, string]>([
  [null, 'Cannot load the model: expected a path, an address, files, model artifacts or a tf.LayersModel'],
  [42, 'Cannot load the model: expected a path'],
  [{}, 'Cannot load the model: expected a path'],
  [{ modelTopology: TINY, weightSpecs: [{ name: 1 }] }, 'weightSpecs is not valid at 0.name: '],
  [{ modelTopology: TINY, weightSpecs: [], weightData: 'abc' }, 'weightData is no ArrayBuffer'],
  [{ modelTopology: TINY }, 'weight "conv/kernel" is missing'],
  [{ modelTopology: undefined }, 'its modelTopology is no object'],
])('a source that is nothing to load: %j', async (source, message) => {
  await expect(loadGraph(source as ModelSource)).rejects.toThrow(message);
});

test('files without a model.json', async () => {
  const chosen = [new File([bytesOf([KERNEL]) as Uint8Array<ArrayBuffer>], 'weights.bin')];
  await expect(loadGraph(chosen)).rejects.toThrow('there is no model.json among the files weights.bin');
  await expect(loadGraph([])).rejects.toThrow('no files were given');
});

test('a file that is a folder or a picture', async () => {
  const folder = await folderOf({ 'cat.png': new Uint8Array([0x89, 0x50]) });
  await expect(loadGraph(join(folder, 'cat.png'))).rejects.toThrow(
    'cat.png is no JSON, expected the model.json of a layers-model',
  );
});
