const ORIENTATIONS = 9;
/** Pixels along a cell, cells along a block. */
const CELL = 8;
const BLOCK = 3;
const LARGEST = 0.2;
const TINY = 1e-5;

/** The fewest rows and columns that hold a block. */
export const SMALLEST_HOG = CELL * BLOCK;

/**
 * Histograms of oriented gradients (HOG) of a map `[h, w]`, `[blocks down, blocks across, 3, 3, 9]` (Dalal and Triggs 2005, "Histograms
 * of oriented gradients for human detection").
 *
 * As `skimage.feature.hog` by default: central differences (0 at the border); each pixel adds the length of its gradient to the one
 * of 9 directions (of 20 degrees, a direction and its opposite being one) of its cell of 8 x 8 pixels, where Dalal and
 * Triggs share it out among the nearest; cells in overlapping blocks of 3 x 3, each of length 1, cut at 0.2, of length 1
 * again (L2-Hys). Rows and columns beyond the last whole cell are left out.
 * @throws RangeError if the map does not hold a block.
 */
export function orientedGradients(values: ArrayLike<number>, [height, width]: readonly [number, number]): Float64Array {
  if (Math.min(height, width) < SMALLEST_HOG) {
    throw new RangeError(
      `Cannot take histograms of gradients of a map of ${height} x ${width}: expected at least ${SMALLEST_HOG} x ${SMALLEST_HOG}`,
    );
  }
  const [rows, columns] = [Math.floor(height / CELL), Math.floor(width / CELL)];
  const cells = histograms(values, [height, width], [rows, columns]);
  const blocks: number[][] = [];
  for (let row = 0; row + BLOCK <= rows; row++) {
    for (let column = 0; column + BLOCK <= columns; column++) {
      const block: number[] = [];
      for (let down = 0; down < BLOCK; down++) {
        const from = ((row + down) * columns + column) * ORIENTATIONS;
        block.push(...cells.subarray(from, from + BLOCK * ORIENTATIONS));
      }
      blocks.push(ofLengthOne(ofLengthOne(block).map((value) => Math.min(value, LARGEST))));
    }
  }
  return Float64Array.from(blocks.flat());
}

/** Mean length of the gradients in each direction, of each cell. */
function histograms(
  values: ArrayLike<number>,
  [height, width]: readonly [number, number],
  [rows, columns]: readonly [number, number],
): Float64Array {
  const cells = new Float64Array(rows * columns * ORIENTATIONS);
  for (let y = 0; y < rows * CELL; y++) {
    for (let x = 0; x < columns * CELL; x++) {
      const i = y * width + x;
      const down = y > 0 && y < height - 1 ? values[i + width] - values[i - width] : 0;
      const across = x > 0 && x < width - 1 ? values[i + 1] - values[i - 1] : 0;
      const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL);
      cells[cell * ORIENTATIONS + directionOf(down, across)] += Math.hypot(down, across) / CELL ** 2;
    }
  }
  return cells;
}

/** Number of the direction, from 0 (across) to 8; opposite ones are one. */
function directionOf(down: number, across: number): number {
  const half = Math.atan2(down, across) / Math.PI;
  return Math.min(ORIENTATIONS - 1, Math.floor((half - Math.floor(half)) * ORIENTATIONS));
}

function ofLengthOne(block: readonly number[]): number[] {
  const length = Math.sqrt(block.reduce((sum, value) => sum + value ** 2, TINY ** 2));
  return block.map((value) => value / length);
}
