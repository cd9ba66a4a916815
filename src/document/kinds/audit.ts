import * as v from 'valibot';
import { ArrayValue } from '../array-value.js';
import { common, count, finite, kindOf, pngDataUri, skippedImages } from '../parts.js';

const share = v.pipe(finite, v.minValue(0), v.maxValue(1));
const interval = v.tuple([finite, finite]);

/** What an experiment did to the images it was made on: `deltaProbability` is how far the class fell (removed) or rose (added). */
const effect = v.looseObject({ images: count, flips: count, deltaProbability: finite, interval });

/** An experiment against the same with random regions of the same area; `p` is corrected for all that were tried. */
const contrast = { difference: finite, differenceInterval: interval, p: share };

/** Images of other classes by whether they show a concept, and how many of them are taken for its class. */
const taken = v.looseObject({ images: count, taken: count });

/** Pictures in one PNG: tiles `tile` pixels wide and high, `columns` in a row, each picture at its tile's top left. */
const sprite = { pixels: pngDataUri, tile: v.pipe(count, v.minValue(1)), columns: v.pipe(count, v.minValue(1)) };

/** What the classifier leans on in a whole data set, and whether it should. */
export const AuditDocument = v.looseObject({
  ...kindOf('audit'),
  ...common,
  result: v.looseObject({
    /** `label` and `group` are `null` where they are not known. */
    images: v.array(
      v.looseObject({
        name: v.string(),
        label: v.nullable(v.string()),
        predicted: v.string(),
        probability: finite,
        group: v.nullable(v.string()),
        /** Share of the evidence for the prediction that lies outside the object; with masks. */
        outsideMask: v.optional(v.nullable(share)),
      }),
    ),
    /** Label map `[h, w]` of each image, by name: int32; uint8 in a page, which has those of its gallery alone. */
    segments: v.record(v.string(), ArrayValue),
    /** Evidence of each region of each image for the predicted class, in its order: by name. */
    weights: v.optional(v.record(v.string(), v.array(finite))),
    /** Strongest first. */
    concepts: v.array(
      v.looseObject({
        id: v.string(),
        class: v.string(),
        verdict: v.picklist(['shortcut', 'object', 'unclear']),
        sentence: v.string(),
        /** What it looks like, in words. */
        description: v.optional(v.string()),
        shareOfEvidence: share,
        shareOfArea: v.optional(share),
        members: v.array(v.looseObject({ image: v.string(), segments: v.array(count) })),
        removed: v.looseObject({ ...effect.entries, ...contrast }),
        control: effect,
        added: v.nullable(v.looseObject({ ...effect.entries, ...contrast, control: effect })),
        /** Share of its area that lies outside the object; `null` without masks. */
        outsideMask: v.nullable(share),
        /** Examples, of the named images: what is not the concept is faded. */
        sheet: v.optional(v.looseObject({ ...sprite, images: v.array(v.string()) })),
        /** `removed` and `control` by what took the place of what was removed. */
        fills: v.optional(v.record(v.string(), v.looseObject({ ...effect.entries, control: effect }))),
        mistakes: v.optional(v.nullable(v.looseObject({ with: taken, without: taken, p: share }))),
      }),
    ),
    /** With masks, by predicted class: what another background does to predictions, and what another object does. */
    swaps: v.optional(
      v.array(
        v.looseObject({
          class: v.string(),
          background: effect,
          object: effect,
          evidenceOutside: share,
          areaOutside: share,
        }),
      ),
    ),
    /** Every image, small, in the order of `images`; `images` here names those that there are, if not all are. */
    thumbnails: v.optional(v.looseObject({ ...sprite, images: v.optional(v.array(v.string())) })),
    groups: v.optional(v.array(v.looseObject({ name: v.string(), images: count, accuracy: v.nullable(share) }))),
    /** Share of labelled images that are predicted right, and how often each label became each class. */
    accuracy: v.optional(v.nullable(share)),
    confusion: v.optional(v.array(v.array(count))),
    skipped: skippedImages,
  }),
});
export type AuditDocument = v.InferOutput<typeof AuditDocument>;
