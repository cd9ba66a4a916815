import { finding } from '../../document/finding.js';
import { formatNumber, formatShape } from '../../document/format.js';
import type { NetworkDocument } from '../../document/kinds/network.js';
import { type StaticPicture, staticPicture } from '../static-picture.js';
import { INK, LINE, line, MUTED, rect, type Svg, text } from '../svg.js';

type Layer = NetworkDocument['result']['layers'][number];

const ROW = 24;
const MOST = 60;
const WIDTH = 660;
/** Left ends of layer, operation and output; right end of parameters; left end of the receptive field. */
const COLUMNS = { operation: 190, shape: 330, parameters: 510, sees: 530 };

/** The layers as a table: what each is, what it gives out, how many parameters it has, and how much of the picture one cell of it sees. */
export function networkPicture(document: NetworkDocument): StaticPicture {
  const { layers } = document.result;
  const shown = layers.slice(0, MOST);
  const largest = Math.max(1, ...layers.map(({ parameters }) => parameters));
  const heads: Svg[] = [
    text(0, 14, 'layer', { size: 12, fill: MUTED }),
    text(COLUMNS.operation, 14, 'operation', { size: 12, fill: MUTED }),
    text(COLUMNS.shape, 14, 'output', { size: 12, fill: MUTED }),
    text(COLUMNS.parameters, 14, 'parameters', { size: 12, fill: MUTED, anchor: 'end' }),
    text(COLUMNS.sees, 14, 'one cell sees', { size: 12, fill: MUTED }),
    line(0, 21.5, WIDTH, 21.5, { stroke: INK }),
  ];
  const rows = shown.map((layer, i) => row(layer, 22 + i * ROW, largest));
  const more = layers.length - shown.length;
  const note =
    more > 0 ? text(0, 22 + shown.length * ROW + 16, `and ${more} more layers`, { size: 12, fill: MUTED }) : '';
  const height = 22 + shown.length * ROW + (more > 0 ? 24 : 2);
  return staticPicture(WIDTH, height, finding(document), [...heads, ...rows, note]);
}

function row({ name, operation, shape, parameters, receptiveField }: Layer, top: number, largest: number): Svg {
  const base = top + 16;
  const share = parameters / largest;
  return [
    rect(COLUMNS.parameters - 100 * share, top + 3, 100 * share, ROW - 6, { fill: LINE, 'fill-opacity': 0.7 }),
    text(0, base, name, { size: 12.5, mono: true, most: 24 }),
    text(COLUMNS.operation, base, operation, { size: 12.5, most: 20 }),
    text(COLUMNS.shape, base, formatShape(shape), { size: 12.5, mono: true, most: 16 }),
    text(COLUMNS.parameters - 3, base, parameters ? formatNumber(parameters) : '–', {
      size: 12.5,
      mono: true,
      anchor: 'end',
    }),
    text(COLUMNS.sees, base, seen(receptiveField), { size: 12.5 }),
    line(0, top + ROW - 0.5, WIDTH, top + ROW - 0.5),
  ].join('');
}

function seen(field: Layer['receptiveField']): string {
  if (!field) return 'the whole picture';
  const [height, width] = field.size;
  return height * width === 1 ? '1 pixel' : `${width} × ${height} pixels`;
}
