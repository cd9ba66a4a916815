import type { Image } from '../image/image.js';
import { pngDataUri } from '../image/png.js';
import { spriteSheet } from '../image/sprite.js';
import { type Concept, evidenceShare } from './concepts.js';
import type { ImageEvidence } from './image-evidence.js';

const MOST = 12;
const COLUMNS = 6;
const TILE = 96;

/** The images in which a concept holds most evidence, everything else in them faded, as one PNG of tiles. */
export async function contactSheet(
  concept: Concept,
  { images, picture }: { images: readonly ImageEvidence[]; picture: (index: number) => Promise<Image | null> },
) {
  const best = [...concept.members]
    .filter(([index]) => images[index].predicted === concept.predicted)
    .map(([index, marked]) => ({ index, marked, evidence: heldBy(images[index], marked) }))
    .sort((a, b) => b.evidence - a.evidence || a.index - b.index)
    .slice(0, MOST);
  const tiles: Image[] = [];
  const names: string[] = [];
  for (const { index, marked } of best) {
    const image = await picture(index);
    if (image === null) continue;
    tiles.push(faded(image, images[index], marked));
    names.push(images[index].name);
  }
  if (tiles.length === 0) return null;
  const tile = Math.min(TILE, Math.max(...tiles.map(({ width, height }) => Math.max(width, height))));
  const sheet = spriteSheet(tiles, { cellWidth: tile, cellHeight: tile, columns: Math.min(COLUMNS, tiles.length) });
  return { pixels: pngDataUri(sheet.image), tile, columns: sheet.columns, images: names };
}

function heldBy(image: ImageEvidence, marked: Uint8Array): number {
  return marked.reduce((sum, on, region) => sum + (on ? evidenceShare(image, region) : 0), 0);
}

/** What is not marked goes to the middle of grey: bright things stand out from it, and dark ones. */
function faded(image: Image, { labels }: ImageEvidence, marked: Uint8Array): Image {
  const { channels } = image;
  const data = Uint8ClampedArray.from(image.data);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (marked[labels[pixel]]) continue;
    const own = data.subarray(pixel * channels, (pixel + 1) * channels);
    const grey = own.reduce((sum, value) => sum + value, 0) / channels;
    own.fill(118 + 0.14 * (grey - 128));
  }
  return { ...image, data };
}
