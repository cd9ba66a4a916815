import { countOf, formatShare } from '../format.js';
import type { ComparisonDocument } from '../kinds/comparison.js';

type Result = ComparisonDocument['result'];
type Layer = Result['layers'][number];

/**
 * `From conv1 (a unit sees 3 × 3 pixels) to conv4 (18 × 18), seen in 100 images: the answers change most between pool2 and conv4
 * (alignment 0.61), and images of one class lie closest at conv4 (82 % nearest to one of their class; by chance 10 %).`
 */
export function comparisonFinding(document: ComparisonDocument): string {
  const { result } = document;
  if (result.layers.length === 0) return 'No layer was compared.';
  if (result.other) return acrossFinding(document, result.other.name);
  const [first, last] = [result.layers[0], result.layers[result.layers.length - 1]];
  const range =
    first === last
      ? `In ${first.name} a unit sees ${fieldOf(first, result)}`
      : `From ${first.name} (a unit sees ${fieldOf(first, result)}) to ${last.name} (${fieldOf(last, result)})`;
  const said = [changeWords(result), classWords(result.layers)].filter(Boolean);
  const about = `${range}, in ${countOf(result.images, 'image')}`;
  return said.length === 0 ? `${about}: nothing more can be said.` : `${about}: ${said.join(', and ')}.`;
}

/** Which two layers of different networks are most alike, and which layer has no like. */
function acrossFinding({ model, result }: ComparisonDocument, other: string): string {
  const { rows, columns, values } = result.similarity;
  const best = values.flatMap((row, i) => {
    const likes = row.flatMap((value, j) => (value === null ? [] : [{ value, row: rows[i], column: columns[j] }]));
    return likes.length === 0 ? [] : [likes.reduce((a, b) => (b.value > a.value ? b : a))];
  });
  const about = `${model.name} and ${other}, in ${countOf(result.images, 'image')}`;
  if (best.length === 0) return `${about}: their layers answer all images alike, nothing can be compared.`;
  const sorted = best.toSorted((a, b) => b.value - a.value);
  const nameAt = (place: number) => result.layers[place].name;
  const [most, least] = [sorted[0], sorted[sorted.length - 1]];
  const alike = `${nameAt(most.row)} and ${nameAt(most.column)} are most alike (alignment ${most.value.toFixed(2)})`;
  if (most === least) return `${about}: ${alike}.`;
  return `${about}: ${alike}; ${nameAt(least.row)} has the least like it (at most ${least.value.toFixed(2)}, with ${nameAt(least.column)}).`;
}

function changeWords({ layers, similarity }: Result): string | undefined {
  const steps = layers.slice(1).flatMap((layer, i) => {
    const [row, column] = [similarity.rows.indexOf(i), similarity.columns.indexOf(i + 1)];
    const value = similarity.values[row]?.[column] ?? null;
    return value === null ? [] : [{ from: layers[i].name, to: layer.name, value }];
  });
  if (steps.length === 0) return undefined;
  const { from, to, value } = steps.reduce((least, step) => (step.value < least.value ? step : least));
  return `the answers change most between ${from} and ${to} (alignment ${value.toFixed(2)})`;
}

function classWords(layers: readonly Layer[]): string | undefined {
  const known = layers.flatMap(({ name, neighbours }) => (neighbours ? [{ name, ...neighbours }] : []));
  if (known.length === 0) return undefined;
  const { name, share, chance } = known.reduce((best, layer) => (layer.share > best.share ? layer : best));
  if (share <= chance) return 'in none of them do images of one class lie together';
  return `images of one class lie together best at ${name} (${formatShare(share)} are nearest to one of their class, by chance ${formatShare(chance)})`;
}

/** `3 × 3 pixels`, or that it is all there is. */
function fieldOf({ receptiveField: { size }, network }: Layer, { inputSizes }: Result): string {
  const input = inputSizes[network];
  const all = input !== null && input !== undefined && size.every((length, axis) => length >= input[axis]);
  return all ? 'the whole image' : `${size.join(' × ')} pixels`;
}
