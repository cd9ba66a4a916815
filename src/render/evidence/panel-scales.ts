import { type SymmetricScale, symmetricScale } from '../scale.js';
import { type Detail, drawnEvidence, scaledValues, usualDetail } from './drawn-evidence.js';
import type { EvidenceDocument, Grid } from './evidence-grid.js';
import { scaleKey } from './evidence-unit.js';

/** A document as one of several that are shown beside each other. */
export interface EvidencePanelPart {
  readonly document: EvidenceDocument;
  readonly detail: Detail;
  readonly grid: Grid;
  readonly scale: SymmetricScale;
}

export interface PanelScaleOptions {
  /** Whether every document has a scale of its own. Default: those of the same unit and kind of place share one. */
  readonly own?: boolean;
  /** Whether single pixels are averaged. Default: false. */
  readonly averaged?: boolean;
}

/** The evidence of documents as it is drawn beside each other, on shared scales where their units are the same. */
export function panelParts(
  documents: readonly EvidenceDocument[],
  { own = false, averaged = false }: PanelScaleOptions = {},
): EvidencePanelPart[] {
  const drawn = documents.map((document) => {
    const detail = averaged ? 'smooth' : usualDetail(document);
    const [grid, scaled] = [drawnEvidence(document, detail), scaledValues(document, detail)];
    return { part: { document, detail, grid }, scaled, key: scaleKey(document) };
  });
  return drawn.map((each) => {
    const together = own ? [each] : drawn.filter(({ key }) => key === each.key);
    return { ...each.part, scale: symmetricScale(together.flatMap(({ scaled }) => [...scaled])) };
  });
}
