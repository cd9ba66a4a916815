export { type Image, type ImageInput, readImage } from './image/index.js';
export type { Network, NetworkNode, Predictor } from './network/index.js';
export { loadNetwork } from './network/index.js';
export type { Progress, RunOptions } from './run-options.js';
export { VERSION } from './version.js';
