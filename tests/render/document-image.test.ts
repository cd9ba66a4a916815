import { encode } from 'fast-png';
import { uint8ArrayToBase64 } from 'uint8array-extras';
import { describe, expect, it } from 'vitest';
import { encodeArray } from '../../src/document/index.js';
import { documentImage, greyValues, pngImage } from '../../src/render/document-image.js';
import { pngUri } from '../support/documents.js';

const uriOf = (picture: Parameters<typeof encode>[0]) => `data:image/png;base64,${uint8ArrayToBase64(encode(picture))}`;

describe('documentImage', () => {
  it.each([
    ['a grey PNG', pngUri(2, 1, 1, [0, 255]), 1, [0, 255]],
    ['a colour PNG', pngUri(1, 1, 3, [1, 2, 3]), 3, [1, 2, 3]],
    ['an array value', encodeArray({ shape: [1, 2, 1], data: new Uint8Array([7, 8]) }), 1, [7, 8]],
  ])('reads %s', (_, pixels, channels, data) => {
    expect(documentImage({ name: 'a', pixels })).toMatchObject({ channels, data: Uint8ClampedArray.from(data) });
  });

  it('lays alpha over white, and takes 16 bits down to 8', () => {
    const clear = uriOf({ width: 1, height: 1, channels: 4, depth: 8, data: Uint8Array.from([0, 0, 0, 51]) });
    expect([...pngImage('a', clear).data]).toEqual([204, 204, 204]);
    const deep = uriOf({ width: 2, height: 1, channels: 1, depth: 16, data: Uint16Array.from([0, 65535]) });
    expect([...pngImage('a', deep).data]).toEqual([0, 255]);
  });

  it('tells brightness', () => {
    expect([...greyValues(pngImage('a', pngUri(2, 1, 3, [255, 255, 255, 0, 255, 0])))]).toEqual([255, 150]);
  });
});
