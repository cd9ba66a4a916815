import { decodeArray } from '../../document/encode.js';
import { finding } from '../../document/finding.js';
import { formatNumber, formatShape } from '../../document/format.js';
import type { ActivationsDocument } from '../../document/kinds/activations.js';
import { cssColour, sequentialActivation } from '../colour.js';
import { COLOUR_BAR_HEIGHT, colourBar } from '../colour-bar.js';
import { positionOn, type SequentialScale, sequentialScale } from '../scale.js';
import { type StaticPicture, staticPicture } from '../static-picture.js';
import { INK, LINE, line, MUTED, rect, type Svg, text } from '../svg.js';
import { type TileSheet, tileSheet } from '../tiles.js';

type Layer = ActivationsDocument['result']['layers'][number];

interface Part {
  readonly svg: (top: number) => Svg;
  readonly height: number;
}

const MOST_LAYERS = 6;
const MOST_CHANNELS = 16;
const MOST_NUMBERS = 32;
const WIDTH = 660;
const HEADING = 26;

/** Each layer's channels as pictures on the layer's scale, silent ones crossed out; layers without a grid as bars. */
export function activationsPicture(document: ActivationsDocument): StaticPicture {
  const { layers } = document.result;
  const parts = layers.slice(0, MOST_LAYERS).map(layerPart);
  const more = layers.length - parts.length;
  let top = 0;
  const svg: Svg[] = [];
  for (const { svg: draw, height } of parts) {
    svg.push(draw(top));
    top += height + 18;
  }
  if (more > 0) svg.push(text(0, top + 10, `and ${more} more layers`, { size: 12, fill: MUTED }));
  return staticPicture(WIDTH, Math.max(20, top + (more > 0 ? 16 : -18)), finding(document), svg);
}

function layerPart(layer: Layer): Part {
  const { shape, data } = decodeArray(layer.values);
  const isGrid = shape.length === 3 && shape[0] * shape[1] > 1;
  return isGrid ? gridPart(layer, shape, data) : barsPart(layer, data);
}

function gridPart(
  layer: Layer,
  [height, width, channels]: readonly number[],
  data: ArrayLike<number> & Iterable<number>,
): Part {
  const scale = sequentialScale(data as Float32Array);
  const shown = Math.min(channels, MOST_CHANNELS);
  const tiles = Array.from({ length: shown }, (_, channel) => ({
    width,
    height,
    colourAt: (row: number, column: number) =>
      sequentialActivation(positionOn(scale, data[(row * width + column) * channels + channel])),
  }));
  const sheet = tileSheet(tiles, { columns: 8, side: 72, gap: 8 });
  return {
    height: HEADING + sheet.height + 12 + COLOUR_BAR_HEIGHT,
    svg: (top) =>
      [
        heading(layer, top, shown < channels ? `the first ${shown} shown` : ''),
        sheet.draw(0, top + HEADING),
        ...crosses(layer, shown, sheet, top + HEADING),
        legend(scale, top + HEADING + sheet.height + 12),
      ].join(''),
  };
}

function heading({ name, operation, values, channels }: Layer, top: number, shown: string): Svg {
  const dead = channels.filter((channel) => channel.dead).length;
  const about = [
    operation,
    formatShape(values.shape),
    dead
      ? `${dead} of ${channels.length} silent${values.shape.length > 1 ? ' (crossed out)' : ''}`
      : 'no channel silent',
    shown,
  ];
  const after = 10 + name.length * 8;
  return (
    text(0, top + 14, name, { size: 13, bold: true, mono: true, most: 40 }) +
    text(Math.min(after, 340), top + 14, about.filter(Boolean).join(', '), { size: 12, fill: MUTED })
  );
}

function crosses({ channels }: Layer, shown: number, sheet: TileSheet, top: number): Svg[] {
  return channels.slice(0, shown).flatMap(({ dead }, channel) => {
    if (!dead) return [];
    const [x, y] = sheet.place(channel);
    const ends = { stroke: '#fff', 'stroke-width': 1.5 };
    return [
      line(x + 4, top + y + 4, x + sheet.cellWidth - 4, top + y + sheet.cellHeight - 4, ends),
      line(x + 4, top + y + sheet.cellHeight - 4, x + sheet.cellWidth - 4, top + y + 4, ends),
    ];
  });
}

function legend({ low, high, clippedShare }: SequentialScale, top: number): Svg {
  return colourBar(0, top, { title: 'activation', colourAt: sequentialActivation, low, high, clippedShare });
}

function barsPart(layer: Layer, data: ArrayLike<number>): Part {
  const units = unitsShown(data);
  const values = units.map((unit) => data[unit]);
  const shown = units.length;
  const low = Math.min(0, ...values);
  const span = Math.max(0, ...values) - low || 1;
  const step = Math.min(40, WIDTH / shown);
  const yOf = (value: number) => HEADING + 14 + 60 * (1 - (value - low) / span);
  const bar = (value: number, i: number, top: number) => {
    const colour = cssColour(sequentialActivation((value - low) / span));
    return [
      rect(i * step, top + Math.min(yOf(0), yOf(value)), step - 5, Math.abs(yOf(value) - yOf(0)), {
        fill: colour,
        stroke: LINE,
      }),
      text(i * step + (step - 5) / 2, top + HEADING + 92, String(units[i]), {
        size: 11,
        fill: MUTED,
        anchor: 'middle',
      }),
    ].join('');
  };
  const strongest = values.reduce((best, value, i) => (value > values[best] ? i : best), 0);
  return {
    height: HEADING + 100,
    svg: (top) =>
      [
        heading(layer, top, shown < data.length ? `the ${shown} strongest shown` : ''),
        ...values.map((value, i) => bar(value, i, top)),
        line(0, top + yOf(0), shown * step, top + yOf(0), { stroke: INK }),
        text(
          strongest * step + (step - 5) / 2,
          top + yOf(values[strongest]) - 4,
          formatNumber(values[strongest] ?? 0),
          {
            size: 11,
            anchor: 'middle',
          },
        ),
      ].join(''),
  };
}

/** All units of a short list in their order, the strongest of a long one. */
function unitsShown(data: ArrayLike<number>): number[] {
  const units = Array.from({ length: data.length }, (_, unit) => unit);
  return data.length <= MOST_NUMBERS ? units : units.sort((a, b) => data[b] - data[a]).slice(0, MOST_NUMBERS - 8);
}
