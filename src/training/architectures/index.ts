import type { Architecture } from './architecture.js';
import { cnn } from './cnn.js';
import { logistic } from './logistic.js';
import { perceptron } from './perceptron.js';

/** The networks that learn to read digits, from the shallowest to the deepest. */
export const DIGIT_NETWORKS: readonly Architecture[] = [logistic, perceptron, cnn];
