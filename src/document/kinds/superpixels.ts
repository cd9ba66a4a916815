import * as v from 'valibot';
import { ArrayValue } from '../array-value.js';
import { common, count, finite, ImagePart, kindOf, TargetPart } from '../parts.js';

/** Evidence of regions for one class: LIME, KernelSHAP, ablation. */
export const SuperpixelsDocument = v.looseObject({
  ...kindOf('superpixels'),
  ...common,
  image: ImagePart,
  target: TargetPart,
  result: v.looseObject({
    /** int32 `[h, w]`, labels from 0. */
    segments: ArrayValue,
    /** By falling absolute weight; segments that a feature selection left out are not listed. */
    weights: v.array(v.looseObject({ segment: count, weight: finite, standardError: v.nullable(finite) })),
    intercept: finite,
    /** Weighted R2 of the local model; `null` where it is not defined. */
    r2: v.nullable(finite),
    /** What the local model says of the whole image, and what the classifier says. */
    localPrediction: finite,
    prediction: finite,
    samples: count,
    effectiveSamples: v.nullable(finite),
  }),
});
export type SuperpixelsDocument = v.InferOutput<typeof SuperpixelsDocument>;
