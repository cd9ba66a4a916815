import './elements.js';
import { setPlotlyLoader } from './shared/plotly.js';
import type { Plotly } from './shared/plotly-api.js';

export { ConvlensActivations } from './activations/activations.js';
export { ConvlensAttribution } from './attribution/attribution.js';
export { ConvlensAudit } from './audit/audit.js';
export { ConvlensCompareMethods } from './compare-methods/compare-methods.js';
export { ConvlensComparison } from './comparison/comparison.js';
export { ConvlensCurves } from './curves/curves.js';
export { ConvlensFilters } from './filters/filters.js';
export { ConvlensNetwork } from './network/network.js';
export { ConvlensPatches } from './patches/patches.js';
export { ConvlensPredictions } from './predictions/predictions.js';
export { ConvlensSuperpixels } from './superpixels/superpixels.js';
export { ConvlensTraining } from './training/training.js';

setPlotlyLoader(async () => {
  const module: { default?: Plotly } = await import('plotly.js-basic-dist-min');
  return module.default ?? (globalThis as { Plotly?: Plotly }).Plotly;
});
