import * as v from 'valibot';
import { common, count, finite, kindOf } from '../parts.js';

const pair = v.tuple([finite, finite]);

/** The layers of a network with what each sees of the input. */
export const NetworkDocument = v.looseObject({
  ...kindOf('network'),
  ...common,
  result: v.looseObject({
    layers: v.array(
      v.looseObject({
        name: v.string(),
        operation: v.string(),
        /** Names of layers. */
        inputs: v.array(v.string()),
        /** Output shape without the batch; `null` where it depends on the image. */
        shape: v.array(v.nullable(count)),
        parameters: count,
        /** `[h, w]`, `[h, w]`, `[y, x]` in input pixels; `null` where the whole image is seen (dense layers). */
        receptiveField: v.nullable(v.looseObject({ size: pair, stride: pair, offset: pair })),
      }),
    ),
    parameters: count,
  }),
});
export type NetworkDocument = v.InferOutput<typeof NetworkDocument>;
