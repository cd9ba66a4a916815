import type { ImageInput } from '../image/image.js';
import { type ImageSources, streamImages } from '../image/stream.js';
import type { SkippedImage } from '../inspection/input-batches.js';
import { noImages } from '../inspection/skipped-images.js';

/**
 * The documents of every image that can be read, and the images that cannot.
 * @throws Error if none can.
 */
export async function eachImage<D>(
  images: ImageSources,
  analyse: (image: ImageInput, index: number) => Promise<readonly D[]>,
): Promise<{ documents: D[]; skipped: SkippedImage[] }> {
  const documents: D[] = [];
  const skipped: SkippedImage[] = [];
  let index = 0;
  for await (const entry of streamImages(images)) {
    if (entry.error) skipped.push({ image: entry.name, reason: entry.error.message });
    else documents.push(...(await analyse(entry.image, index++)));
  }
  if (documents.length === 0) throw new Error(noImages(skipped));
  return { documents, skipped };
}
