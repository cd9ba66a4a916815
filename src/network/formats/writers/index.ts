import { ACTIVATION_WRITERS } from './activations.js';
import { CONVOLUTION_WRITERS } from './convolutions.js';
import type { LayerWriter } from './layer-writer.js';
import { MERGING_WRITERS } from './merging.js';
import { POOLING_WRITERS } from './pooling.js';
import { SCALING_WRITERS } from './scaling.js';
import { SHAPING_WRITERS } from './shaping.js';

/** Writers by operation. */
export const WRITERS: Readonly<Record<string, LayerWriter>> = {
  ...CONVOLUTION_WRITERS,
  ...SCALING_WRITERS,
  ...POOLING_WRITERS,
  ...ACTIVATION_WRITERS,
  ...MERGING_WRITERS,
  ...SHAPING_WRITERS,
  input: ({ shape }) => [
    {
      className: 'InputLayer',
      config: { batch_input_shape: [null, ...shape], dtype: 'float32', sparse: false },
      reads: [],
    },
  ],
};
