import type { Image } from '../image/image.js';
import { rgbToLab } from '../image/lab.js';

/** Pixels as `r g b r g b ...`; a grey picture is the colour picture with three equal channels. */
export function rgbOf(image: Image): Uint8ClampedArray {
  if (image.channels === 3) return image.data;
  const rgb = new Uint8ClampedArray(image.data.length * 3);
  for (let i = 0; i < rgb.length; i++) rgb[i] = image.data[Math.floor(i / 3)];
  return rgb;
}

/** Pixels in CIELAB as `L a b L a b ...`; `stretch` first makes the smallest value of the image 0 and the largest 1. */
export function labOf(image: Image, { stretch = false }: { readonly stretch?: boolean } = {}): Float32Array {
  return rgbToLab(rgbOf(image), stretch ? { range: valueRange(image.data) } : {});
}

function valueRange(data: Uint8ClampedArray): readonly [low: number, high: number] {
  let low = 255;
  let high = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // One value everywhere has no contrast to stretch.
  return low < high ? [low, high] : [0, 255];
}
