import * as v from 'valibot';
import { ArrayValue } from '../array-value.js';
import { common, finite, ImagePart, kindOf } from '../parts.js';

/** What each layer answers to one image. */
export const ActivationsDocument = v.looseObject({
  ...kindOf('activations'),
  ...common,
  image: ImagePart,
  result: v.looseObject({
    layers: v.array(
      v.looseObject({
        name: v.string(),
        operation: v.string(),
        /** float32 `[h, w, c]` or `[c]`. */
        values: ArrayValue,
        /** One entry a channel. `zeros` is the share 0..1 of exact zeros; `dead` means: zero everywhere on this image. */
        channels: v.array(v.looseObject({ zeros: finite, mean: finite, max: finite, min: finite, dead: v.boolean() })),
      }),
    ),
  }),
});
export type ActivationsDocument = v.InferOutput<typeof ActivationsDocument>;
