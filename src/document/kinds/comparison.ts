import * as v from 'valibot';
import { common, count, finite, kindOf, ModelPart, skippedImages } from '../parts.js';
import { PatchesDocument } from './patches.js';

const share = v.pipe(finite, v.minValue(0), v.maxValue(1));
const { receptiveField, units, sprite } = PatchesDocument.entries.result.entries;

const Layer = v.looseObject({
  /** Of which network: 0 is `model`, 1 is `result.other`. */
  network: v.picklist([0, 1]),
  name: v.string(),
  operation: v.string(),
  /** Without the batch; `null` where it depends on the image. */
  shape: v.array(v.nullable(count)),
  receptiveField,
  /** How many units it has, and how many of them are exactly 0 everywhere in all images. */
  width: count,
  dead: count,
  /** Share of exact zeros among all values. */
  zeros: share,
  /** Share of images whose most similar other image, for this layer, is predicted as the same class, and what chance would give. */
  neighbours: v.nullable(v.looseObject({ share, chance: share })),
  /** Some of its units, with the regions that excite them most. */
  units,
  sprite,
});

/** What different layers of a network, or of two, detect in the same images. */
export const ComparisonDocument = v.looseObject({
  ...kindOf('comparison'),
  ...common,
  result: v.looseObject({
    /** Images that were looked at, and those of them that the figures of similarity are made of. */
    images: count,
    compared: count,
    skipped: skippedImages,
    /** The network that `model` is compared with. */
    other: v.optional(ModelPart),
    /** Height and width of what each network is fed, where they are known: how large a receptive field is beside them. */
    inputSizes: v.array(v.nullable(v.tuple([count, count]))),
    /** From input to output; those of the other network last. */
    layers: v.array(Layer),
    /**
     * Linear centred kernel alignment of every layer in `rows` with every layer in `columns`, both places in `layers`; a row of
     * values a row. `null` where a layer answers all images alike.
     */
    similarity: v.looseObject({
      rows: v.array(count),
      columns: v.array(count),
      values: v.array(v.array(v.nullable(share))),
    }),
  }),
});
export type ComparisonDocument = v.InferOutput<typeof ComparisonDocument>;
