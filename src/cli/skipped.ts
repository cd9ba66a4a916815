import type { SkippedImage } from '../inspection/input-batches.js';
import type { Session } from './session.js';

/** Names each image that was left out on stderr; the run goes on but does not count as a success. */
export function tellSkipped(skipped: readonly SkippedImage[] | undefined, session: Session): void {
  if (!skipped || skipped.length === 0) return;
  for (const { image, reason } of skipped) console.error(`convlens: Skipped "${image}": ${reason}`);
  if (skipped.length > 1) console.error(`convlens: Skipped ${skipped.length} images`);
  session.fail();
}
