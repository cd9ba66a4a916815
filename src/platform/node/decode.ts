import sharp from 'sharp';
import { boundedSize } from '../../image/max-side.js';

/** Rows of 8-bit sRGB pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** File formats that are read here, for messages. */
export const FORMATS = 'PNG, JPEG, WebP, GIF, TIFF or AVIF';

const READ = new Set(['png', 'jpeg', 'webp', 'gif', 'tiff', 'heif']);
/** More pixels than this are refused: reading them takes minutes. */
const MAX_PIXELS = 1_000_000_000;

/**
 * The pixels of an image file: first frame, turned as its EXIF says, in sRGB, laid over white, no side longer than
 * `MAX_SIDE`. Nothing is cached by libvips between calls, so memory does not grow with the number of files.
 * @throws Error whose message ends a sentence that begins `Cannot read image "NAME": `.
 */
export async function decodePixels(bytes: Uint8Array): Promise<Pixels> {
  sharp.cache(false);
  const source = sharp(bytes, { limitInputPixels: false, sequentialRead: true, failOn: 'warning' });
  const { format, width, height, autoOrient } = await source.metadata().catch((error: unknown) => {
    const reason = reasonOf(error);
    if (!reason.includes('unsupported')) throw new Error(`it is damaged or cut short (${reason})`);
    throw new Error(`it is not an image that can be read, expected ${FORMATS}`);
  });
  if (!READ.has(format)) throw new Error(`it is ${format.toUpperCase()}, expected ${FORMATS}`);
  if (width * height > MAX_PIXELS) {
    throw new Error(`it has ${width} x ${height} pixels, expected at most ${MAX_PIXELS.toLocaleString('en')}`);
  }
  const bounded = boundedSize(autoOrient.width, autoOrient.height);
  const { data, info } = await source
    .autoOrient()
    .resize({ ...bounded, fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw new Error(`it is damaged or cut short (${reasonOf(error)})`);
    });
  return { width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3, data };
}

/** The last line with words of what libvips says: the lines before are its attempts. */
function reasonOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n');
  const last = lines.findLast((line) => /[a-z]{3}/i.test(line)) ?? 'no reason given';
  return last.replace(/^(Input buffer has corrupt header: )?\w+: /, '').replace(/[.\s]+$/, '');
}
