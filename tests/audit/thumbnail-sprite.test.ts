import { decode } from 'fast-png';
import { base64ToUint8Array } from 'uint8array-extras';
import { describe, expect, it } from 'vitest';
import type { Concept } from '../../src/audit/concepts.js';
import type { ImageEvidence } from '../../src/audit/image-evidence.js';
import { thumbnailSprite } from '../../src/audit/thumbnail-sprite.js';
import type { Image } from '../../src/image/image.js';

/** Pictures of one brightness each, of 4 x 2 pixels in two regions; only the left one, 0, speaks for the prediction. */
function study(
  count: number,
  options: { readonly mistaken?: readonly number[]; readonly marked?: readonly number[] } = {},
) {
  const { mistaken = [], marked = [] } = options;
  const images = Array.from({ length: count }, (_, i) => ({ name: `${i}`, predicted: 0, weights: [1, 0] }));
  const members = new Map(marked.map((index) => [index, Uint8Array.of(1, 0)]));
  const asked: number[] = [];
  return {
    asked,
    context: {
      model: { classes: ['a', 'b'], predict: async () => [] } as never,
      images: images as unknown as ImageEvidence[],
      entries: images.map(({ name }, i) => ({ name, image: name, label: mistaken.includes(i) ? 'b' : 'a' })),
      concepts: [{ members } as unknown as Concept],
      picture: async (index: number): Promise<Image | null> => {
        asked.push(index);
        const data = new Uint8ClampedArray(8).fill(index % 200);
        return { name: `${index}`, width: 4, height: 2, channels: 1, data };
      },
    },
  };
}

const pixelsOf = (uri: string) => decode(base64ToUint8Array(uri.slice(uri.indexOf(',') + 1)));

describe('thumbnailSprite', () => {
  it('lays every image into a tile as large as the largest, in their order', async () => {
    const sprite = (await thumbnailSprite(study(3).context))!;
    expect(sprite).toMatchObject({ tile: 4, columns: 3 });
    expect(sprite.images).toBeUndefined();
    const { width, height, data } = pixelsOf(sprite.pixels);
    expect([width, height]).toEqual([12, 4]);
    expect([...data.subarray(0, 12)]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    expect([...data.subarray(24, 36)]).toEqual(Array(12).fill(255));
  });

  it('shrinks what is larger than 96 pixels', async () => {
    const { context } = study(1);
    const data = new Uint8ClampedArray(200 * 100 * 3).fill(90);
    const picture = async () => ({ name: 'large', width: 200, height: 100, channels: 3 as const, data });
    const sprite = (await thumbnailSprite({ ...context, picture }))!;
    expect(sprite.tile).toBe(96);
    const { width, height, data: small } = pixelsOf(sprite.pixels);
    expect([width, height]).toEqual([96, 96]);
    expect([small[0], small[47 * 96 * 3], small[48 * 96 * 3]]).toEqual([90, 90, 255]);
  });

  it('of more than 400 takes the mistakes, then those that show most of the concepts, and names them', async () => {
    const { context, asked } = study(500, { mistaken: [499, 450], marked: [480, 470] });
    const sprite = (await thumbnailSprite(context))!;
    expect(sprite.images).toHaveLength(400);
    expect(sprite.images!.slice(-5)).toEqual(['395', '450', '470', '480', '499']);
    expect(asked).toHaveLength(400);
    expect(await thumbnailSprite(context)).toEqual(sprite);
  });

  it('names those that are there, when one is not any more', async () => {
    const { context } = study(3);
    const picture = async (index: number) => (index === 1 ? null : context.picture(index));
    expect((await thumbnailSprite({ ...context, picture }))!.images).toEqual(['0', '2']);
    expect(await thumbnailSprite({ ...context, picture: async () => null })).toBeNull();
  });
});
