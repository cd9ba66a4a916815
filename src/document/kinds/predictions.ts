import * as v from 'valibot';
import { common, finite, kindOf, pngDataUri, skippedImages } from '../parts.js';

/** Class probabilities of images. */
export const PredictionsDocument = v.looseObject({
  ...kindOf('predictions'),
  ...common,
  result: v.looseObject({
    skipped: skippedImages,
    images: v.array(
      v.looseObject({
        name: v.string(),
        probabilities: v.array(finite),
        logits: v.nullable(v.array(finite)),
        /** The class it truly is, where that is known. */
        label: v.optional(v.string()),
        thumbnail: v.optional(pngDataUri),
      }),
    ),
  }),
});
export type PredictionsDocument = v.InferOutput<typeof PredictionsDocument>;
