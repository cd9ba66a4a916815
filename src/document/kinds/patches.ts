import * as v from 'valibot';
import { common, count, finite, kindOf, pngDataUri, skippedImages } from '../parts.js';

const Box = v.looseObject({
  x: v.pipe(v.number(), v.integer()),
  y: v.pipe(v.number(), v.integer()),
  width: count,
  height: count,
});

const Patch = v.looseObject({
  /** The image's file name. */
  image: v.string(),
  activation: finite,
  /** The unit's position on the layer's grid. */
  row: count,
  column: count,
  /** The exact receptive field in input pixels, cut at the border. */
  box: Box,
  /** Whether the border cut something off. */
  clipped: v.boolean(),
  /** Which cell of the sprite shows it. */
  cell: v.optional(count),
});

/** The input regions that excite each unit of one layer most (and least). */
export const PatchesDocument = v.looseObject({
  ...kindOf('patches'),
  ...common,
  result: v.looseObject({
    layer: v.string(),
    operation: v.string(),
    /** Pictures, positions and units that were looked at. */
    images: count,
    skipped: skippedImages,
    receptiveField: v.looseObject({
      size: v.tuple([finite, finite]),
      stride: v.tuple([finite, finite]),
      offset: v.tuple([finite, finite]),
    }),
    units: v.array(
      v.looseObject({
        unit: count,
        /** By falling activation. */
        patches: v.array(Patch),
        /** By rising activation. */
        least: v.optional(v.array(Patch)),
      }),
    ),
    /** All crops as one picture: `columns` cells a row, each `cellWidth` x `cellHeight` pixels, a crop at its top left. */
    sprite: v.optional(
      v.looseObject({
        columns: count,
        cellWidth: count,
        cellHeight: count,
        /** Pixels of the sprite a pixel of the image: below 1 where large regions are shown smaller. */
        scale: v.optional(finite),
        pixels: pngDataUri,
      }),
    ),
  }),
});
export type PatchesDocument = v.InferOutput<typeof PatchesDocument>;
