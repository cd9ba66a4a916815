import type { ImageInput } from '../image/image.js';
import { type ObjectMask, objectMask } from '../image/object-mask.js';
import { prepareInput } from '../image/prepare-input.js';
import { readImage } from '../image/read-image.js';
import type { Network } from '../network/network.js';

/**
 * A mask file at the size of a network's input: 1 where the picture is bright.
 * @throws Error if it has neither the image's size nor the network's, or marks nothing or everything.
 */
export async function readMask(file: string, image: ImageInput, { input }: Network): Promise<ObjectMask> {
  const [, height, width] = prepareInput(image, input).values.shape;
  const mask = objectMask(await readImage(file), { image, seen: { width, height }, what: `"${file}"` });
  const marked = mask.data.reduce((sum, inside) => sum + inside, 0);
  if (marked > 0 && marked < mask.data.length) return mask;
  const what = marked === 0 ? 'nothing' : 'everything';
  throw new Error(`Cannot use the mask "${file}": it marks ${what}, expected the object white on black`);
}
