import { gaussianBlur } from '../../image/blur.js';
import type { Grid } from './evidence-grid.js';

/** How far the evidence of single pixels is averaged, in pixels of a picture this wide. */
export function averagingSigma(width: number): number {
  return Math.max(1, width / 64);
}

/** The evidence of pixels, averaged over their neighbourhood (Gaussian): what adds up stays, what is noise cancels. */
export function averagedGrid({ width, height, values }: Grid): Grid {
  return { width, height, values: gaussianBlur(values, [height, width, 1], averagingSigma(width)) };
}

/** The cells of a layer with `factor` values in each direction for one, drawn straight from one cell's middle to the next. */
export function interpolatedGrid({ width, height, values }: Grid, factor: number): Grid {
  const [across, down] = [width * factor, height * factor];
  const place = (i: number, length: number) => {
    const at = Math.min(length - 1, Math.max(0, (i + 0.5) / factor - 0.5));
    const low = Math.min(Math.floor(at), Math.max(0, length - 2));
    return { low, high: Math.min(length - 1, low + 1), share: at - low };
  };
  const columns = Array.from({ length: across }, (_, i) => place(i, width));
  const result = new Float64Array(across * down);
  for (let y = 0; y < down; y++) {
    const row = place(y, height);
    for (let x = 0; x < across; x++) {
      const column = columns[x];
      const between = (r: number) =>
        values[r * width + column.low] * (1 - column.share) + values[r * width + column.high] * column.share;
      result[y * across + x] = between(row.low) * (1 - row.share) + between(row.high) * row.share;
    }
  }
  return { width: across, height: down, values: result };
}
