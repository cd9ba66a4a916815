import type { SkippedImage } from './input-batches.js';

/** What a person should know of images that were left out. */
export function skippedSentences(skipped: readonly SkippedImage[]): string[] {
  if (skipped.length === 0) return [];
  const [{ image, reason }] = skipped;
  const rest = skipped.length > 1 ? ` (and ${skipped.length - 1} more)` : '';
  return [
    `${skipped.length} ${skipped.length === 1 ? 'image was' : 'images were'} skipped: "${image}": ${reason}${rest}.`,
  ];
}

/** Why nothing could be looked at. */
export function noImages(skipped: readonly SkippedImage[]): string {
  if (skipped.length === 0) return 'Cannot look at images: there are none';
  if (skipped.length === 1) return skipped[0].reason;
  return `Cannot look at images: none of ${skipped.length} could be read, the first because: ${skipped[0].reason}`;
}
