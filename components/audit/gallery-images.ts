import type { AuditDocument } from '../../src/document/index.js';

export type AuditResult = AuditDocument['result'];
export type AuditConcept = AuditResult['concepts'][number];

/** An image of an audit with what the gallery says and asks of it. */
export interface GalleryImage {
  readonly name: string;
  readonly label: string | null;
  readonly predicted: string;
  readonly probability: number;
  readonly group: string | null;
  readonly mistake: boolean;
  /** Concepts that it shows, by their id, with their segments. */
  readonly concepts: ReadonlyMap<string, readonly number[]>;
  /** Its tile on the sheet of thumbnails; `undefined` where it has none. */
  readonly tile: number | undefined;
}

/** What is shown of a gallery; `undefined` is all. */
export interface GalleryFilter {
  /** The class that is predicted. */
  readonly predicted?: string;
  readonly group?: string;
  readonly concept?: string;
  readonly mistakes?: boolean;
}

export function galleryImages({ images, concepts, thumbnails }: AuditResult): readonly GalleryImage[] {
  const tiles = new Map((thumbnails?.images ?? images.map(({ name }) => name)).map((name, i) => [name, i]));
  const shown = new Map<string, Map<string, readonly number[]>>();
  for (const { id, members } of concepts) {
    for (const { image, segments } of members) {
      const own = shown.get(image) ?? new Map<string, readonly number[]>();
      shown.set(image, own.set(id, segments));
    }
  }
  return images.map(({ name, label, predicted, probability, group }) => ({
    name,
    label,
    predicted,
    probability,
    group,
    mistake: label !== null && label !== predicted,
    concepts: shown.get(name) ?? new Map(),
    tile: thumbnails && tiles.get(name),
  }));
}

export function filterImages(images: readonly GalleryImage[], filter: GalleryFilter): readonly GalleryImage[] {
  const { predicted, group, concept, mistakes = false } = filter;
  return images.filter(
    (image) =>
      (predicted === undefined || image.predicted === predicted) &&
      (group === undefined || image.group === group) &&
      (concept === undefined || image.concepts.has(concept)) &&
      (!mistakes || image.mistake),
  );
}

/** Mistakes, those first of which the classifier was surest. */
export function surestMistakes(images: readonly GalleryImage[], most: number): readonly GalleryImage[] {
  return images
    .filter(({ mistake }) => mistake)
    .sort((a, b) => b.probability - a.probability)
    .slice(0, most);
}
