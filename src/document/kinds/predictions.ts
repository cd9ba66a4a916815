import * as v from 'valibot';
import { common, finite, kindOf } from '../parts.js';

/** Class probabilities of images. */
export const PredictionsDocument = v.looseObject({
  ...kindOf('predictions'),
  ...common,
  result: v.looseObject({
    images: v.array(
      v.looseObject({
        name: v.string(),
        probabilities: v.array(finite),
        logits: v.nullable(v.array(finite)),
        /** A small picture, a PNG data URI. */
        thumbnail: v.optional(v.string()),
      }),
    ),
  }),
});
export type PredictionsDocument = v.InferOutput<typeof PredictionsDocument>;
