import * as v from 'valibot';
import { ArrayValue } from '../array-value.js';
import { common, finite, ImagePart, kindOf, TargetPart } from '../parts.js';

/**
 * Evidence of pixels (`values` is `[h, w, c]` on the input grid; `c` is 1 where channels are not told apart) or of a layer's
 * cells (`[h, w]`, raw and signed, with `layer`).
 */
export const AttributionDocument = v.looseObject({
  ...kindOf('attribution'),
  ...common,
  image: ImagePart,
  target: TargetPart,
  result: v.looseObject({
    values: ArrayValue,
    /** Whether every channel of a pixel holds the pixel's own value (occlusion), and not a part of it. */
    repeated: v.optional(v.boolean()),
    layer: v.optional(v.string()),
    /** How far the values are from adding up to what they should, where that is defined. */
    delta: v.optional(finite),
  }),
});
export type AttributionDocument = v.InferOutput<typeof AttributionDocument>;
