import { methodTitle } from '../../document/method-titles.js';
import type { EvidenceDocument } from './evidence-grid.js';

/** What tells each document from the others that are shown beside it: its method, its layer, and if need be what else differs. */
export function panelTitles(documents: readonly EvidenceDocument[]): string[] {
  const titles = documents.map(titleOf);
  return titles.map((title, i) => {
    const alike = documents.filter((_, j) => titles[j] === title);
    if (alike.length === 1) return title;
    const difference = differenceOf(documents[i], alike) ?? `number ${alike.indexOf(documents[i]) + 1}`;
    return `${title}, ${difference}`;
  });
}

function titleOf(document: EvidenceDocument): string {
  const title = methodTitle(document.method.name);
  const layer = document.kind === 'attribution' ? document.result.layer : undefined;
  return layer === undefined ? title : `${title}, ${layer}`;
}

/** The first option that has another value in every one of them; the seed counts as one. */
function differenceOf(document: EvidenceDocument, alike: readonly EvidenceDocument[]): string | undefined {
  const optionsOf = ({ method }: EvidenceDocument): Record<string, unknown> => ({
    seed: method.seed,
    ...method.options,
  });
  const name = Object.keys(optionsOf(document)).find((key) => {
    const values = new Set(alike.map((each) => JSON.stringify(optionsOf(each)[key])));
    return values.size === alike.length;
  });
  return name && `${name} ${String(optionsOf(document)[name])}`;
}
