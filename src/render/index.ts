export {
  cssColour,
  divergingEvidence,
  divergingWeights,
  type Rgb,
  sequentialActivation,
} from './colour.js';
export { renderDocument } from './render-document.js';
export { positionOn, type SequentialScale, type SymmetricScale, sequentialScale, symmetricScale } from './scale.js';
export type { StaticPicture } from './static-picture.js';
