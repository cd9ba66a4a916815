import type { Rgb } from '../../src/render/index.js';

/** Pixels that are ready to be drawn: rows of red, green, blue, alpha. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** Colours a grid of numbers, one pixel a number; where there is no number, the page shows through. */
export function paintGrid(
  width: number,
  height: number,
  colourAt: (row: number, column: number) => Rgb | undefined,
): Pixels {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i += 4) {
      const colour = colourAt(row, column);
      if (!colour) continue;
      const [red, green, blue] = colour;
      rgba[i] = red;
      rgba[i + 1] = green;
      rgba[i + 2] = blue;
      rgba[i + 3] = 255;
    }
  }
  return { width, height, rgba };
}

/** How many canvas pixels a CSS pixel has at least: figures are printed at twice the density of the screen. */
export const DENSITY = 2;

/**
 * Draws pixels into a rectangle of a canvas. Enlarged, every pixel stays a sharp square; made smaller, they are averaged.
 */
export function drawPixels(
  context: CanvasRenderingContext2D,
  pixels: Pixels,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const source = sourceCanvas(pixels);
  context.imageSmoothingEnabled = pixels.width > width;
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, x, y, width, height);
}

function sourceCanvas({ width, height, rgba }: Pixels): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas;
}
