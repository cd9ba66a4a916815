import type { ImageEvidence } from './image-evidence.js';

/** Share of what speaks for the predicted class in one image, of each of its regions: every image counts alike. */
export function evidenceShares({ weights }: ImageEvidence): Float64Array {
  const all = weights.reduce((sum, weight) => sum + Math.max(0, weight), 0);
  return Float64Array.from(weights, (weight) => (all === 0 ? 0 : Math.max(0, weight) / all));
}

/** Share of an image's evidence that lies outside its object; `null` without a mask. */
export function evidenceOutside(image: ImageEvidence): number | null {
  const { outside } = image;
  if (outside === null) return null;
  const sum = evidenceShares(image).reduce((all, share, region) => all + share * outside[region], 0);
  return Math.min(1, Math.max(0, sum));
}
