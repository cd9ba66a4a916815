import { classAt } from '../attribution/target.js';
import type { AuditDocument } from '../document/kinds/audit.js';
import type { Image } from '../image/image.js';
import { pngDataUri } from '../image/png.js';
import { fitted, spriteSheet } from '../image/sprite.js';
import type { Predictor } from '../network/predictor.js';
import type { Concept } from './concepts.js';
import { heldBy } from './contact-sheet.js';
import type { AuditEntry } from './entry.js';
import type { ImageEvidence } from './image-evidence.js';

const MOST = 400;
const TILE = 96;
const COLUMNS = 20;

interface ThumbnailsContext {
  readonly model: Predictor;
  readonly images: readonly ImageEvidence[];
  readonly entries: readonly AuditEntry[];
  readonly concepts: readonly Concept[];
  readonly picture: (index: number) => Promise<Image | null>;
}

type Thumbnails = NonNullable<AuditDocument['result']['thumbnails']>;

/** Every image at up to 96 pixels as one PNG; of more than 400, the mistakes and those that show most of the concepts. */
export async function thumbnailSprite(context: ThumbnailsContext): Promise<Thumbnails | null> {
  const { images, picture } = context;
  const tiles: Image[] = [];
  const names: string[] = [];
  for (const index of chosen(context)) {
    const image = await picture(index);
    if (image === null) continue;
    // Made small at once: only what the sprite shows stays in memory.
    tiles.push(fitted(image, TILE, TILE));
    names.push(images[index].name);
  }
  if (tiles.length === 0) return null;
  const tile = Math.min(TILE, Math.max(...tiles.map(({ width, height }) => Math.max(width, height))));
  const columns = Math.min(COLUMNS, tiles.length);
  const { image } = spriteSheet(tiles, { cellWidth: tile, cellHeight: tile, columns });
  return { pixels: pngDataUri(image), tile, columns, ...(names.length < images.length && { images: names }) };
}

/** Indices of the images that are shown, in their order. */
function chosen({ model, images, entries, concepts }: ThumbnailsContext): readonly number[] {
  const mistaken = (index: number) => {
    const { label } = entries[index];
    return label !== undefined && label !== classAt(model, images[index].predicted).label;
  };
  const ranked = images.map((image, index) => ({
    index,
    mistake: mistaken(index) ? 1 : 0,
    evidence: Math.max(0, ...concepts.map(({ members }) => heldBy(image, members.get(index)))),
  }));
  ranked.sort((a, b) => b.mistake - a.mistake || b.evidence - a.evidence || a.index - b.index);
  return ranked
    .slice(0, MOST)
    .map(({ index }) => index)
    .sort((a, b) => a - b);
}
