import { formatShare, formatSigned } from '../../src/document/index.js';
import { type EvidenceDocument, evidenceUnit, subjectWords } from '../../src/render/index.js';

/** `+0.12 logits for "4"`, `−0.3 logits against "4"`, `0: neither for nor against "4"`. */
export function evidenceWords(value: number, document: EvidenceDocument): string {
  const subject = subjectWords(document);
  if (value === 0) return `0: neither for nor against ${subject}`;
  return `${formatSigned(value)} ${evidenceUnit(document).unit} ${value > 0 ? 'for' : 'against'} ${subject}`;
}

/** How strong a value is on its scale: `31 % of the limit`. */
export function shareOfLimit(value: number, limit: number): string {
  return limit > 0 ? `${formatShare(Math.abs(value) / limit)} of the limit` : '';
}

/** What a scale is of: `evidence for "4" per pixel, in logits`. */
export function scaleWords(document: EvidenceDocument): string {
  const { unit, of } = evidenceUnit(document);
  return `evidence for ${subjectWords(document)} of each ${of}, in ${unit}`;
}
