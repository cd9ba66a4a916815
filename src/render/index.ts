export {
  cssColour,
  divergingEvidence,
  divergingWeights,
  type Rgb,
  sequentialActivation,
  sequentialAmount,
} from './colour.js';
export { positionOn, type SequentialScale, type SymmetricScale, sequentialScale, symmetricScale } from './scale.js';
