export { type ActivationsOptions, activations } from './activations.js';
export { type CompareLayersOptions, compareLayers } from './compare-layers.js';
export { allFilters, type FiltersOptions, filters } from './filters.js';
export { type MaxPatchesOptions, maxPatches } from './max-patches.js';
export { type PredictionsOptions, predictions } from './predictions.js';
