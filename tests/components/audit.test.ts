import { describe, expect, it } from 'vitest';
import { confusions } from '../../components/audit/confusions.js';
import { filterImages, galleryImages, surestMistakes } from '../../components/audit/gallery-images.js';
import { leftWithout, removalWords } from '../../components/audit/removal.js';
import { auditDocument } from '../support/documents.js';

const { result } = auditDocument();
const images = galleryImages(result);
const numbers = (shown: readonly { readonly name: string }[]) => shown.map(({ name }) => Number(name.match(/\d+/)![0]));

describe('galleryImages', () => {
  it('knows mistakes, concepts and tiles', () => {
    expect(images.map(({ mistake }) => mistake)).toEqual([false, false, false, false, true, true, false, false]);
    expect([...images[2].concepts.keys()]).toEqual(['green', 'dark']);
    expect(images[2].concepts.get('green')).toEqual([9, 10, 11]);
    expect(images.map(({ tile }) => tile)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('finds the tiles of those that have one', () => {
    const thumbnails = { ...result.thumbnails!, images: ['camel/meadow-6.png', 'cow/meadow-1.png'] };
    const tiles = galleryImages({ ...result, thumbnails }).map(({ tile }) => tile);
    expect(tiles).toEqual([1, undefined, undefined, undefined, undefined, 0, undefined, undefined]);
    const none = galleryImages({ ...result, thumbnails: undefined });
    expect(none.every(({ tile }) => tile === undefined)).toBe(true);
  });

  it('calls nothing a mistake whose label is not known', () => {
    const unlabelled = result.images.map((image) => ({ ...image, label: null }));
    expect(galleryImages({ ...result, images: unlabelled }).some(({ mistake }) => mistake)).toBe(false);
  });
});

describe('filterImages', () => {
  it.each([
    [{}, [1, 2, 3, 4, 5, 6, 7, 8]],
    [{ predicted: 'camel' }, [7, 8]],
    [{ group: 'camel on grass' }, [5, 6]],
    [{ concept: 'dark' }, [3, 6]],
    [{ mistakes: true }, [5, 6]],
    [{ mistakes: true, concept: 'dark' }, [6]],
    [{ mistakes: true, predicted: 'camel' }, []],
  ])('%j', (filter, expected) => expect(numbers(filterImages(images, filter))).toEqual(expected));
});

describe('surestMistakes', () => {
  it('puts those first of which the classifier was surest', () => {
    expect(numbers(surestMistakes(images, 4))).toEqual([6, 5]);
    expect(numbers(surestMistakes(images, 1))).toEqual([6]);
  });
});

describe('confusions', () => {
  it('says what is taken for what, the most frequent first', () => {
    const document = auditDocument();
    expect(confusions(document)).toEqual(['2 of 4 “camel” are taken for “cow”']);
    const confusion = [
      [1, 1],
      [3, 2],
    ];
    const more = { ...document, result: { ...document.result, confusion } };
    expect(confusions(more)).toEqual(['3 of 5 “camel” are taken for “cow”', '1 of 2 “cow” are taken for “camel”']);
    expect(confusions(more, 1)).toHaveLength(1);
    expect(confusions({ ...document, result: { ...document.result, confusion: undefined } })).toEqual([]);
  });
});

describe('what is left when regions are removed', () => {
  it('adds what the others weigh', () => {
    expect(leftWithout([3, 2, -1], new Set([1]))).toEqual({ all: 4, left: 2 });
    expect(leftWithout([3, 2, -1], new Set())).toEqual({ all: 4, left: 4 });
  });

  it.each([
    ['Nothing is removed.', [3, 2, -1], []],
    ['The explanation says: about 50 % of the evidence for “wolf” is left.', [3, 2, -1], [1]],
    ['The explanation says: about 125 % of the evidence for “wolf” is left.', [3, 2, -1], [2]],
    ['The explanation says: what is left speaks against “wolf”.', [3, 2, -1], [0, 1]],
    ['The explanation finds no evidence for “wolf” on balance, so removing regions says nothing.', [-1, 1], [0]],
  ])('%s', (words, weights, hidden) => expect(removalWords(weights, new Set(hidden), 'wolf')).toBe(words));
});
