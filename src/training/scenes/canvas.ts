/** A square colour picture in the making: `[size, size, 3]`, values 0..255, row-major. */
export interface Canvas {
  readonly size: number;
  readonly data: Float32Array;
}

export type Colour = readonly [red: number, green: number, blue: number];

export function createCanvas(size: number): Canvas {
  return { size, data: new Float32Array(size * size * 3) };
}

/** Colours every pixel; `x` and `y` run from 0 to 1. */
export function paint({ size, data }: Canvas, colourAt: (x: number, y: number) => Colour): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      data.set(colourAt((column + 0.5) / size, (row + 0.5) / size), (row * size + column) * 3);
    }
  }
}

/** Lays a colour over a pixel: `share` of it, 0..1. Outside the canvas nothing happens. */
export function blend({ size, data }: Canvas, column: number, row: number, colour: Colour, share: number): void {
  if (column < 0 || row < 0 || column >= size || row >= size) return;
  const at = (row * size + column) * 3;
  for (let k = 0; k < 3; k++) data[at + k] += (colour[k] - data[at + k]) * share;
}

/** The colour `share` of the way from one to another. */
export function mix(from: Colour, to: Colour, share: number): Colour {
  const part = (k: number) => from[k] + (to[k] - from[k]) * share;
  return [part(0), part(1), part(2)];
}
