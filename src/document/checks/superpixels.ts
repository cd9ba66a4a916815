import { decodeArray } from '../encode.js';
import type { SuperpixelsDocument } from '../kinds/superpixels.js';
import type { Problem } from '../problem.js';
import { arrayProblem, firstProblem } from './common.js';

/** That the label map has the picture's size, and that the weights name its segments, once each, by falling absolute weight. */
export function superpixelsProblem({ image, result }: SuperpixelsDocument): Problem | null {
  const shape = arrayProblem('result.segments', result.segments, 'int32', [image.height, image.width]);
  if (shape) return shape;
  const labels = new Set<number>(decodeArray(result.segments).data);
  return labelsProblem(labels) ?? weightsProblem(result.weights, labels);
}

function labelsProblem(labels: ReadonlySet<number>): Problem | null {
  const negative = [...labels].find((label) => label < 0);
  if (negative === undefined) return null;
  return { path: 'result.segments', expected: 'labels from 0', got: String(negative) };
}

function weightsProblem(
  weights: SuperpixelsDocument['result']['weights'],
  labels: ReadonlySet<number>,
): Problem | null {
  const seen = new Set<number>();
  return firstProblem(weights, ({ segment, weight }, i) => {
    const path = `result.weights[${i}]`;
    if (!labels.has(segment)) {
      return { path: `${path}.segment`, expected: 'a label of result.segments', got: String(segment) };
    }
    if (seen.has(segment)) return { path: `${path}.segment`, expected: 'each segment once', got: `${segment} again` };
    seen.add(segment);
    const before = Math.abs(weights[i - 1]?.weight ?? Number.POSITIVE_INFINITY);
    if (Math.abs(weight) <= before) return null;
    return { path: `${path}.weight`, expected: 'weights by falling absolute value', got: `${weight} after ${before}` };
  });
}
