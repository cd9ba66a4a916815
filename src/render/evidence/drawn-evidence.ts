import { outlinePath } from '../../segmentation/outline.js';
import { contourPath } from './contour-path.js';
import { type EvidenceDocument, evidenceGrid, type Grid } from './evidence-grid.js';
import { averagedGrid, averagingSigma, interpolatedGrid } from './smooth-grid.js';

/** Every value as a square, or smooth: a layer's cells interpolated, single pixels averaged. */
export type Detail = 'squares' | 'smooth';

/** Longest side of a grid that is interpolated. */
const FINE = 256;

/** The evidence of a document as it is drawn. Regions have no smooth form: they have borders. */
export function drawnEvidence(document: EvidenceDocument, detail: Detail): Grid {
  const grid = evidenceGrid(document);
  if (detail === 'squares' || document.kind === 'superpixels') return grid;
  if (document.result.layer === undefined) return averagedGrid(grid);
  return interpolatedGrid(grid, Math.max(1, Math.round(FINE / Math.max(grid.width, grid.height))));
}

/** The numbers that a scale is made of: those that are drawn, but of a layer the cells themselves, between which there is nothing larger. */
export function scaledValues(document: EvidenceDocument, detail: Detail): Float64Array {
  const isLayer = document.kind === 'attribution' && document.result.layer !== undefined;
  return (isLayer ? evidenceGrid(document) : drawnEvidence(document, detail)).values;
}

/** How the evidence of a document is drawn unless somebody asks: a layer's few cells smooth, everything else as it is. */
export function usualDetail(document: EvidenceDocument): Detail {
  return document.kind === 'attribution' && document.result.layer !== undefined ? 'smooth' : 'squares';
}

/** What the smooth form of a document is, in words. */
export function smoothWords(document: EvidenceDocument): string {
  if (document.kind === 'attribution' && document.result.layer !== undefined) return 'interpolated between the cells';
  return `averaged over neighbours (Gaussian, σ ${averagingSigma(document.image.width).toFixed(1)} pixels)`;
}

/** The lines around what speaks for (at least `level`) and against (at most `-level`), in units of grid cells. */
export function evidenceOutlines(
  grid: Grid,
  level: number,
  detail: Detail,
): { readonly for: string; readonly against: string } {
  if (!(level > 0)) return { for: '', against: '' };
  const line = detail === 'smooth' ? contourPath : squaresPath;
  const opposite = { ...grid, values: grid.values.map((value) => -value) };
  return { for: line(grid, level), against: line(opposite, level) };
}

function squaresPath({ width, height, values }: Grid, level: number): string {
  const labels = Int32Array.from(values, (value) => Number(value >= level));
  return outlinePath({ width, height, count: 2, labels }, [1]);
}
