import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { decodeArray, type ImagePart } from '../../src/document/index.js';
import { paintGrid } from './pixel-canvas.js';

/** Pictures up to this many pixels wide are shown as grids of squares; larger ones are photographs. */
export const GRID_WIDTH = 112;

/** The image of a document, from a PNG or from its pixel values. */
export function renderImage(image: ImagePart): TemplateResult {
  const label = `The image ${image.name}`;
  if (typeof image.pixels === 'string') {
    return html`<img src=${image.pixels} alt=${label} width=${image.width} height=${image.height} />`;
  }
  return html`<canvas role="img" aria-label=${label} ${ref((element) => drawImage(element, image))}></canvas>`;
}

function drawImage(element: Element | undefined, image: ImagePart): void {
  if (!(element instanceof HTMLCanvasElement) || typeof image.pixels === 'string') return;
  const { shape, data } = decodeArray(image.pixels);
  const [height, width, channels = 1] = shape;
  const { rgba } = paintGrid(width, height, (row, column) => {
    const at = (row * width + column) * channels;
    return channels >= 3 ? [data[at], data[at + 1], data[at + 2]] : [data[at], data[at], data[at]];
  });
  element.width = width;
  element.height = height;
  element.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
}
