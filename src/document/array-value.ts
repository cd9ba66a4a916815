import * as v from 'valibot';

/** `{shape, dtype, data}`: an array in a document; `data` is base64 of little-endian row-major values, channels last. */
export const ArrayValue = v.strictObject({
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  dtype: v.picklist(['float32', 'int32', 'uint8']),
  data: v.pipe(v.string(), v.base64()),
});
export type ArrayValue = v.InferOutput<typeof ArrayValue>;
