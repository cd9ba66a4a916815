import { describe, expect, it } from 'vitest';
import {
  type AuditDocument,
  type ConvlensDocument,
  documentTitle,
  encodeArray,
  finding,
  methodLine,
  type SuperpixelsDocument,
} from '../../src/document/index.js';
import {
  activationsDocument,
  attributionDocument,
  auditDocument,
  comparisonDocument,
  filtersDocument,
  networkDocument,
  oneOfEach,
  patchesDocument,
  predictionsDocument,
  superpixelsDocument,
  trainingDocument,
} from '../support/documents.js';

function withWeights(...weights: readonly number[]): SuperpixelsDocument {
  const document = superpixelsDocument({ segments: 4 });
  const listed = weights.map((weight, segment) => ({ segment, weight, standardError: null }));
  return { ...document, result: { ...document.result, weights: listed } };
}

describe('finding', () => {
  it.each<[string, ConvlensDocument]>([
    [
      '"4" (99.8 %) rests on 2 of 4 regions: they carry 80 % of the evidence for it. 1 region speaks against it.',
      withWeights(4, 4, 2, -1),
    ],
    ['"4" (99.8 %) rests on 1 of 4 regions: it carries 80 % of the evidence for it.', withWeights(8, 2)],
    ['No region clearly speaks for "4" (99.8 %); 2 regions speak against it.', withWeights(-2, -1)],
    ['Nothing can be concluded: none of 4 regions clearly speaks for or against "4" (99.8 %).', withWeights(0, 0)],
    ['Layer conv1: 8 kernels of 5 × 5; the strongest weight is', filtersDocument()],
    ['Layer conv1: 8 kernels of 5 × 5 over 3 inputs; the strongest', filtersDocument({ channels: 3 })],
    [
      '3 layers answer with 30 of 34 channels; 4 stay silent (dead) on this image, most in conv2 (2).',
      activationsDocument(),
    ],
    [
      'From conv1 (a unit sees 12 × 12 pixels) to conv2 (12 × 12 pixels), in 100 images: the answers change most between conv1 and conv2 (alignment 0.50), and images of one class lie together best at conv2 (60 % are nearest to one of their class, by chance 10 %).',
      comparisonDocument(),
    ],
    [
      'digits and other, in 100 images: conv2 and hidden are most alike (alignment 0.75); conv1 has the least like it (at most 0.25, with hidden).',
      comparisonDocument({ across: true }),
    ],
    ['Layer conv2: what excites 6 units most in 100 images; unit ', patchesDocument()],
    [
      'digits: 7 layers with 11,274 parameters, 70 % of them in dense. A cell of pool2 sees 16 × 16 pixels (the input has 28 × 28).',
      networkDocument(),
    ],
    ['5 images recognised; the least sure is four-', predictionsDocument()],
    ['four-1.png is recognised as "4" (', predictionsDocument({ images: 1 })],
    ['No image was looked at.', predictionsDocument({ images: 0 })],
    [
      'digits is right on 99.0 % of 10,000 test images with 11,274 parameters; perceptron has 101,770 parameters and reaches 98 %.',
      trainingDocument(),
    ],
    ['Half of the evidence for "4" (99.8 %) lies in ', attributionDocument()],
  ])('%s', (sentence, document) => expect(finding(document)).toContain(sentence));

  it('says that nothing can be concluded where the document is not to be trusted', () => {
    const document = superpixelsDocument();
    const untrusted = { ...document, quality: { trustworthy: false, sentences: ['The samples weigh too little.'] } };
    expect(finding(untrusted)).toBe('What "4" (99.8 %) rests on cannot be concluded from these samples.');
  });

  it('counts what was recognised right where labels are known', () => {
    const document = predictionsDocument();
    const images = document.result.images.map((image) => ({ ...image, label: '4' }));
    expect(finding({ ...document, result: { images } })).toMatch(/^1 of 5 images recognised right \(20 %\); the least/);
    expect(finding({ ...document, result: { images: images.slice(1, 2) } })).toMatch(/, but it is "4"\.$/);
  });

  it('tells the range of an evidence map without positive values', () => {
    const document = attributionDocument();
    const values = encodeArray({ shape: [1, 2], data: new Float32Array([-0.8, -0.1]) });
    expect(finding({ ...document, result: { values, layer: 'conv2' } })).toBe(
      'No positive evidence for "4" (99.8 %): values from −0.8 to −0.1.',
    );
  });

  it('ends in a full stop for every kind', () => {
    for (const document of oneOfEach()) expect(finding(document)).toMatch(/\.$/);
  });
});

describe('documentTitle and methodLine', () => {
  it.each<[ConvlensDocument, string, string]>([
    [superpixelsDocument(), 'Why "4"? LIME on four-1.png', 'LIME, 600 samples, R2 0.84, seed 1'],
    [filtersDocument(), 'Filters of conv1', 'filters, seed 1'],
    [comparisonDocument(), 'What the layers of digits detect', 'compare-layers, 100 images, seed 1'],
    [patchesDocument(), 'What excites conv2', 'patches, 100 images, seed 1'],
  ])('of a document', (document, title, line) => {
    expect(documentTitle(document)).toBe(title);
    expect(methodLine(document)).toBe(line);
  });
});

describe('the finding of an audit', () => {
  const document = auditDocument();
  const [first, second] = document.result.concepts;
  const withConcepts = (...concepts: AuditDocument['result']['concepts']) =>
    finding({ ...document, result: { ...document.result, concepts } });

  it('names the strongest shortcut, and whom it misleads', () => {
    expect(finding(document)).toBe(
      'digits leans on a shortcut: 70 % of the evidence for "cow" lies in something that is not the object: green, in the lower part, 40 % of the picture. Of images that are not "cow", 2 of 2 that show it are taken for "cow", 0 of 2 that do not.',
    );
  });

  it('says nothing of mistakes where there are none, or nobody knows', () => {
    const none = { with: { images: 2, taken: 0 }, without: { images: 2, taken: 1 }, p: 1 };
    for (const mistakes of [none, null, undefined]) {
      expect(withConcepts({ ...first, mistakes })).toMatch(/40 % of the picture\.$/);
    }
    const all = { with: { images: 2, taken: 1 }, without: { images: 0, taken: 0 }, p: 1 };
    expect(withConcepts({ ...first, mistakes: all })).toMatch(/1 of 2 that show it are taken for "cow"\.$/);
  });

  it('says that there is no shortcut, or that nothing can be concluded', () => {
    expect(withConcepts(second)).toBe('No shortcut was found in digits (1 concept tested on 8 images).');
    expect(withConcepts({ ...first, verdict: 'object' })).toMatch(/what matters lies in the objects/);
    expect(withConcepts()).toMatch(/^Nothing can be concluded about digits/);
    expect(withConcepts({ ...second, removed: { ...second.removed, images: 5 } })).toBe(
      'There are too few images to tell what digits leans on (1 concept tested on 8 images).',
    );
  });
});

it('leaves out of the method what is no number', () => {
  const document = attributionDocument();
  const odd = { ...document, method: { ...document.method, options: { steps: Number.NaN, samples: 50 } } };
  expect(methodLine(odd)).toContain('50 samples');
  expect(methodLine(odd)).not.toContain('steps');
});
