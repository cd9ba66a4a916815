import type { PatchesDocument } from '../kinds/patches.js';
import type { Problem } from '../problem.js';
import { firstProblem, pngSize } from './common.js';

type Result = Pick<PatchesDocument['result'], 'units' | 'receptiveField' | 'sprite'>;
type Patch = Result['units'][number]['patches'][number];

/** That boxes lie in the receptive field's size, patches are in order, and the sprite has every cell that is named. */
export const patchesProblem = ({ result }: PatchesDocument): Problem | null => regionsProblem('result', result);

/** The same of whatever holds a layer's units, which stands at `place`. */
export function regionsProblem(place: string, layer: Result): Problem | null {
  const cells = layer.sprite && cellCount(layer.sprite);
  if (cells === null) {
    return { path: `${place}.sprite.pixels`, expected: 'a PNG of whole rows of cells', got: 'another size' };
  }
  return firstProblem(layer.units, ({ patches, least = [] }, i) => {
    const path = `${place}.units[${i}]`;
    return (
      listProblem(`${path}.patches`, patches, { layer, place, cells }, -1) ??
      listProblem(`${path}.least`, least, { layer, place, cells }, 1)
    );
  });
}

interface Regions {
  readonly layer: Result;
  readonly place: string;
  readonly cells: number | undefined;
}

function listProblem(path: string, patches: readonly Patch[], { layer, place, cells = 0 }: Regions, direction: 1 | -1) {
  return firstProblem(patches, (patch, i) => {
    const at = `${path}[${i}]`;
    const step = i === 0 ? 0 : patch.activation - patches[i - 1].activation;
    if (step * direction < 0) {
      const expected = direction < 0 ? 'patches by falling activation' : 'patches by rising activation';
      return { path: `${at}.activation`, expected, got: `${patch.activation} after ${patches[i - 1].activation}` };
    }
    return boxProblem(at, patch, layer) ?? cellProblem(at, patch, place, cells);
  });
}

/** A unit at this row and column sees no more than `offset + stride * [row, column]` and `size` pixels from there. */
function boxProblem(path: string, { box, row, column }: Patch, { receptiveField }: Result): Problem | null {
  const { size, stride, offset } = receptiveField;
  const [top, left] = [offset[0] + stride[0] * row, offset[1] + stride[1] * column];
  const inField =
    box.x >= Math.max(0, left) &&
    box.y >= Math.max(0, top) &&
    box.x + box.width <= left + size[1] &&
    box.y + box.height <= top + size[0];
  if (inField) return null;
  return {
    path: `${path}.box`,
    expected: `a box in the picture and in the receptive field ${size[1]} x ${size[0]} at x ${left}, y ${top}`,
    got: `${box.width} x ${box.height} at x ${box.x}, y ${box.y}`,
  };
}

function cellProblem(path: string, { cell }: Patch, place: string, cells: number): Problem | null {
  if (cell === undefined || cell < cells) return null;
  const expected = cells ? `a cell from 0 to ${cells - 1} of ${place}.sprite` : `a sprite at ${place}.sprite`;
  return { path: `${path}.cell`, expected, got: String(cell) };
}

/** How many cells a sprite has; `null` if its picture does not hold whole cells. */
function cellCount({ columns, cellWidth, cellHeight, pixels }: NonNullable<Result['sprite']>): number | null {
  const size = pngSize(pixels);
  if (!size || cellWidth === 0 || cellHeight === 0) return null;
  if (size.width < columns * cellWidth || size.height % cellHeight !== 0) return null;
  return columns * (size.height / cellHeight);
}
