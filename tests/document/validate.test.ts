import { describe, expect, it } from 'vitest';
import { type ConvlensDocument, DocumentError, encodeArray, validateDocument } from '../../src/document/index.js';
import {
  activationsDocument,
  auditDocument,
  comparisonDocument,
  filtersDocument,
  networkDocument,
  oneOfEach,
  patchesDocument,
  pixels,
  pngUri,
  predictionsDocument,
  superpixelsDocument,
  trainingDocument,
} from '../support/documents.js';

describe('validateDocument', () => {
  it.each([...oneOfEach(), ...oneOfEach({ size: 32, channels: 3, seed: 7 }), predictionsDocument({ images: 0 })])(
    'accepts $schema',
    (document) => expect(validateDocument(structuredClone(document))).toEqual(document),
  );

  it('accepts pixels as an array value, and keys that it does not know', () => {
    const document = superpixelsDocument();
    const data = pixels(28, 1);
    const image = { ...document.image, pixels: encodeArray({ shape: [28, 28, 1], data }) };
    expect(validateDocument({ ...document, image, note: 'seen' })).toHaveProperty('note', 'seen');
  });

  it.each<[unknown, string]>([
    [null, 'Document is not valid: expected an object, got null'],
    [[], 'Document is not valid: expected an object, got a list of 0'],
    ['x', 'Document is not valid: expected an object, got "x"'],
    [{}, 'Document is not valid at schema: expected "convlens/KIND@1", got nothing'],
    [
      { schema: 'convlens/superpixels@2' },
      'Document is not valid at schema: expected version @1, which this convlens reads, got "convlens/superpixels@2"',
    ],
    [
      { schema: 'convlens/filters@1', kind: 'patches' },
      'Document is not valid at kind: expected "filters", as schema says, got "patches"',
    ],
  ])('refuses %j', (value, message) => expect(() => validateDocument(value)).toThrow(message));

  it('names the kinds it knows', () => {
    expect(() => validateDocument({ schema: 'convlens/dreams@1', kind: 'dreams' })).toThrow(
      /at schema: expected a kind out of attribution, .*superpixels.*, got "convlens\/dreams@1"/,
    );
    expect(() => validateDocument({ schema: 'convlens/constructor@1' })).toThrow(DocumentError);
  });

  it.each<[string, ConvlensDocument, unknown, string]>([
    ['model', superpixelsDocument(), undefined, 'expected it to be there, got nothing'],
    [
      'result.thumbnails.images',
      auditDocument(),
      ['cow/none.png'],
      'expected names of result.images, got "cow/none.png"',
    ],
    ['result.thumbnails.images', auditDocument(), ['cow/meadow-1.png'], 'expected a PNG of 80 x 20, got 80 x 40'],
    ['result.thumbnails.columns', auditDocument(), 0, 'expected at least 1, got 0'],
    ['result.thumbnails.tile', auditDocument(), 10, 'expected a PNG of 40 x 20, got 80 x 40'],
    ['result.concepts[0].members[0].image', auditDocument(), 'x.png', 'expected a name of result.images, got "x.png"'],
    ['result.concepts[0].members[0].segments', auditDocument(), [12], 'expected segments from 0 to 11, got 12'],
    ['image.width', superpixelsDocument(), -1, 'expected at least 0, got -1'],
    ['image.width', superpixelsDocument(), 0, 'expected at least one pixel'],
    ['image.width', superpixelsDocument(), 29, 'expected a PNG of 29 x 28, as image says, got 28 x 28'],
    ['image.pixels', superpixelsDocument(), 'https://a.example/b.png', 'expected a PNG data URI, got "https:'],
    ['image.pixels', superpixelsDocument(), 'data:image/png;base64,AAAA', 'as image says, got no PNG'],
    ['image.pixels', superpixelsDocument(), { shape: [1], dtype: 'uint8', data: 3 }, 'expected a text, got 3'],
    ['image.pixels', superpixelsDocument(), { shape: [1], dtype: 'uint8', data: 'AA==' }, 'expected [28,28,1] or'],
    ['target.index', superpixelsDocument(), 10, 'expected a class from 0 to 9, got 10'],
    ['target.index', superpixelsDocument(), 1.5, 'expected a whole number, got 1.5'],
    ['target.probability', superpixelsDocument(), '1', 'expected a number, got "1"'],
    ['quality.trustworthy', superpixelsDocument(), 1, 'expected true or false, got 1'],
    ['quality.sentences', superpixelsDocument(), 'no', 'expected a list, got "no"'],
    ['method.seed', superpixelsDocument(), 0.5, 'expected a whole number, got 0.5'],
    ['result.weights[3].weight', superpixelsDocument(), 'x', 'expected a number, got "x"'],
    ['result.weights[3].weight', superpixelsDocument(), Number.NaN, 'expected a number, got NaN'],
    ['result.weights[3].weight', superpixelsDocument(), Infinity, 'expected a finite number, got Infinity'],
    ['result.weights[3].weight', superpixelsDocument(), 9, 'expected weights by falling absolute value, got 9 after'],
    ['result.weights[3].segment', superpixelsDocument(), 99, 'expected a label of result.segments, got 99'],
    [
      'result.segments.dtype',
      superpixelsDocument(),
      'float64',
      'expected "float32" or "int32" or "uint8", got "float64"',
    ],
    ['result.segments.dtype', superpixelsDocument(), 'float32', 'expected "int32", got "float32"'],
    ['result.segments.shape', superpixelsDocument(), [14, 56], 'expected [28,28], got [14,56]'],
    ['result.segments.data', superpixelsDocument(), 'AAAA', 'expected 3136 bytes, which fill [28,28] of int32, got 3'],
    ['result.segments.data', superpixelsDocument(), 'A', 'got 1 characters that are no base64'],
    ['result.segments.data', superpixelsDocument(), '*', 'expected base64, got "*"'],
    ['result.kernels.shape', filtersDocument(), [25, 8], 'expected [any,any,any,any], got [25,8]'],
    ['result.bias', filtersDocument(), encodeArray({ shape: [3], data: new Float32Array(3) }), 'expected [8]'],
    ['result.layers[1].channels[0].zeros', activationsDocument(), 2, 'expected a share from 0 to 1, got 2'],
    ['result.layers[1].channels', activationsDocument(), [], 'expected 16, one a channel, got 0'],
    ['result.units[0].patches[1].row', patchesDocument(), -1, 'expected at least 0, got -1'],
    ['result.units[0].patches[1].activation', patchesDocument(), 99, 'expected patches by falling activation'],
    ['result.units[0].least[1].activation', patchesDocument(), -99, 'expected patches by rising activation'],
    ['result.units[0].patches[1].cell', patchesDocument(), 108, 'expected a cell from 0 to 107 of result.sprite'],
    ['result.units[0].patches[1].box.width', patchesDocument(), 99, 'and in the receptive field 12 x 12 at x '],
    ['result.units[0].patches[1].column', patchesDocument(), 99, 'and in the receptive field 12 x 12 at x 198, y '],
    ['result.layers[0].units[0].patches[1].cell', comparisonDocument(), 108, 'to 47 of result.layers[0].sprite'],
    ['result.layers[1].network', comparisonDocument(), 1, 'expected 0, as there is no result.other'],
    ['result.similarity.rows[1]', comparisonDocument(), 2, 'expected a place in result.layers (0 to 1), got 2'],
    ['result.similarity.values[1]', comparisonDocument(), [0.5], 'expected 2, as many as result.similarity.columns'],
    ['result.similarity.values[0][1]', comparisonDocument(), 1.5, '1.5'],
    ['result.sprite', patchesDocument(), undefined, 'expected a sprite at result.sprite, got 0'],
    ['result.sprite.cellHeight', patchesDocument(), 11, 'expected a PNG of whole rows of cells'],
    ['result.layers[2].name', networkDocument(), 'conv1', 'expected each name once, got "conv1" again'],
    ['result.layers[2].inputs[0]', networkDocument(), 'conv9', 'expected the name of an earlier layer, got "conv9"'],
    ['result.layers[2].receptiveField', networkDocument(), 3, 'expected an object, got 3'],
    ['result.images[2].probabilities', predictionsDocument(), [1], 'expected 10, one a class, got 1'],
    ['result.images[2].logits', predictionsDocument(), [1], 'expected 10, one a class, got 1'],
    ['result.images[2].probabilities[0]', predictionsDocument(), 1.5, 'expected a number from 0 to 1, got 1.5'],
    ['result.images[2].thumbnail', predictionsDocument(), 'http://a.example/', 'expected a PNG data URI'],
    ['result.networks[0].epochs[1].accuracy', trainingDocument(), 97, 'expected a share from 0 to 1, got 97'],
  ])('refuses a wrong %s', (path, document, value, message) => {
    expect(() => validateDocument(withValue(document, path, value))).toThrow(message);
  });

  it('refuses a segment that is named twice', () => {
    const document = superpixelsDocument();
    const [first, second, ...rest] = document.result.weights;
    const weights = [first, { ...second, segment: first.segment }, ...rest];
    expect(() => validateDocument({ ...document, result: { ...document.result, weights } })).toThrow(
      'at result.weights[1].segment: expected each segment once',
    );
  });

  it('tells the path of a value deep inside a list', () => {
    const wrong = withValue(superpixelsDocument(), 'result.weights[3].weight', 'x');
    expect(() => validateDocument(wrong)).toThrow(
      'Document is not valid at result.weights[3].weight: expected a number, got "x"',
    );
  });

  it('shows long values cut', () => {
    const wrong = withValue(superpixelsDocument(), 'target.index', 'x'.repeat(5000));
    expect(() => validateDocument(wrong)).toThrow(/got "x{47}…$/);
  });

  it('reads arrays of tens of megabytes', () => {
    const document = withValue(activationsDocument(), 'result.layers', [
      {
        name: 'conv1',
        operation: 'conv2d',
        values: encodeArray({ shape: [2048, 2048, 1], data: new Float32Array(2048 * 2048) }),
        channels: [{ zeros: 1, mean: 0, max: 0, min: 0, dead: true }],
      },
    ]);
    expect(validateDocument(document)).toBe(document);
  });

  it('does not follow a picture that is no PNG', () => {
    const svg = `data:image/svg+xml;base64,${btoa('<svg/>')}`;
    expect(() => validateDocument(withValue(superpixelsDocument(), 'image.pixels', svg))).toThrow('a PNG data URI');
    expect(pngUri(1, 1, 1, [0])).toMatch(/^data:image\/png;base64,/);
  });
});

/** A copy of the document with another value at a path such as `result.weights[3].weight`. */
function withValue(document: ConvlensDocument, path: string, value: unknown): unknown {
  const copy: unknown = structuredClone(document);
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  const last = keys.pop()!;
  const parent = keys.reduce((at, key) => (at as Record<string, unknown>)[key], copy) as Record<string, unknown>;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
