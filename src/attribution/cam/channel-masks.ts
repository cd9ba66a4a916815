import type { NdArray } from '../../numeric/nd-array.js';

/**
 * Copies of an image `[1, height, width, channels]`, one a channel of a layer `[h, w, c]` from `from` to `to` (excluded): each
 * pixel is the image's where the channel is at its largest, that of `hidden` where it is at its smallest, and a mixture
 * between. Channels are resized bilinearly with their corner cells on the corner pixels, and brought to 0..1, as
 * pytorch-grad-cam does.
 */
export function maskByChannels(
  image: NdArray,
  hidden: Float32Array,
  cells: NdArray,
  from: number,
  to: number,
): NdArray {
  const [, height, width, channels] = image.shape;
  const data = new Float32Array((to - from) * image.data.length);
  for (let channel = from; channel < to; channel++) {
    const mask = unitRange(resizedChannel(cells, channel, height, width));
    const offset = (channel - from) * image.data.length;
    for (let i = 0; i < image.data.length; i++) {
      data[offset + i] = hidden[i] + (image.data[i] - hidden[i]) * mask[Math.floor(i / channels)];
    }
  }
  return { shape: [to - from, height, width, channels], data };
}

function resizedChannel({ shape: [h, w, c], data }: NdArray, channel: number, height: number, width: number) {
  const rows = tapsOf(h, height);
  const columns = tapsOf(w, width);
  const at = (row: number, column: number) => data[(row * w + column) * c + channel];
  const resized = new Float32Array(height * width);
  for (const [y, { low: top, high: bottom, share: down }] of rows.entries()) {
    for (const [x, { low: left, high: right, share }] of columns.entries()) {
      const above = at(top, left) * (1 - share) + at(top, right) * share;
      const below = at(bottom, left) * (1 - share) + at(bottom, right) * share;
      resized[y * width + x] = above * (1 - down) + below * down;
    }
  }
  return resized;
}

/** For each new position: the two old ones that it lies between, and how far it is along. */
function tapsOf(length: number, wanted: number) {
  const step = wanted === 1 ? 0 : (length - 1) / (wanted - 1);
  return Array.from({ length: wanted }, (_, i) => {
    const low = Math.min(Math.floor(i * step), length - 1);
    return { low, high: Math.min(low + 1, length - 1), share: i * step - low };
  });
}

/** A channel that is the same everywhere becomes 0. */
function unitRange(values: Float32Array): Float32Array {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return values.map((value) => (value - low) / (high - low + 1e-8));
}
