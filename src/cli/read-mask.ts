import type { ImageInput } from '../image/image.js';
import { isImage } from '../image/image.js';
import { prepareInput } from '../image/prepare-input.js';
import { readImage } from '../image/read-image.js';
import type { Mask } from '../metrics/mask.js';
import type { Network } from '../network/network.js';

/**
 * A mask file at the size of a network's input: 1 where the picture is bright.
 * @throws Error if it has neither the image's size nor the network's, or marks nothing or everything.
 */
export async function readMask(file: string, image: ImageInput, { input }: Network): Promise<Mask> {
  const mask = await readImage(file);
  const sizes = [isImage(image) ? [image.width, image.height] : [], [input.width, input.height]];
  if (!sizes.some(([width, height]) => width === mask.width && height === mask.height)) {
    const expected = isImage(image) ? `${image.width} x ${image.height}` : `${input.width} x ${input.height}`;
    throw new Error(
      `Cannot use the mask "${file}": it is ${mask.width} x ${mask.height}, expected ${expected} as the image`,
    );
  }
  const { picture } = prepareInput(mask, { ...input, channels: 1 });
  const data = Uint8Array.from(picture.data, (value) => (value >= 128 ? 1 : 0));
  const marked = data.reduce((sum, inside) => sum + inside, 0);
  if (marked === 0 || marked === data.length) {
    const what = marked === 0 ? 'nothing' : 'everything';
    throw new Error(`Cannot use the mask "${file}": it marks ${what}, expected the object white on black`);
  }
  return { width: picture.width, height: picture.height, data };
}
