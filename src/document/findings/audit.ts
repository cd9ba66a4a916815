import { countOf, formatShare } from '../format.js';
import type { AuditDocument } from '../kinds/audit.js';

/** On fewer images no experiment can be told from chance: signs of five agree by chance in 1 of 32 cases, before correction. */
const ENOUGH = 6;

/** `husky-wolf leans on a shortcut: 76 % of the evidence for "wolf" lies in something that is not the object: white, ...` */
export function auditFinding({ result, model }: AuditDocument): string {
  const { concepts, images } = result;
  const [first] = concepts;
  const shortcuts = concepts.filter(({ verdict }) => verdict === 'shortcut');
  const looked = `${countOf(concepts.length, 'concept')} tested on ${countOf(images.length, 'image')}`;
  if (!first) return `Nothing can be concluded about ${model.name}: no concept holds enough of the evidence.`;
  if (shortcuts.length === 0 && concepts.every(({ removed }) => removed.images < ENOUGH)) {
    return `There are too few images to tell what ${model.name} leans on (${looked}).`;
  }
  if (shortcuts.length === 0) {
    return concepts.some(({ verdict }) => verdict === 'object')
      ? `No shortcut was found in ${model.name}: what matters lies in the objects (${looked}).`
      : `No shortcut was found in ${model.name} (${looked}).`;
  }
  const [worst] = shortcuts;
  const what = worst.description ?? 'one concept';
  const share = formatShare(worst.shareOfEvidence);
  const leans = `${model.name} leans on a shortcut: ${share} of the evidence for "${worst.class}" lies in something that is not the object: ${what}.`;
  return [leans, misled(worst)].filter(Boolean).join(' ');
}

/** `Of images that are not "wolf", 15 of 15 that show it are taken for "wolf", 0 of 15 that do not.` */
function misled({ mistakes, class: name }: AuditDocument['result']['concepts'][number]): string | null {
  if (!mistakes || mistakes.with.taken === 0) return null;
  const { with: showing, without } = mistakes;
  const others = without.images ? `, ${without.taken} of ${without.images} that do not` : '';
  return `Of images that are not "${name}", ${showing.taken} of ${showing.images} that show it are taken for "${name}"${others}.`;
}
