import { countOf, formatShare } from '../format.js';
import type { AuditDocument } from '../kinds/audit.js';

/** `husky-wolf leans on something that is not the object: 97 % of the evidence for "wolf" is white, in the lower part ...` */
export function auditFinding({ result, model }: AuditDocument): string {
  const { concepts, images } = result;
  const [first] = concepts;
  const shortcuts = concepts.filter(({ verdict }) => verdict === 'shortcut');
  const looked = `${countOf(concepts.length, 'concept')} tested on ${countOf(images.length, 'image')}`;
  if (!first) return `Nothing can be concluded about ${model.name}: no concept holds enough of the evidence.`;
  if (shortcuts.length === 0) {
    return concepts.some(({ verdict }) => verdict === 'object')
      ? `No shortcut was found in ${model.name}: what matters lies in the objects (${looked}).`
      : `No shortcut was found in ${model.name} (${looked}).`;
  }
  const [worst] = shortcuts;
  const what = worst.description ? ` (${worst.description})` : '';
  return `${model.name} leans on a shortcut: ${formatShare(worst.shareOfEvidence)} of the evidence for "${worst.class}" lies in one concept${what} that is not the object.`;
}
