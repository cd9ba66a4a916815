import { forwardSelection } from '../../numeric/forward-selection.js';
import { lassoPath } from '../../numeric/lasso-path.js';
import type { Moments, ResponseMoments } from '../../numeric/least-squares.js';
import { allColumns, ridge } from '../../numeric/ridge.js';

export const FEATURE_SELECTIONS = ['none', 'highest-weights', 'forward-selection', 'lasso-path', 'auto'] as const;
export type FeatureSelectionName = (typeof FEATURE_SELECTIONS)[number];

/** Chooses at most `count` regions for the local model. */
export type FeatureSelection = (moments: Moments, response: ResponseMoments, count: number) => readonly number[];

/** The penalty of the ridge regression that `highest-weights` ranks by. */
const SELECTION_ALPHA = 0.01;

/**
 * The built-in selections, as lime has them. `none`: every region. `highest-weights`: largest absolute weights of a
 * ridge regression (alpha 0.01) of all. `forward-selection`: one after another, each adding most to R2. `lasso-path`:
 * those of the last corner of the lasso path with few enough. `auto`: forward selection for up to 6, else highest weights.
 */
export function featureSelectionBy(name: FeatureSelectionName): FeatureSelection {
  switch (name) {
    case 'none':
      return allColumns;
    case 'highest-weights':
      return highestWeights;
    case 'forward-selection':
      return forwardSelection;
    case 'lasso-path':
      return alongLassoPath;
    case 'auto':
      return (moments, response, count) => (count <= 6 ? forwardSelection : highestWeights)(moments, response, count);
    default:
      throw new TypeError(`Cannot select by "${name satisfies never}": expected ${FEATURE_SELECTIONS.join(', ')}`);
  }
}

function highestWeights(moments: Moments, response: ResponseMoments, count: number): number[] {
  if (count >= moments.columns) return allColumns(moments);
  return byFallingMagnitude(ridge(moments, response, SELECTION_ALPHA).coefficients).slice(0, count);
}

function alongLassoPath(moments: Moments, response: ResponseMoments, count: number): number[] {
  const corners = lassoPath(moments, response).slice(1);
  const chosen = corners.map(({ coefficients }) => nonZero(coefficients));
  return chosen.findLast((columns) => columns.length <= count) ?? chosen[0] ?? allColumns(moments);
}

function nonZero(coefficients: Float64Array): number[] {
  return Array.from(coefficients.keys()).filter((column) => coefficients[column] !== 0);
}

/** Indices by falling absolute value; equal ones by rising index. */
export function byFallingMagnitude(values: ArrayLike<number>): number[] {
  return Array.from(values, (_, i) => i).sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]) || a - b);
}
