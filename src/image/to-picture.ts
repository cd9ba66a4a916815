import type { NdArray } from '../numeric/nd-array.js';
import type { Image } from './image.js';

/**
 * The picture that a network's input `[h, w, c]` or `[1, h, w, c]` shows: `range` becomes 0..255, values beyond it are clamped.
 * Three channels are colour, one is grey; of any other number the mean over the channels is shown, in grey.
 * @throws RangeError if the array is not one image.
 */
export function toPicture(
  values: NdArray<ArrayLike<number>>,
  range: readonly [low: number, high: number],
  name = 'input',
): Image {
  const [height, width, c] = imageShape(values.shape, name);
  const channels = c === 3 ? 3 : 1;
  const data = new Uint8ClampedArray(height * width * channels);
  const [low, high] = range;
  const scale = 255 / (high - low);
  const merged = c / channels;
  for (let i = 0, from = 0; i < data.length; i++) {
    let sum = 0;
    for (let k = 0; k < merged; k++) sum += values.data[from++];
    data[i] = (sum / merged - low) * scale;
  }
  return { name, width, height, channels, data };
}

/**
 * Height, width and channels of an array that holds one image.
 * @throws RangeError otherwise.
 */
export function imageShape(shape: readonly number[], name: string): readonly [h: number, w: number, c: number] {
  const [h, w, c] = shape.length === 4 ? shape.slice(1) : shape;
  const one = shape.length === 3 || (shape.length === 4 && shape[0] === 1);
  if (!one || ![h, w, c].every((side) => Number.isSafeInteger(side) && side > 0)) {
    throw new RangeError(
      `Cannot use "${name}" as an image: its shape is [${shape}], expected [h, w, c] or [1, h, w, c]`,
    );
  }
  return [h, w, c];
}
