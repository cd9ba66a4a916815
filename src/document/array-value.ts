import * as v from 'valibot';

/**
 * Base64 of any length. valibot's own check backtracks, and overflows the stack from 16 MB on; whether the length fits is seen when
 * the bytes are counted.
 */
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** `{shape, dtype, data}`: an array in a document; `data` is base64 of little-endian row-major values, channels last. */
export const ArrayValue = v.strictObject({
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  dtype: v.picklist(['float32', 'int32', 'uint8']),
  data: v.pipe(v.string(), v.regex(BASE64, 'base64')),
});
export type ArrayValue = v.InferOutput<typeof ArrayValue>;

/** How many bytes a base64 text holds; `NaN` if it cannot be base64. */
export function base64Length(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return text.length % 4 === 0 ? (text.length / 4) * 3 - padding : Number.NaN;
}

/** How many bytes an array value of this type needs for each of its values. */
export function itemSize(dtype: ArrayValue['dtype']): number {
  return dtype === 'uint8' ? 1 : 4;
}
