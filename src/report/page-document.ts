import type { ArrayValue } from '../document/array-value.js';
import type { ConvlensDocument } from '../document/document.js';
import { documentPieces } from '../document/document-pieces.js';
import { decodeArray, encodeArray } from '../document/encode.js';
import type { AuditDocument } from '../document/kinds/audit.js';
import { packedScript } from './packed-script.js';
import { jsonSafe } from './scripts.js';

/** Documents whose JSON is longer than this are packed. */
const LONG = 100_000;

/**
 * The script element that hands documents to the element around it: JSON, packed (zlib, base64) where it is long. What a page
 * cannot show of a document is left out of its copy.
 */
export function documentScript(documents: readonly ConvlensDocument[]): string {
  const json = [...documentPieces(documents.map(shownOf))].join('').trim();
  if (json.length <= LONG) return `<script type="application/json">${jsonSafe(json)}</script>`;
  return packedScript(json);
}

const shownOf = (document: ConvlensDocument) => (document.kind === 'audit' ? shownAudit(document) : document);

/** An audit with the label maps of those images alone that its gallery shows, a byte a pixel where that is enough. */
function shownAudit(document: AuditDocument): AuditDocument {
  const { result } = document;
  const { images, segments, weights, thumbnails } = result;
  const shown = thumbnails?.images ?? images.map(({ name }) => name);
  const maps = shown.map((name) => [name, inBytes(segments[name])] as const);
  const shownWeights = weights && Object.fromEntries(shown.map((name) => [name, weights[name] ?? []]));
  return {
    ...document,
    result: { ...result, segments: Object.fromEntries(maps), ...(shownWeights && { weights: shownWeights }) },
  };
}

function inBytes(map: ArrayValue): ArrayValue {
  const { shape, data } = decodeArray(map);
  const fits = data.every((label) => label >= 0 && label < 2 ** 8);
  return fits ? encodeArray({ shape, data: Uint8Array.from(data) }) : { ...map };
}
