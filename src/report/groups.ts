import type { ConvlensDocument, DocumentKind } from '../document/document.js';
import { documentTitle, methodTitle } from '../document/finding.js';
import { countOf } from '../document/format.js';

/** A part of a report: what one heading is about. */
export interface Group {
  readonly id: string;
  readonly title: string;
  readonly kinds: readonly DocumentKind[];
}

/** What one element shows: one document, or the same explanation of one picture for several classes. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What tells it from the others of its group, for the list of contents. */
  readonly shortTitle: string;
  readonly kind: DocumentKind;
  readonly documents: readonly [ConvlensDocument, ...ConvlensDocument[]];
}

/** In the order of a report, which is that of the questions a person asks. */
export const GROUPS: readonly Group[] = [
  { id: 'audit', title: 'What it leans on', kinds: ['audit'] },
  { id: 'network', title: 'What the network is', kinds: ['network', 'training'] },
  { id: 'predictions', title: 'What it recognises', kinds: ['predictions'] },
  { id: 'filters', title: 'What the layers learned', kinds: ['filters'] },
  { id: 'activations', title: 'What the layers answer', kinds: ['activations'] },
  { id: 'patches', title: 'What excites the units', kinds: ['patches'] },
  { id: 'why', title: 'Why it decided', kinds: ['superpixels', 'attribution'] },
];

/** The groups that have figures, with them. */
export function groupDocuments(
  documents: readonly ConvlensDocument[],
): (Group & { readonly figures: readonly Figure[] })[] {
  const figures = figuresOf(documents);
  return GROUPS.map((group) => ({
    ...group,
    figures: figures.filter(({ kind }) => group.kinds.includes(kind)),
  })).filter(({ figures: own }) => own.length > 0);
}

function figuresOf(documents: readonly ConvlensDocument[]): Figure[] {
  const together = new Map<string, [ConvlensDocument, ...ConvlensDocument[]]>();
  for (const [index, document] of documents.entries()) {
    const key = sameFigure(document) ?? String(index);
    const others = together.get(key);
    if (others) others.push(document);
    else together.set(key, [document]);
  }
  return [...together.values()].map((own, i) => ({
    id: `${own[0].kind}-${i + 1}`,
    title: figureTitle(own),
    shortTitle: shortTitle(own),
    kind: own[0].kind,
    documents: own,
  }));
}

/** Explanations by the same method of the same picture for several classes are one figure. */
function sameFigure(document: ConvlensDocument): string | undefined {
  if (document.kind !== 'superpixels') return undefined;
  const { model, image, method } = document;
  return JSON.stringify([model.fingerprint ?? model.name, image.name, image.pixels, method.name]);
}

function shortTitle(documents: Figure['documents']): string {
  const [document] = documents;
  switch (document.kind) {
    case 'network':
      return 'layers';
    case 'training':
    case 'audit':
      return document.kind;
    case 'predictions':
      return countOf(document.result.images.length, 'image');
    case 'filters':
    case 'patches':
      return document.result.layer;
    case 'activations':
      return document.image.name;
    case 'superpixels':
    case 'attribution':
      return documents
        .map((each) => ('target' in each ? `“${(each.target as { label: string }).label}”` : ''))
        .join(' or ');
  }
}

function figureTitle([first, ...others]: Figure['documents']): string {
  if (first.kind !== 'superpixels' || others.length === 0) return documentTitle(first);
  const labels = [first, ...others].map(
    (document) => 'target' in document && `"${(document.target as { label: string }).label}"`,
  );
  return `Why ${labels.join(', ')}? ${methodTitle(first.method.name)} on ${first.image.name}`;
}
