import type { ConvlensDocument, DocumentKind } from '../document/document.js';
import { documentTitle } from '../document/finding.js';
import { countOf } from '../document/format.js';
import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { SuperpixelsDocument } from '../document/kinds/superpixels.js';
import { methodTitle } from '../document/method-titles.js';
import { comparisonKey, curvesOf, explanationKey, subjectWords } from '../render/index.js';

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
  /** Another view of documents that other figures hold, named by their ids. */
  readonly view?: { readonly of: 'comparison' | 'curves'; readonly holders: readonly string[] };
}

type Explanation = SuperpixelsDocument | AttributionDocument;

/** In the order of a report, which is that of the questions a person asks. */
export const GROUPS: readonly Group[] = [
  { id: 'audit', title: 'What it leans on', kinds: ['audit'] },
  { id: 'network', title: 'What the network is', kinds: ['network', 'training'] },
  { id: 'predictions', title: 'What it recognises', kinds: ['predictions'] },
  { id: 'filters', title: 'What the layers learned', kinds: ['filters'] },
  { id: 'activations', title: 'What the layers answer', kinds: ['activations'] },
  { id: 'patches', title: 'What excites the units', kinds: ['patches'] },
  { id: 'comparison', title: 'What the layers detect', kinds: ['comparison'] },
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

/** Explanations of one picture stand together: compared first, then method by method, then their curves. */
function figuresOf(documents: readonly ConvlensDocument[]): Figure[] {
  const figures = gathered(documents, (document, index) => figureKey(document) ?? String(index)).map((own, i) => ({
    id: `${own[0].kind}-${i + 1}`,
    title: figureTitle(own),
    shortTitle: shortTitle(own),
    kind: own[0].kind,
    documents: own,
  }));
  const explaining = figures.filter(({ documents: [first] }) => isExplanation(first));
  const others = figures.filter((figure) => !explaining.includes(figure));
  const pictures = gathered(explaining, ({ documents: [first] }) => comparisonKey(first as Explanation));
  return [...others, ...pictures.flatMap((own, i) => withViews(own, i + 1))];
}

/** Items by their key, in the order of the first of each. */
function gathered<T>(items: readonly T[], keyOf: (item: T, index: number) => string): [T, ...T[]][] {
  const together = new Map<string, [T, ...T[]]>();
  for (const [index, item] of items.entries()) {
    const key = keyOf(item, index);
    const others = together.get(key);
    if (others) others.push(item);
    else together.set(key, [item]);
  }
  return [...together.values()];
}

function isExplanation(document: ConvlensDocument): document is Explanation {
  return document.kind === 'superpixels' || document.kind === 'attribution';
}

/** Explanations by the same method of the same picture, for several classes or layers, are one figure. */
function figureKey(document: ConvlensDocument): string | undefined {
  return isExplanation(document) ? explanationKey(document) : undefined;
}

/** Figures about one picture, with what there is to see of all of them together. */
function withViews(figures: readonly [Figure, ...Figure[]], number: number): Figure[] {
  const documents = figures.flatMap((figure) => figure.documents).filter(isExplanation);
  const holders = figures.map(({ id }) => id);
  const byClass = gathered(documents, subjectWords).toSorted((a, b) => b.length - a.length);
  const [most] = byClass;
  const view = (of: 'comparison' | 'curves', title: string, own: readonly [Explanation, ...Explanation[]]): Figure => ({
    id: `${of}-${number}`,
    title: `${title} on ${own[0].image.name}`,
    shortTitle: title.toLowerCase(),
    kind: own[0].kind,
    documents: own,
    view: { of, holders },
  });
  const measured = byClass.find((own) => curvesOf(own).length > 0);
  return [
    ...(figures.length > 1 && most.length > 1 ? [view('comparison', 'Methods compared', most)] : []),
    ...figures,
    ...(measured ? [view('curves', 'Deletion and insertion', measured)] : []),
  ];
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
    case 'comparison':
      return document.result.other ? 'two networks' : 'layers compared';
    case 'filters':
    case 'patches':
      return document.result.layer;
    case 'activations':
      return document.image.name;
    case 'superpixels':
    case 'attribution':
      return `${labelsOf(documents, '“', '”').join(' or ')} by ${methodTitle(document.method.name)}`;
  }
}

function figureTitle(documents: Figure['documents']): string {
  const [first] = documents;
  const labels = labelsOf(documents, '"', '"');
  if (!isExplanation(first) || labels.length < 2) return documentTitle(first);
  return `Why ${labels.join(', ')}? ${methodTitle(first.method.name)} on ${first.image.name}`;
}

/** The classes that documents explain, each once, in quotation marks. */
function labelsOf(documents: Figure['documents'], open: string, close: string): string[] {
  const labels = documents.filter(isExplanation).map(({ target }) => `${open}${target.label}${close}`);
  return [...new Set(labels)];
}
