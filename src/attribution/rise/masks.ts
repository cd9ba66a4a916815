import type { NdArray } from '../../numeric/nd-array.js';
import type { Random } from '../../numeric/random.js';

export interface MaskShape {
  readonly height: number;
  readonly width: number;
  /** Down and across. */
  readonly cells: readonly [number, number];
  /** How likely a corner of a cell is 1. */
  readonly keep: number;
}

/**
 * Draws a mask into `[h, w]`: 0 and 1 at the corners of a grid of cells that is shifted at random by up to a cell, linear
 * between them. The grid reaches beyond the border, so that every pixel is treated alike: its mean is `keep`.
 */
export function drawMask(into: Float32Array, { height, width, cells, keep }: MaskShape, random: Random): void {
  const rows = axis(height, cells[0], random.uniform());
  const columns = axis(width, cells[1], random.uniform());
  const across = cells[1] + 2;
  const corners = Float32Array.from({ length: (cells[0] + 2) * across }, () => (random.uniform() < keep ? 1 : 0));
  const lines = Array.from({ length: cells[0] + 2 }, (_, row) =>
    blendLine(corners.subarray(row * across, (row + 1) * across), columns),
  );
  for (let y = 0; y < height; y++) {
    const [upper, lower, share] = [lines[rows.corner[y]], lines[rows.corner[y] + 1], rows.share[y]];
    const start = y * width;
    for (let x = 0; x < width; x++) into[start + x] = upper[x] + share * (lower[x] - upper[x]);
  }
}

/** Of each pixel along an axis, the corner before it and how far it is to the next. */
function axis(pixels: number, cells: number, shift: number) {
  const corner = new Int32Array(pixels);
  const share = new Float32Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const place = ((i + 0.5) * cells) / pixels + shift;
    corner[i] = Math.floor(place);
    share[i] = place - corner[i];
  }
  return { corner, share };
}

function blendLine(corners: Float32Array, { corner, share }: ReturnType<typeof axis>): Float32Array {
  const line = new Float32Array(corner.length);
  for (let i = 0; i < line.length; i++) {
    const left = corners[corner[i]];
    line[i] = left + share[i] * (corners[corner[i] + 1] - left);
  }
  return line;
}

/** Composes the images `[masks, h, w, c]` that show as much of the image as each mask keeps, and of the baseline as it hides. */
export function maskComposer(image: NdArray, baseline: Float32Array): (masks: Float32Array) => NdArray {
  const [, height, width, channels] = image.shape;
  const { length } = image.data;
  const pixels = height * width;
  const difference = image.data.map((value, i) => value - baseline[i]);
  const blend = channels === 3 ? blendColours : blendChannels;
  return (masks) => {
    const count = masks.length / pixels;
    const data = new Float32Array(count * length);
    for (let mask = 0; mask < count; mask++) {
      const kept = masks.subarray(mask * pixels, (mask + 1) * pixels);
      blend(data.subarray(mask * length, (mask + 1) * length), kept, baseline, difference);
    }
    return { shape: [count, height, width, channels], data };
  };
}

function blendChannels(out: Float32Array, kept: Float32Array, baseline: Float32Array, difference: Float32Array): void {
  const channels = out.length / kept.length;
  for (let i = 0; i < out.length; i++) out[i] = baseline[i] + kept[Math.floor(i / channels)] * difference[i];
}

/** The same for three channels, without a division for each value. */
function blendColours(out: Float32Array, kept: Float32Array, baseline: Float32Array, difference: Float32Array): void {
  for (let pixel = 0, i = 0; pixel < kept.length; pixel++, i += 3) {
    const share = kept[pixel];
    out[i] = baseline[i] + share * difference[i];
    out[i + 1] = baseline[i + 1] + share * difference[i + 1];
    out[i + 2] = baseline[i + 2] + share * difference[i + 2];
  }
}
