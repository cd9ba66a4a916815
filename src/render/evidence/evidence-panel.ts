import { documentImage, greyValues } from '../document-image.js';
import { AGAINST, element, FOR, type Svg } from '../svg.js';
import { type Tile, tileSheet } from '../tiles.js';
import { type Detail, drawnEvidence, evidenceOutlines } from './drawn-evidence.js';
import type { EvidenceDocument, Grid } from './evidence-grid.js';
import { type EvidencePaint, paintedOver } from './evidence-paint.js';

export interface PanelOptions {
  readonly detail: Detail;
  readonly paint: EvidencePaint;
  /** Value at which outlines run. Default: none. */
  readonly level?: number;
  /** Longest side in pixels of the page. */
  readonly side: number;
}

export interface Panel {
  readonly width: number;
  readonly height: number;
  readonly draw: (x: number, y: number) => Svg;
}

/** The picture of a document in pale grey with its evidence laid over it, and outlines: solid for, dashed against. */
export function evidencePanel(document: EvidenceDocument, options: PanelOptions): Panel {
  const { detail, paint, level = 0, side } = options;
  const grid = drawnEvidence(document, detail);
  const sheet = tileSheet([paintedTile(document, grid, paint)], { columns: 1, side });
  const outlines = evidenceOutlines(grid, level, detail);
  const scale = `scale(${sheet.width / grid.width} ${sheet.height / grid.height})`;
  return {
    width: sheet.width,
    height: sheet.height,
    draw: (x, y) =>
      sheet.draw(x, y) +
      element(
        'g',
        { transform: `translate(${x} ${y}) ${scale}` },
        outline(outlines.against, AGAINST, '5 4'),
        outline(outlines.for, FOR),
      ),
  };
}

/** Black and white drawn nearer to each other, so that the same evidence looks alike on both; as the elements' style has it. */
export function paleGrey(grey: number): number {
  return Math.min(255, Math.round(1.4 * (0.5 * grey + 63.75)));
}

function paintedTile({ image }: EvidenceDocument, grid: Grid, paint: EvidencePaint): Tile {
  const picture = documentImage(image);
  const { width, height } = picture;
  const greys = greyValues(picture);
  return {
    width,
    height,
    colourAt: (row, column) => {
      const grey = paleGrey(greys[row * width + column]);
      const y = Math.floor(((row + 0.5) * grid.height) / height);
      const x = Math.floor(((column + 0.5) * grid.width) / width);
      return paintedOver(grid.values[y * grid.width + x], paint, [grey, grey, grey]);
    },
  };
}

function outline(path: string, stroke: string, dashes?: string): Svg {
  if (!path) return '';
  const common = { d: path, fill: 'none', 'vector-effect': 'non-scaling-stroke', 'stroke-linejoin': 'round' };
  return (
    element('path', { ...common, stroke: '#fff', 'stroke-width': 4 }) +
    element('path', { ...common, stroke, 'stroke-width': 2, 'stroke-dasharray': dashes })
  );
}
