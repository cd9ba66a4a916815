import * as v from 'valibot';
import { common, count, finite, kindOf } from '../parts.js';

/** How networks were trained: one entry a network, with its learning curves. */
export const TrainingDocument = v.looseObject({
  ...kindOf('training'),
  ...common,
  result: v.looseObject({
    /** Where the examples come from. */
    data: v.looseObject({ name: v.string(), train: count, test: count }),
    networks: v.array(
      v.looseObject({
        name: v.string(),
        parameters: count,
        trainAccuracy: finite,
        testAccuracy: finite,
        seconds: finite,
        /** Accuracy on parts of the test images, where they are known apart. */
        groups: v.optional(v.array(v.looseObject({ name: v.string(), images: count, accuracy: v.nullable(finite) }))),
        epochs: v.array(
          v.looseObject({
            epoch: count,
            loss: finite,
            accuracy: finite,
            testLoss: finite,
            testAccuracy: finite,
          }),
        ),
      }),
    ),
  }),
});
export type TrainingDocument = v.InferOutput<typeof TrainingDocument>;
