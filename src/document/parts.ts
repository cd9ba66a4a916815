import * as v from 'valibot';
import { ArrayValue } from './array-value.js';

export const finite = v.pipe(v.number(), v.finite());
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A picture inside a document: documents never point to another place. */
export const pngDataUri = v.pipe(
  v.string(),
  v.regex(/^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/, 'a PNG data URI'),
);

/** Which classifier. `fingerprint` is the SHA-256 of topology and weights, `null` for a classifier that has none. */
export const ModelPart = v.looseObject({
  name: v.string(),
  fingerprint: v.nullable(v.string()),
  classes: v.array(v.string()),
  /** What the pixel values 0 and 255 became. */
  inputRange: v.optional(v.tuple([finite, finite])),
});
export type ModelPart = v.InferOutput<typeof ModelPart>;

/** Which image, with its pixels as an array value (uint8 `[h, w, c]`) or a PNG data URI. */
export const ImagePart = v.looseObject({
  name: v.string(),
  width: count,
  height: count,
  pixels: v.union([ArrayValue, pngDataUri]),
});
export type ImagePart = v.InferOutput<typeof ImagePart>;

/** Images that could not be used, and why. */
export const skippedImages = v.optional(v.array(v.looseObject({ image: v.string(), reason: v.string() })));

/** Which class is explained, and what the classifier gave it on the whole image. */
export const TargetPart = v.looseObject({
  index: count,
  label: v.string(),
  probability: v.nullable(finite),
  logit: v.nullable(finite),
  /** Which of the two is explained. */
  output: v.optional(v.picklist(['probability', 'logit'])),
  /** The class whose score is subtracted, where one class is explained rather than another. */
  against: v.optional(
    v.looseObject({ index: count, label: v.string(), probability: v.nullable(finite), logit: v.nullable(finite) }),
  ),
});
export type TargetPart = v.InferOutput<typeof TargetPart>;

/** How it was computed: every option as resolved. */
export const MethodPart = v.looseObject({
  name: v.string(),
  options: v.record(v.string(), v.unknown()),
  seed: v.nullable(v.pipe(v.number(), v.integer())),
});
export type MethodPart = v.InferOutput<typeof MethodPart>;

/** One test of a result: its figure, whether it passes (`null` where the figure has no limit), and what that means in a sentence. */
export const CheckPart = v.looseObject({
  /** As the literature calls it: `completeness`, `sparseness`, `deletion`, ... */
  name: v.string(),
  value: v.nullable(finite),
  passes: v.nullable(v.boolean()),
  sentence: v.string(),
});
export type CheckPart = v.InferOutput<typeof CheckPart>;

/**
 * A score while an image is taken away (`deletion`, most relevant first) or put back (`insertion`), and the same in random
 * order. Areas are under the curves, over shares from 0 to 1.
 */
export const CurvePart = v.looseObject({
  name: v.string(),
  /** What is hidden at once, and what hidden places show. */
  unit: v.picklist(['pixels', 'cells', 'superpixels']),
  fill: v.string(),
  /** Of the image, rising from 0 to 1. */
  shares: v.array(finite),
  scores: v.array(finite),
  area: finite,
  /** Mean over random orders. */
  random: v.optional(v.looseObject({ scores: v.array(finite), area: finite, orders: count })),
});
export type CurvePart = v.InferOutput<typeof CurvePart>;

/** How far to trust it: figures by name, and sentences that a person should read before the picture. */
export const QualityPart = v.looseObject({
  trustworthy: v.nullable(v.boolean()),
  sentences: v.array(v.string()),
  checks: v.optional(v.array(CheckPart)),
  curves: v.optional(v.array(CurvePart)),
  /** What it cost to put the result to the test, where that was done, and what was left out. */
  verification: v.optional(
    v.looseObject({
      forwardPasses: count,
      backwardPasses: count,
      duration: v.nullable(finite),
      leftOut: v.array(v.looseObject({ check: v.string(), reason: v.string() })),
    }),
  ),
});
export type QualityPart = v.InferOutput<typeof QualityPart>;

/** What made it, and at what cost. `forwardPasses` and `backwardPasses` count images. */
export const ProvenancePart = v.looseObject({
  convlens: v.string(),
  engine: v.string(),
  /** Milliseconds; `null` where the same work must give the same bytes. */
  duration: v.nullable(finite),
  forwardPasses: count,
  backwardPasses: count,
});
export type ProvenancePart = v.InferOutput<typeof ProvenancePart>;

/** The entries that every kind of document shares. */
export const common = {
  model: ModelPart,
  method: MethodPart,
  quality: QualityPart,
  provenance: ProvenancePart,
};

/** `schema` and `kind` of a document. */
export function kindOf<const K extends string>(kind: K) {
  return { schema: v.literal(`convlens/${kind}@1` as const), kind: v.literal(kind) };
}
