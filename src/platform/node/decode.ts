import sharp from 'sharp';
import { MAX_SIDE } from '../../image/max-side.js';

/** Rows of 8-bit sRGB pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** File formats that are read here, for messages. */
export const FORMATS = 'PNG, JPEG, WebP, GIF, TIFF or AVIF';

/** First bytes of those formats. libvips reads SVG too, which browsers do not read from bytes. */
const FIRST_BYTES = new Set([0x89, 0xff, 0x52, 0x47, 0x49, 0x4d, 0x00]);
/** More pixels than this are refused: reading them takes minutes. */
const MAX_PIXELS = 1_000_000_000;

/**
 * The pixels of an image file: first frame, turned as its EXIF says, in sRGB, laid over white, no side longer than
 * `MAX_SIDE`. Nothing is cached by libvips between calls, so memory does not grow with the number of files.
 * @throws Error whose message ends a sentence that begins `Cannot read image "NAME": `.
 */
export async function decodePixels(bytes: Uint8Array): Promise<Pixels> {
  if (!FIRST_BYTES.has(bytes[0])) throw new Error(`it is not an image that can be read, expected ${FORMATS}`);
  sharp.cache(false);
  const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, sequentialRead: true, failOn: 'warning' })
    .autoOrient()
    .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw new Error(sentenceOf(reasonOf(error)));
    });
  return { width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3, data };
}

function sentenceOf(reason: string): string {
  if (reason.includes('unsupported image format')) return `it is not an image that can be read, expected ${FORMATS}`;
  if (reason.includes('pixel limit')) return `it has more than ${MAX_PIXELS.toLocaleString('en')} pixels`;
  return `it is damaged or cut short (${reason})`;
}

/** The last line with words of what libvips says: the lines before are its attempts. */
function reasonOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n');
  const last = lines.findLast((line) => /[a-z]{3}/i.test(line)) ?? 'no reason given';
  return last.replace(/^(Input buffer has corrupt header: )?\w+: /, '').replace(/[.\s]+$/, '');
}
