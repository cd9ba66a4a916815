import { type ActivationsDocument, decodeArray } from '../../src/document/index.js';
import { positionOn, type SequentialScale, sequentialActivation, sequentialScale } from '../../src/render/index.js';
import { type Pixels, paintGrid } from '../shared/pixel-canvas.js';

export type ChannelSummary = ActivationsDocument['result']['layers'][number]['channels'][number];

/** What one layer answers, ready to be looked at. */
export interface LayerAnswer {
  readonly name: string;
  readonly operation: string;
  readonly shape: readonly number[];
  readonly height: number;
  readonly width: number;
  readonly data: ArrayLike<number>;
  readonly channels: readonly ChannelSummary[];
  /** Channels by falling maximum: the best first. */
  readonly best: readonly number[];
  readonly dead: readonly number[];
  /** Share 0..1 of exact zeros in the whole layer. */
  readonly zeros: number;
  readonly scale: SequentialScale;
  /** Whether the layer answers with a vector and not with maps. */
  readonly flat: boolean;
}

/** @throws RangeError if a layer's values are neither maps nor a vector, or its channels are not as many as its summaries. */
export function readLayer(layer: ActivationsDocument['result']['layers'][number]): LayerAnswer {
  const { shape, data } = decodeArray(layer.values);
  if (shape.length !== 3 && shape.length !== 1) {
    throw new RangeError(`Cannot show the values of "${layer.name}" of shape [${shape}]: expected [h, w, c] or [c]`);
  }
  const [height, width, count] = shape.length === 3 ? shape : [1, 1, shape[0]];
  const { channels } = layer;
  if (channels.length !== count) {
    throw new RangeError(`Cannot show "${layer.name}": it has ${count} channels, but ${channels.length} summaries`);
  }
  const best = channels.map((_, i) => i).sort((a, b) => channels[b].max - channels[a].max);
  return {
    ...layer,
    shape,
    height,
    width,
    data,
    best,
    dead: best.filter((channel) => channels[channel].dead).sort((a, b) => a - b),
    zeros: channels.reduce((sum, { zeros }) => sum + zeros, 0) / (count || 1),
    scale: sequentialScale(data as Float32Array),
    flat: shape.length === 1,
  };
}

export function valueAt({ data, width, channels }: LayerAnswer, row: number, column: number, channel: number): number {
  return data[(row * width + column) * channels.length + channel];
}

/** One channel's map on the scale that all channels of the layer share. */
export function paintChannel(layer: LayerAnswer, channel: number): Pixels {
  const { width, height, scale } = layer;
  return paintGrid(width, height, (row, column) =>
    sequentialActivation(positionOn(scale, valueAt(layer, row, column, channel))),
  );
}

/** How many columns show a vector as rows that are about twice as wide as high, without a gap at the end where that is possible. */
export function vectorColumns(count: number): number {
  const ideal = Math.ceil(Math.sqrt(2 * count));
  for (let columns = ideal; columns >= ideal / 2; columns--) if (count % columns === 0) return columns;
  return ideal;
}

/** A vector as rows of cells. */
export function paintVector({ data, scale, channels }: LayerAnswer, columns: number): Pixels {
  const rows = Math.ceil(channels.length / columns);
  return paintGrid(columns, rows, (row, column) => {
    const at = row * columns + column;
    return at < channels.length ? sequentialActivation(positionOn(scale, data[at])) : undefined;
  });
}

/** The values of one channel, row by row. */
export function channelValues(layer: LayerAnswer, channel: number): Float32Array {
  const { height, width } = layer;
  return Float32Array.from({ length: height * width }, (_, i) =>
    valueAt(layer, Math.floor(i / width), i % width, channel),
  );
}
