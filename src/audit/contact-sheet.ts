import type { Image } from '../image/image.js';
import { pngDataUri } from '../image/png.js';
import { withChannels } from '../image/prepare-input.js';
import { spriteSheet } from '../image/sprite.js';
import type { Concept } from './concepts.js';
import { evidenceShares } from './evidence-shares.js';
import type { ImageEvidence } from './image-evidence.js';

const MOST = 12;
const COLUMNS = 6;
const TILE = 96;
/** Around the concept: the orange of evidence for. */
const LINE = [217, 102, 10];

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

/** Share of an image's evidence that the regions of a concept hold; none if it does not show it. */
export function heldBy(image: ImageEvidence, marked: Uint8Array | undefined): number {
  const shares = evidenceShares(image);
  return marked?.reduce((sum, on, region) => sum + (on ? shares[region] : 0), 0) ?? 0;
}

/** What is not marked goes to the middle of grey: bright things stand out from it, and dark ones. A line runs around the rest. */
function faded(image: Image, { labels }: ImageEvidence, marked: Uint8Array): Image {
  const { width } = image;
  const { data: pixels, ...rest } = withChannels(image, 3);
  const data = Uint8ClampedArray.from(pixels);
  const isOn = (pixel: number) => marked[labels[pixel]] === 1;
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const own = data.subarray(pixel * 3, pixel * 3 + 3);
    if (isOn(pixel)) {
      if (bordersOff(pixel, { width, count: labels.length, isOn })) own.set(LINE);
      continue;
    }
    const grey = (own[0] + own[1] + own[2]) / 3;
    own.fill(118 + 0.14 * (grey - 128));
  }
  return { ...rest, data };
}

interface Marked {
  readonly width: number;
  readonly count: number;
  readonly isOn: (pixel: number) => boolean;
}

/** Whether a pixel beside this one, above or below is not marked; beyond the border of the image there is none. */
function bordersOff(pixel: number, { width, count, isOn }: Marked): boolean {
  const column = pixel % width;
  return (
    (column > 0 && !isOn(pixel - 1)) ||
    (column < width - 1 && !isOn(pixel + 1)) ||
    (pixel >= width && !isOn(pixel - width)) ||
    (pixel + width < count && !isOn(pixel + width))
  );
}
