import { type EvidenceMap, evidenceMap } from '../document/evidence-map.js';
import { checkEvidence, type EvidenceDocument } from './trial.js';

/** Where the object is: pixels that are not 0, `[h, w]` or `[h, w, c]`, such as a picture. */
export interface Mask {
  readonly name?: string;
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** The map of a document (cells brought up bilinearly) and which of its pixels lie in the mask: 1 or 0. */
export function maskedMap(document: EvidenceDocument, mask: Mask): EvidenceMap & { inside: Uint8Array; area: number } {
  checkEvidence(document);
  const map = evidenceMap(document, { cells: 'bilinear' });
  const { width, height, data, name = 'mask' } = mask;
  if (width !== map.width || height !== map.height) {
    throw new RangeError(
      `Cannot use the mask "${name}": it is ${width} x ${height}, expected ${map.width} x ${map.height} as "${document.image.name}" is`,
    );
  }
  const channels = data.length / (width * height);
  const inside = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) inside[Math.floor(i / channels)] = 1;
  const area = inside.reduce((sum, each) => sum + each, 0) / inside.length;
  if (area > 0) return { ...map, inside, area };
  throw new RangeError(`Cannot use the mask "${name}": it is empty, expected pixels of the object`);
}
