import { distance } from 'fastest-levenshtein';
import type { Predictor } from '../network/predictor.js';
import type { NdArray } from '../numeric/nd-array.js';

/** A class: its index from 0, or its label. */
export type Target = number | string;

export interface ResolvedTarget {
  readonly index: number;
  readonly label: string;
}

/**
 * The class that is meant, out of those that the classifier scored (`scores` is `[1, classes]`).
 *
 * A text is a label; one that is no label but a whole number is an index. Default: the class with the highest score.
 * @throws RangeError for a class that the classifier does not have (near labels are offered), TypeError for another kind.
 */
export function resolveTarget(model: Predictor, scores: NdArray, target?: Target): ResolvedTarget {
  const count = scores.shape[scores.shape.length - 1];
  if (target === undefined) return classAt(model, topClasses(scores, 1)[0]);
  if (typeof target === 'number') return classAt(model, checkedIndex(model, count, target));
  if (typeof target !== 'string') {
    throw new TypeError(`Cannot explain class ${String(target)} of ${nameOf(model)}: expected an index or a label`);
  }
  const matches = (model.classes ?? []).flatMap((label, index) => (label === target && index < count ? [index] : []));
  if (matches.length === 1) return classAt(model, matches[0]);
  if (matches.length > 1) {
    throw new RangeError(
      `Cannot explain class "${target}" of ${nameOf(model)}: classes ${matches.join(' and ')} have this label, give an index`,
    );
  }
  if (/^\d+$/.test(target)) return classAt(model, checkedIndex(model, count, Number(target)));
  throw new RangeError(`Cannot explain class "${target}" of ${nameOf(model)}: ${nearLabels(model, count, target)}`);
}

/** Every class's label; its index where it has none. */
export function classLabels(model: Predictor, count: number): string[] {
  if (model.classes?.length === count) return [...model.classes];
  return Array.from({ length: count }, (_, index) => classAt(model, index).label);
}

/** Indices of the `count` classes with the highest scores, highest first. */
export function topClasses({ shape, data }: NdArray, count: number): number[] {
  const order = Array.from({ length: shape[shape.length - 1] }, (_, index) => index);
  return order.sort((a, b) => data[b] - data[a] || a - b).slice(0, count);
}

/** The class of an index; without labels, the index is the label. */
export function classAt({ classes }: Predictor, index: number): ResolvedTarget {
  return { index, label: classes?.[index] ?? String(index) };
}

/** How sentences name a classifier. */
export function nameOf({ name }: Predictor): string {
  return name === undefined ? 'the classifier' : `"${name}"`;
}

function checkedIndex(model: Predictor, count: number, index: number): number {
  if (Number.isInteger(index) && index >= 0 && index < count) return index;
  throw new RangeError(`Cannot explain class ${index} of ${nameOf(model)}: ${extent(count)}`);
}

function extent(count: number): string {
  return `it has ${count} ${count === 1 ? 'class (0)' : `classes (0 to ${count - 1})`}`;
}

function nearLabels({ classes = [] }: Predictor, count: number, wanted: string): string {
  const typed = wanted.toLowerCase();
  const cost = (label: string) => (label.toLowerCase().includes(typed) ? 0 : distance(label.toLowerCase(), typed));
  const near = [...new Set(classes)]
    .map((label) => ({ label, cost: cost(label) }))
    .filter((entry) => entry.cost <= Math.max(2, wanted.length / 2))
    .sort((a, b) => a.cost - b.cost || a.label.localeCompare(b.label))
    .slice(0, 3)
    .map(({ label }) => `"${label}"`);
  if (near.length > 0) return `no class has this label, near ones are ${near.join(', ')}`;
  return classes.length === 0
    ? `its classes have no labels, and ${extent(count)}`
    : `no class has this label, and ${extent(count)}`;
}
