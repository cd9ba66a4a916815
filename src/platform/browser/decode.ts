import { isCutShort } from '../../image/is-cut-short.js';
import { boundedSize } from '../../image/max-side.js';

/** Rows of 8-bit sRGB pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** File formats that are read here, for messages. */
export const FORMATS = 'PNG, JPEG, WebP, GIF or AVIF';

/**
 * The pixels of an image file: first frame, turned as its EXIF says, in sRGB, laid over white, no side longer than
 * `MAX_SIDE`.
 * @throws Error whose message ends a sentence that begins `Cannot read image "NAME": `.
 */
export async function decodePixels(bytes: Uint8Array): Promise<Pixels> {
  if (isCutShort(bytes)) throw new Error('it is damaged or cut short');
  const blob = new Blob([new Uint8Array(bytes)]);
  const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' }).catch(() => {
    throw new Error(`it is damaged, or not an image that this browser can read, expected ${FORMATS}`);
  });
  try {
    const { width, height } = boundedSize(bitmap.width, bitmap.height);
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true, alpha: false });
    if (!context) throw new Error('this browser gives no canvas to read it with');
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    return { width, height, channels: 4, data: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
}
