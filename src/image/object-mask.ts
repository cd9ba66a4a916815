import { type Image, type ImageInput, isImage } from './image.js';
import { withChannels } from './prepare-input.js';
import { resizeImage } from './resize.js';

/** Where the object is: 1, elsewhere 0, `[height, width]`. */
export interface ObjectMask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

interface MaskPlace {
  /** The picture or network input whose object is marked. */
  readonly image: ImageInput;
  /** What the network sees of it: the size that the mask is brought to. */
  readonly seen: Pick<Image, 'width' | 'height'>;
  /** How a message names the mask: `"seven-mask.png"`, `of "seven.png"`. */
  readonly what: string;
}

/**
 * A picture that is white where the object is, black elsewhere, as a mask of what the network sees: 1 from half brightness on.
 * It has the size of the image, or what the network sees already.
 * @throws RangeError for another size, or values that are no picture.
 */
export function objectMask(mask: ImageInput, { image, seen, what }: MaskPlace): ObjectMask {
  const expected = isImage(image) ? image : seen;
  const fits = ({ width, height }: MaskPlace['seen']) =>
    isImage(mask) && mask.width === width && mask.height === height;
  if (!isImage(mask) || !(fits(expected) || fits(seen))) {
    const size = isImage(mask) ? `${mask.width} x ${mask.height}` : 'no picture';
    throw new RangeError(
      `Cannot use the mask ${what}: it is ${size}, expected ${expected.width} x ${expected.height} as the image`,
    );
  }
  const { width, height, data } = withChannels(resizeImage(mask, seen.width, seen.height), 1);
  return { width, height, data: Uint8Array.from(data, (value) => (value >= 128 ? 1 : 0)) };
}
