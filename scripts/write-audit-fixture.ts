import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { decode } from 'fast-png';
import { base64ToUint8Array } from 'uint8array-extras';
import {
  type AuditDocument,
  decodeArray,
  encodeArray,
  parseDocuments,
  stringifyDocuments,
  validateDocument,
} from '../src/document/index.js';
import { type Image, pngDataUri, resizeImage, spriteSheet } from '../src/image/index.js';

// Makes tests/fixtures/audit/husky-wolf-biased.json: the audit of the study that ships, with few images, small.
//   node dist/node/cli.js audit husky-wolf-biased --images models/husky-wolf/scenes --masks models/husky-wolf/masks \
//     --labels models/husky-wolf/labels.csv --out audit && npx tsx scripts/write-audit-fixture.ts audit/audit.json

const SIDE = 28;
const EACH = 3;
const CONCEPTS = 4;
const [, , source = 'audit/audit.json'] = process.argv;
const [document] = parseDocuments(await readFile(source, 'utf8')) as AuditDocument[];
const { result } = document;

/** Some images of each group, those first that are on a contact sheet. */
const onSheet = new Set(result.concepts.slice(0, CONCEPTS).flatMap(({ sheet }) => sheet?.images ?? []));
const names = new Set(
  (result.groups ?? []).flatMap(({ name }) => {
    const own = result.images.filter(({ group }) => group === name).map((image) => image.name);
    return [...own.filter((each) => onSheet.has(each)), ...own.filter((each) => !onSheet.has(each))].slice(0, EACH);
  }),
);
const kept = result.images.filter(({ name }) => names.has(name));

type Sprite = Pick<NonNullable<AuditDocument['result']['thumbnails']>, 'pixels' | 'tile' | 'columns'>;

/** Some tiles of a sprite, shrunk, in one row of at most six. */
function smaller({ pixels, tile, columns }: Sprite, indices: readonly number[]) {
  const { width, data } = decode(base64ToUint8Array(pixels.slice(pixels.indexOf(',') + 1)));
  const tiles = indices.map((index): Image => {
    const [left, top] = [(index % columns) * tile, Math.floor(index / columns) * tile];
    const own = new Uint8ClampedArray(tile * tile * 3);
    for (let y = 0; y < tile; y++) {
      const at = ((top + y) * width + left) * 3;
      own.set(data.subarray(at, at + tile * 3) as Uint8Array, y * tile * 3);
    }
    return resizeImage({ name: String(index), width: tile, height: tile, channels: 3, data: own }, SIDE, SIDE);
  });
  const sheet = spriteSheet(tiles, { cellWidth: SIDE, cellHeight: SIDE, columns: Math.min(6, tiles.length) });
  return { pixels: pngDataUri(sheet.image), tile: SIDE, columns: sheet.columns };
}

/** A contact sheet of the images that are kept. */
function sheetOf(sheet: NonNullable<AuditDocument['result']['concepts'][number]['sheet']>) {
  const own = sheet.images.flatMap((image, i) => (names.has(image) ? [i] : []));
  return { ...smaller(sheet, own), images: own.map((i) => sheet.images[i]) };
}

/** The label map at fewer places: regions keep their numbers. */
function sparser(name: string) {
  const { shape, data } = decodeArray(result.segments[name]);
  const [step, side] = [shape[1] / SIDE, SIDE];
  const labels = Int32Array.from({ length: side * side }, (_, at) => {
    const [row, column] = [Math.floor(at / side), at % side].map((value) => Math.floor((value + 0.5) * step));
    return data[row * shape[1] + column];
  });
  // The last region may have been lost between the rows, and concepts name it.
  labels[side * side - 1] = Math.max(...data);
  return encodeArray({ shape: [side, side], data: labels });
}

const small = {
  ...document,
  result: {
    ...result,
    images: kept,
    segments: Object.fromEntries(kept.map(({ name }) => [name, sparser(name)])),
    weights: Object.fromEntries(
      kept.map(({ name }) => [name, (result.weights?.[name] ?? []).map((w) => Math.round(w * 1e4) / 1e4)]),
    ),
    concepts: result.concepts.slice(0, CONCEPTS).map(({ sheet, members, ...concept }) => ({
      ...concept,
      members: members.filter(({ image }) => names.has(image)),
      ...(sheet && { sheet: sheetOf(sheet) }),
    })),
    ...(result.thumbnails && {
      thumbnails: smaller(
        result.thumbnails,
        kept.map(({ name }) => result.images.findIndex((image) => image.name === name)),
      ),
    }),
  },
};
await writeFile(
  resolve(import.meta.dirname, '../tests/fixtures/audit/husky-wolf-biased.json'),
  stringifyDocuments([validateDocument(small)]),
);
