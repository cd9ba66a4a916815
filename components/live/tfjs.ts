// What of TensorFlow.js a page needs that runs networks forward: its operations and two backends, and nothing of its layers,
// data sets and converters.
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';

export * from '@tensorflow/tfjs-core';
