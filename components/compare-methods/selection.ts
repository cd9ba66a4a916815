import { decodeArray, evidenceMap, type SuperpixelsDocument } from '../../src/document/index.js';
import type { EvidenceDocument } from '../../src/render/index.js';
import { outlineSegments } from '../superpixels/outlines.js';

/** A part of the picture whose share of the evidence is asked for. */
export interface Selection {
  /** In words: `row 3, column 4`, `region 2 of LIME`. */
  readonly name: string;
  /** Of each pixel, row-major: 1 if it belongs to it. */
  readonly mask: Uint8Array;
  /** Path data in pixels. */
  readonly path: string;
}

/** Cells of the grid that keys and pointer choose from. */
export interface Cells {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How many cells lie along the longer side of a picture. */
const ALONG = 14;

/** How many rows and columns of cells a picture is parted into. */
export function cellGrid({ width, height }: Size): { readonly rows: number; readonly columns: number } {
  const side = Math.max(1, Math.max(width, height) / ALONG);
  return { rows: Math.max(1, Math.round(height / side)), columns: Math.max(1, Math.round(width / side)) };
}

/** The pixels of some cells. */
export function selectCells(size: Size, cells: Cells): Selection {
  const { rows, columns } = cellGrid(size);
  const { width, height } = size;
  const x = (column: number) => Math.round((column * width) / columns);
  const y = (row: number) => Math.round((row * height) / rows);
  const [left, right, top, bottom] = [x(cells.left), x(cells.right + 1), y(cells.top), y(cells.bottom + 1)];
  const mask = new Uint8Array(width * height);
  for (let row = top; row < bottom; row++) mask.fill(1, row * width + left, row * width + right);
  const range = (from: number, to: number) => (from === to ? String(from) : `${from} to ${to}`);
  const name = `Row ${range(cells.top, cells.bottom)}, column ${range(cells.left, cells.right)} of ${rows} × ${columns}`;
  return { name, mask, path: `M${left} ${top}H${right}V${bottom}H${left}Z` };
}

/** The regions of a document that has some, by falling absolute weight. */
export function regionSelections({ result, image }: SuperpixelsDocument, title: string): Selection[] {
  const labels = Int32Array.from(decodeArray(result.segments).data);
  const shapes = outlineSegments(labels, image.width, image.height);
  return result.weights.map(({ segment }, i) => ({
    name: `Region ${i + 1} of ${title}`,
    mask: Uint8Array.from(labels, (label) => Number(label === segment)),
    path: shapes.get(segment)?.path ?? '',
  }));
}

/** How much of a document's evidence for, and of that against, lies in a selection, 0..1; `null` where there is none at all. */
export interface EvidenceShare {
  readonly for: number | null;
  readonly against: number | null;
}

/** What can be shared out: the evidence of every pixel, so that a region's weight is spread over its pixels. */
export function evidenceDensity(document: EvidenceDocument): Float64Array {
  const { values } = evidenceMap(document);
  if (document.kind === 'attribution') return values;
  const labels = decodeArray(document.result.segments).data;
  const areas = new Map<number, number>();
  for (const label of labels) areas.set(label, (areas.get(label) ?? 0) + 1);
  return values.map((value, at) => value / (areas.get(labels[at]) ?? 1));
}

export function shareOf(density: Float64Array, { mask }: Selection): EvidenceShare {
  const sums = { for: 0, against: 0, forInside: 0, againstInside: 0 };
  for (let at = 0; at < density.length; at++) {
    const value = density[at];
    if (value > 0) {
      sums.for += value;
      if (mask[at]) sums.forInside += value;
    } else {
      sums.against -= value;
      if (mask[at]) sums.againstInside -= value;
    }
  }
  return {
    for: sums.for > 0 ? sums.forInside / sums.for : null,
    against: sums.against > 0 ? sums.againstInside / sums.against : null,
  };
}
