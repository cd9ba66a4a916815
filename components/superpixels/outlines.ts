import { regionCentres } from '../../src/render/region-centres.js';

/** Where a segment is: the path around its pixels (in pixel units), and the pixel farthest from its border, for a label. */
export interface SegmentShape {
  readonly path: string;
  readonly centre: readonly [x: number, y: number];
  /** In pixels. */
  readonly area: number;
}

/** The outlines of every label of a map `[height, width]`, by label. Rings run along pixel edges; holes are rings of their own. */
export function outlineSegments(labels: Int32Array, width: number, height: number): ReadonlyMap<number, SegmentShape> {
  const edges = new Map<number, Map<number, number[]>>();
  const areas = new Map<number, number>();
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= width || y >= height ? -1 : labels[y * width + x]);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const label = at(x, y);
      areas.set(label, (areas.get(label) ?? 0) + 1);
      if (at(x, y - 1) !== label) addEdge(edges, label, x, y, x + 1, y, width);
      if (at(x + 1, y) !== label) addEdge(edges, label, x + 1, y, x + 1, y + 1, width);
      if (at(x, y + 1) !== label) addEdge(edges, label, x + 1, y + 1, x, y + 1, width);
      if (at(x - 1, y) !== label) addEdge(edges, label, x, y + 1, x, y, width);
    }
  }
  const count = Math.max(-1, ...areas.keys()) + 1;
  const centres = regionCentres({ width, height, count, labels });
  return new Map(
    [...edges].map(([label, own]) => [
      label,
      { path: traceRings(own, width), centre: centres[label], area: areas.get(label) ?? 0 },
    ]),
  );
}

/** Corners are numbered row by row; an edge leads from one corner to the next, the segment on its right hand. */
function addEdge(
  edges: Map<number, Map<number, number[]>>,
  label: number,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  width: number,
): void {
  const own = edges.get(label) ?? new Map<number, number[]>();
  edges.set(label, own);
  const from = fromY * (width + 1) + fromX;
  const to = toY * (width + 1) + toX;
  const next = own.get(from);
  if (next) next.push(to);
  else own.set(from, [to]);
}

function traceRings(edges: Map<number, number[]>, width: number): string {
  const point = (corner: number) => `${corner % (width + 1)} ${Math.floor(corner / (width + 1))}`;
  let path = '';
  for (const start of edges.keys()) {
    while (edges.get(start)?.length) {
      const ring: number[] = [];
      let corner = start;
      while (edges.get(corner)?.length) {
        ring.push(corner);
        corner = edges.get(corner)!.pop()!;
      }
      path += `M${withoutStraights(ring).map(point).join('L')}Z`;
    }
  }
  return path;
}

/** The corners where a ring turns. */
function withoutStraights(ring: readonly number[]): readonly number[] {
  return ring.filter((corner, i) => {
    const before = ring[(i + ring.length - 1) % ring.length];
    const after = ring[(i + 1) % ring.length];
    return corner - before !== after - corner;
  });
}
