import * as v from 'valibot';
import { type NdArray, sizeOf } from '../../numeric/nd-array.js';

/** One weight of a tfjs manifest. */
export const WeightSpec = v.looseObject({
  name: v.string(),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  dtype: v.string(),
  quantization: v.optional(
    v.looseObject({ dtype: v.string(), scale: v.optional(v.number()), min: v.optional(v.number()) }),
  ),
});
export type WeightSpec = v.InferOutput<typeof WeightSpec>;

/** Bytes that one or several files hold one after the other, and the weights they hold. */
export interface WeightGroup {
  readonly files: string;
  readonly specs: readonly WeightSpec[];
  readonly bytes: Uint8Array;
}

const ITEM_SIZES: Readonly<Record<string, number>> = { float32: 4, int32: 4, float16: 2, uint16: 2, uint8: 1, bool: 1 };

/**
 * The weights of a manifest by name, as float32; quantised ones (uint8, uint16, float16) are restored.
 * @throws if bytes are missing or left over, a name comes twice, a type is unknown or a value is not finite.
 */
export function decodeWeights(groups: readonly WeightGroup[]): Map<string, NdArray> {
  const weights = new Map<string, NdArray>();
  for (const { files, specs, bytes } of groups) {
    checkLength(files, specs, bytes);
    let offset = 0;
    for (const spec of specs) {
      const size = byteSize(spec);
      if (weights.has(spec.name)) throw new Error(`weight "${spec.name}" is listed twice`);
      weights.set(spec.name, decodeWeight(spec, bytes.slice(offset, offset + size)));
      offset += size;
    }
  }
  return weights;
}

function checkLength(files: string, specs: readonly WeightSpec[], bytes: Uint8Array): void {
  let end = 0;
  for (const spec of specs) {
    end += byteSize(spec);
    if (end <= bytes.length) continue;
    const total = specs.reduce((sum, each) => sum + byteSize(each), 0);
    throw new Error(
      `${files} is too short: it ends after ${bytes.length} bytes, within weight "${spec.name}", expected ${total} bytes`,
    );
  }
  if (end < bytes.length) throw new Error(`${files} is too long: it has ${bytes.length} bytes, expected ${end} bytes`);
}

function byteSize(spec: WeightSpec): number {
  const dtype = spec.quantization?.dtype ?? spec.dtype;
  const size = ITEM_SIZES[dtype];
  if (size === undefined) {
    const known = Object.keys(ITEM_SIZES).join(', ');
    throw new Error(`weight "${spec.name}" has type "${dtype}", expected one of ${known}`);
  }
  return size * sizeOf(spec.shape);
}

function decodeWeight(spec: WeightSpec, bytes: Uint8Array): NdArray {
  const data = dequantize(spec, readValues(spec.quantization?.dtype ?? spec.dtype, bytes.buffer as ArrayBuffer));
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new Error(`weight "${spec.name}" holds ${data[bad]} at position ${bad}, expected finite numbers`);
  return { shape: spec.shape, data };
}

function readValues(dtype: string, buffer: ArrayBuffer): ArrayLike<number> {
  if (dtype === 'float32') return new Float32Array(buffer);
  if (dtype === 'int32') return new Int32Array(buffer);
  if (dtype === 'float16') return Float32Array.from(new Uint16Array(buffer), fromHalf);
  return dtype === 'uint16' ? new Uint16Array(buffer) : new Uint8Array(buffer);
}

function dequantize(spec: WeightSpec, values: ArrayLike<number>): Float32Array {
  const { quantization } = spec;
  if (!quantization || quantization.dtype === 'float16') {
    return values instanceof Float32Array ? values : Float32Array.from(values);
  }
  const { scale, min } = quantization;
  if (scale === undefined || min === undefined) {
    throw new Error(`weight "${spec.name}" is quantised to ${quantization.dtype} without its scale and min`);
  }
  const restore = (value: number) => value * scale + min;
  return Float32Array.from(values, spec.dtype === 'int32' ? (value) => Math.round(restore(value)) : restore);
}

/** An IEEE 754 half-precision number from its bits. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
