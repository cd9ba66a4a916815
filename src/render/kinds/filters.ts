import { decodeArray } from '../../document/encode.js';
import { finding } from '../../document/finding.js';
import { countOf } from '../../document/format.js';
import type { FiltersDocument } from '../../document/kinds/filters.js';
import { divergingWeights } from '../colour.js';
import { COLOUR_BAR_HEIGHT, colourBar } from '../colour-bar.js';
import { symmetricScale } from '../scale.js';
import { type StaticPicture, staticPicture } from '../static-picture.js';
import { MUTED, type Svg, text } from '../svg.js';
import { type Tile, tileSheet } from '../tiles.js';

const MOST_KERNELS = 32;
const MOST_INPUTS = 12;

/** The kernels as pictures on one scale: in colour where they see a colour picture, else one picture for each input channel. */
export function filtersPicture(document: FiltersDocument): StaticPicture {
  const { shape, data } = decodeArray(document.result.kernels);
  const [, , inputs, outputs] = shape;
  const { limit, clippedShare } = symmetricScale(data);
  const kernels = Math.min(outputs, inputs > 3 ? MOST_INPUTS : MOST_KERNELS);
  const isColour = inputs === 3;
  const across = inputs === 1 || isColour ? 1 : Math.min(inputs, MOST_INPUTS);
  const tiles = isColour
    ? Array.from({ length: kernels }, (_, output) => colourTile(shape, data, limit, output))
    : Array.from({ length: kernels * across }, (_, i) =>
        weightTile(shape, data, limit, i % across, Math.floor(i / across)),
      );
  const columns = across > 1 ? across : 8;
  const sheet = tileSheet(tiles, { columns, side: across > 1 ? 40 : 64, gap: 10 });
  const top = 22;
  const bottom = top + sheet.height + 14;
  const legend = isColour
    ? text(0, bottom + 11, 'grey: weight 0; brighter red, green or blue: positive in that channel', {
        size: 12,
        fill: MUTED,
      })
    : colourBar(0, bottom, {
        title: 'weight',
        colourAt: (share) => divergingWeights(2 * share - 1),
        low: -limit,
        high: limit,
        clippedShare,
      });
  return staticPicture(660, bottom + COLOUR_BAR_HEIGHT, finding(document), [
    text(0, 12, caption(kernels, outputs, across, inputs), { size: 12, fill: MUTED }),
    sheet.draw(0, top),
    legend,
  ]);
}

function caption(kernels: number, outputs: number, across: number, inputs: number): Svg {
  const shown =
    kernels < outputs ? `the first ${kernels} of ${countOf(outputs, 'kernel')}` : countOf(kernels, 'kernel');
  if (across === 1) return shown;
  return `${shown}, one a row; across: ${across < inputs ? `the first ${across} of ` : ''}${inputs} input channels`;
}

type Shape = readonly number[];

function weightTile(
  [height, width, inputs, outputs]: Shape,
  data: ArrayLike<number>,
  limit: number,
  input: number,
  output: number,
): Tile {
  const at = (row: number, column: number) => data[((row * width + column) * inputs + input) * outputs + output];
  return { width, height, colourAt: (row, column) => divergingWeights(limit ? at(row, column) / limit : 0) };
}

function colourTile(
  [height, width, inputs, outputs]: Shape,
  data: ArrayLike<number>,
  limit: number,
  output: number,
): Tile {
  const at = (row: number, column: number, input: number) => {
    const weight = data[((row * width + column) * inputs + input) * outputs + output];
    return Math.round(128 + 127 * Math.max(-1, Math.min(1, limit ? weight / limit : 0)));
  };
  return { width, height, colourAt: (row, column) => [at(row, column, 0), at(row, column, 1), at(row, column, 2)] };
}
