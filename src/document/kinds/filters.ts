import * as v from 'valibot';
import { ArrayValue } from '../array-value.js';
import { common, kindOf } from '../parts.js';

/** The learned kernels of one convolution. */
export const FiltersDocument = v.looseObject({
  ...kindOf('filters'),
  ...common,
  result: v.looseObject({
    layer: v.string(),
    operation: v.string(),
    /** float32 `[kh, kw, in, out]`; of a depthwise convolution `[kh, kw, in, multiplier]`. */
    kernels: ArrayValue,
    /** float32 `[out]`, zeros where the layer has none. */
    bias: ArrayValue,
  }),
});
export type FiltersDocument = v.InferOutput<typeof FiltersDocument>;
