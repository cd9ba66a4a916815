import { decodePixels, type Pixels } from '#platform/decode';
import { readBytes } from '#platform/files';
import type { Image } from './image.js';
import { type ImageSource, imageName } from './image-source.js';

export interface ReadImageOptions {
  /** How messages and documents name the image. Default: the file's name, or `image`. */
  readonly name?: string;
  readonly signal?: AbortSignal;
}

/**
 * Reads a picture: PNG, JPEG, WebP, GIF, AVIF, in Node also TIFF; of an animation the first frame.
 *
 * It is turned as its EXIF says, converted to 8-bit sRGB and laid over white where it is transparent; a picture whose
 * every pixel is grey has one channel. A side longer than 4096 pixels is shrunk to that while reading, so memory stays
 * bounded. Node and browsers agree within a rounding, except that browsers convert CMYK by rules of their own.
 * @throws Error if the file is not there, empty, damaged, cut short, or not an image.
 */
export async function readImage(source: ImageSource, options: ReadImageOptions = {}): Promise<Image> {
  const { name = imageName(source), signal } = options;
  signal?.throwIfAborted();
  const bytes = await bytesOf(source, signal);
  if (bytes.length === 0) throw new Error(`Cannot read image "${name}": it is empty`);
  const pixels = await decodePixels(bytes).catch((error: unknown) => {
    throw new Error(`Cannot read image "${name}": ${error instanceof Error ? error.message : error}`);
  });
  signal?.throwIfAborted();
  return { name, width: pixels.width, height: pixels.height, ...colour(pixels) };
}

async function bytesOf(source: ImageSource, signal?: AbortSignal): Promise<Uint8Array> {
  if (typeof source === 'string' || source instanceof URL) return readBytes(source, signal);
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (source instanceof Uint8Array) return source;
  throw new TypeError(`Cannot read an image from ${typeof source}: expected a path, a URL, a Blob or bytes`);
}

/** One channel if every pixel is grey (so that every decoder agrees on what is grey), three otherwise. */
function colour({ data, channels }: Pixels): Pick<Image, 'channels' | 'data'> {
  const kept = isGrey(data, channels) ? 1 : 3;
  if (kept === channels)
    return { channels: kept, data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length) };
  const pixels = data.length / channels;
  const result = new Uint8ClampedArray(pixels * kept);
  for (let i = 0; i < pixels; i++) {
    for (let k = 0; k < kept; k++) result[i * kept + k] = data[i * channels + k];
  }
  return { channels: kept, data: result };
}

function isGrey(data: Pixels['data'], step: number): boolean {
  for (let i = 0; i < data.length; i += step) {
    if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) return false;
  }
  return true;
}
