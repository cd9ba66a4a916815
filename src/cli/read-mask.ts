import { prepareInput } from '../image/prepare-input.js';
import { readImage } from '../image/read-image.js';
import type { Mask } from '../metrics/mask.js';
import type { Network } from '../network/network.js';

/** A mask file at the size of a network's input: 1 where the picture is bright. */
export async function readMask(file: string, { input }: Network): Promise<Mask> {
  const { picture } = prepareInput(await readImage(file), { ...input, channels: 1 });
  const { width, height, data } = picture;
  return { width, height, data: Uint8Array.from(data, (value) => (value >= 128 ? 1 : 0)) };
}
