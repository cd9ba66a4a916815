import { firstNotFinite } from '../numeric/finite.js';
import { type NdArray, sizeOf } from '../numeric/nd-array.js';
import { type Image, type ImageInput, isImage } from './image.js';
import type { InputSpec } from './input-spec.js';
import { resizeImage } from './resize.js';
import { imageShape, toPicture } from './to-picture.js';

/** What a network is fed, and what a person sees of it. */
export interface PreparedInput {
  readonly name: string;
  /** `[1, h, w, c]` in the network's input units. */
  readonly values: NdArray;
  /** The same height and width in 8 bits: what the network sees. */
  readonly picture: Image;
}

/**
 * An image made ready for a classifier's input.
 *
 * A picture is resized (only if its size differs; the aspect ratio is not kept), its channels are converted (colour to
 * grey by Rec. 601 luma, grey to colour by repetition) and 0..255 becomes the range. A network input is checked and fed
 * as it is; its picture is made by undoing the range, when it is asked for: do not spread what is returned. `name` is how
 * messages and documents name the image.
 * @throws RangeError if the channels or the size cannot be made to fit, or a value is not finite.
 */
export function prepareInput(image: ImageInput, spec: InputSpec, name = image.name ?? 'input'): PreparedInput {
  return isImage(image) ? fromPicture(image, spec, name) : fromValues(image, spec, name);
}

function fromPicture(image: Image, spec: InputSpec, name: string): PreparedInput {
  const { width, height } = image;
  if (image.data.length !== width * height * image.channels) {
    throw new RangeError(
      `Cannot feed "${name}": ${width} x ${height} pixels of ${image.channels} channels do not make ${image.data.length} values`,
    );
  }
  const channels = spec.channels ?? image.channels;
  if (channels !== 1 && channels !== 3) {
    throw new RangeError(
      `Cannot feed "${name}": the network wants ${channels} channels, a picture has 1 (grey) or 3 (colour)`,
    );
  }
  const resized = resizeImage(image, spec.width ?? width, spec.height ?? height);
  const picture = withChannels(resized, channels);
  const table = tableOf(spec.range);
  const data = new Float32Array(picture.data.length);
  for (let i = 0; i < data.length; i++) data[i] = table[picture.data[i]];
  return { name, values: { shape: [1, picture.height, picture.width, channels], data }, picture };
}

/** One entry a pixel value, so that equal pixels give equal values. The last one is kept: an audit asks for one only. */
function tableOf([low, high]: InputSpec['range']): Float32Array {
  if (lastTable?.low !== low || lastTable.high !== high) {
    const table = new Float32Array(256);
    for (let x = 0; x < 256; x++) table[x] = low + (x / 255) * (high - low);
    lastTable = { low, high, table };
  }
  return lastTable.table;
}

let lastTable: { readonly low: number; readonly high: number; readonly table: Float32Array } | undefined;

/** The picture in grey (Rec. 601 luma, rounded as Pillow's `L`) or in colour (grey repeated). */
export function withChannels(image: Image, channels: 1 | 3): Image {
  if (image.channels === channels) return image;
  const pixels = image.width * image.height;
  const data = new Uint8ClampedArray(pixels * channels);
  const from = image.data;
  for (let i = 0; i < pixels; i++) {
    if (channels === 3) data.fill(from[i], 3 * i, 3 * i + 3);
    else data[i] = (from[3 * i] * 19595 + from[3 * i + 1] * 38470 + from[3 * i + 2] * 7471 + 0x8000) >> 16;
  }
  return { ...image, channels, data };
}

function fromValues(input: NdArray, spec: InputSpec, name: string): PreparedInput {
  const shape = imageShape(input.shape, name);
  const wanted = [spec.height, spec.width, spec.channels];
  if (wanted.some((side, i) => side !== null && side !== shape[i])) {
    const expected = wanted.map((side) => side ?? 'any').join(', ');
    throw new RangeError(`Cannot feed "${name}": its shape is [${input.shape}], the network wants [1, ${expected}]`);
  }
  if (input.data.length !== sizeOf(shape)) {
    throw new RangeError(
      `Cannot feed "${name}": it has ${input.data.length} values, its shape [${input.shape}] needs ${sizeOf(shape)}`,
    );
  }
  const data = new Float32Array(input.data);
  const bad = firstNotFinite(data);
  if (bad >= 0) {
    const [, w, c] = shape;
    const place = `row ${Math.floor(bad / (w * c))}, column ${Math.floor(bad / c) % w}, channel ${bad % c}`;
    throw new RangeError(`Cannot feed "${name}": the value at ${place} is ${data[bad]}, expected finite numbers`);
  }
  const values = { shape: [1, ...shape], data };
  let picture: Image | undefined;
  return {
    name,
    values,
    // Most inputs are never looked at: the picture is made when it is asked for.
    get picture() {
      picture ??= toPicture(values, spec.range, name);
      return picture;
    },
  };
}
