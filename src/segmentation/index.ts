export { type FelzenszwalbOptions, felzenszwalb } from './felzenszwalb.js';
export { type GridOptions, grid } from './grid.js';
export { type LabelMap, neighbours, segmentMeans, segmentSizes } from './label-map.js';
export { outlinePath } from './outline.js';
export { type QuickshiftOptions, quickshift } from './quickshift.js';
export {
  SEGMENTATION_METHODS,
  type SegmentMethod,
  type SegmentOptions,
  segment,
  type UserLabelMap,
} from './segment.js';
export { type SlicOptions, slic } from './slic.js';
