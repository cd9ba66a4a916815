import type { ComparisonDocument } from '../kinds/comparison.js';
import type { Problem } from '../problem.js';
import { firstProblem } from './common.js';
import { regionsProblem } from './patches.js';

/** That every place in `layers` exists, the table of similarity has their size, and regions lie where they say. */
export function comparisonProblem({ result }: ComparisonDocument): Problem | null {
  const { layers, other, similarity } = result;
  const { rows, columns, values } = similarity;
  const stranger = layers.findIndex(({ network }) => network === 1 && !other);
  if (stranger >= 0) {
    return { path: `result.layers[${stranger}].network`, expected: '0, as there is no result.other', got: '1' };
  }
  const placeProblem = (path: string, places: readonly number[]) =>
    firstProblem(places, (place, i) =>
      place < layers.length
        ? null
        : { path: `${path}[${i}]`, expected: `a place in result.layers (0 to ${layers.length - 1})`, got: `${place}` },
    );
  return (
    placeProblem('result.similarity.rows', rows) ??
    placeProblem('result.similarity.columns', columns) ??
    sizeProblem('result.similarity.values', values.length, rows.length, 'rows') ??
    firstProblem(values, (row, i) =>
      sizeProblem(`result.similarity.values[${i}]`, row.length, columns.length, 'columns'),
    ) ??
    firstProblem(layers, (layer, i) => regionsProblem(`result.layers[${i}]`, layer))
  );
}

function sizeProblem(path: string, got: number, expected: number, of: string): Problem | null {
  return got === expected ? null : { path, expected: `${expected}, as many as result.similarity.${of}`, got: `${got}` };
}
