import { formatNumber } from '../../document/format.js';
import type { CurvePart } from '../../document/parts.js';
import type { EvidenceDocument } from './evidence-grid.js';
import { subjectWords } from './evidence-unit.js';
import { panelTitles } from './panel-titles.js';

/** The curves of one document, with what tells it from the others. */
export interface DocumentCurves {
  readonly title: string;
  readonly document: EvidenceDocument;
  readonly curves: readonly CurvePart[];
}

/** The documents that have curves. */
export function curvesOf(documents: readonly EvidenceDocument[]): DocumentCurves[] {
  const titles = panelTitles(documents);
  return documents
    .map((document, i) => ({ title: titles[i], document, curves: document.quality.curves ?? [] }))
    .filter(({ curves }) => curves.length > 0);
}

/** Names of the curves that there are, deletion first. */
export function curveNames(all: readonly DocumentCurves[]): string[] {
  return [...new Set(all.flatMap(({ curves }) => curves.map(({ name }) => name)))].sort();
}

/** Whether a curve says more than chance: deletion falls faster than in random order, everything else rises faster; `null` without one. */
export function beatsChance({ name, area, random }: CurvePart): boolean | null {
  if (!random) return null;
  return name === 'deletion' ? area < random.area : area > random.area;
}

/** What the curves say, in one sentence. */
export function curvesFinding(all: readonly DocumentCurves[]): string {
  if (all.length === 0) return 'No curves yet: they are made with --verify.';
  const subject = subjectWords(all[0].document);
  const [name] = curveNames(all);
  const ranked = all
    .flatMap(({ title, curves }) => curves.filter((curve) => curve.name === name).map((curve) => ({ title, ...curve })))
    .sort((a, b) => (name === 'deletion' ? a.area - b.area : b.area - a.area));
  const [best] = ranked;
  const act = name === 'deletion' ? 'Taking away' : 'Putting back';
  const effect = name === 'deletion' ? 'lowers' : 'raises';
  const random = best.random
    ? ` (area ${formatNumber(best.area)}, in random order ${formatNumber(best.random.area)})`
    : '';
  const beats = beatsChance(best);
  const how = all.length > 1 ? 'fastest' : beats === false ? 'no faster than chance' : 'faster than chance';
  const sentence = `${act} what ${best.title} finds first ${effect} the score of ${subject} ${how}${random}.`;
  return all.length > 1 ? `${sentence} ${countWords(all)}` : sentence;
}

function countWords(all: readonly DocumentCurves[]): string {
  const tested = all.filter(({ curves }) => curves.some((curve) => beatsChance(curve) !== null));
  if (tested.length === 0) return 'None was compared with a random order.';
  const better = tested.filter(({ curves }) => curves.every((curve) => beatsChance(curve) !== false));
  return `${better.length} of ${tested.length} methods beat random order in every curve.`;
}
