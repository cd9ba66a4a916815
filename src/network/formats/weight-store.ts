import type { NdArray } from '../../numeric/nd-array.js';
import type { WeightRequest } from './layers/index.js';

/** A file's weights, found by layer and role in the ways that Keras and tfjs name them. */
export interface WeightStore {
  /** `path`: the names of the nested models and of the layer. @throws if a weight is missing or has another shape. */
  take<R extends string>(path: readonly string[], wanted: Readonly<Record<R, WeightRequest>>): Record<R, NdArray>;
  /** Names that no layer asked for. */
  unused(): readonly string[];
}

interface Entry {
  readonly name: string;
  readonly scope: readonly string[];
  readonly role: string;
  readonly value: NdArray;
}

/** State that Keras keeps beside weights: it does nothing when the network only answers. */
const STATE =
  /seed_generator|^seed$|^(optimizer|adam|sgd|rmsprop|training)\b|(^|\/)(count|iterations?|learning_rate)$/i;

export function weightStore(weights: ReadonlyMap<string, NdArray>): WeightStore {
  const entries = [...weights].map(([name, value]) => entryOf(name, value));
  const taken = new Set<Entry>();

  const take = <R extends string>(path: readonly string[], wanted: Readonly<Record<R, WeightRequest>>) => {
    const parts = path.flatMap((name) => name.split('/'));
    const roles = Object.keys(wanted) as R[];
    if (roles.length === 0) for (const entry of entries) if (agreement(entry.scope, parts) > 0) taken.add(entry);
    const byName = roles.map((role) => findByName(entries, parts, wanted[role].names ?? [role]));
    const found = byName.every((entry) => entry === null) ? findByOrder(entries, parts, roles.length) : byName;
    const pairs = roles.map((role, index) => {
      const entry = found[index];
      if (!entry) throw new Error(missing(parts, wanted[role].names ?? [role], entries));
      checkShape(entry, wanted[role]);
      taken.add(entry);
      return [role, entry.value] as const;
    });
    return Object.fromEntries(pairs) as Record<R, NdArray>;
  };
  const unused = () => entries.filter((entry) => !taken.has(entry) && !STATE.test(entry.name)).map(({ name }) => name);
  return { take, unused };
}

function entryOf(name: string, value: NdArray): Entry {
  const parts = name.replace(/:\d+$/, '').split('/');
  return { name, scope: parts.slice(0, -1), role: parts[parts.length - 1], value };
}

/**
 * The weight of this role whose scope fits the layer's path best: `conv/kernel`, `body/conv/kernel`, Keras 3's
 * `model/body/conv/kernel`, and with something between layer and role.
 */
function findByName(entries: readonly Entry[], path: readonly string[], names: readonly string[]): Entry | null {
  const fits = entries
    .filter(({ role, scope }) => names.includes(role) && agreement(scope, path) > 0)
    .map((entry) => ({ entry, common: agreement(entry.scope, path) }))
    .sort((a, b) => b.common - a.common || a.entry.scope.length - b.entry.scope.length);
  const [best, second] = fits;
  if (best && second && best.common === second.common && best.entry.scope.length === second.entry.scope.length) {
    throw new Error(`weights "${best.entry.name}" and "${second.entry.name}" both fit, expected one`);
  }
  return best?.entry ?? null;
}

/** Weights that are said to be this layer's under other roles are taken in order, if their number is right. */
function findByOrder(entries: readonly Entry[], path: readonly string[], count: number): readonly (Entry | null)[] {
  const own = entries.filter(({ scope }) => agreement(scope, path) > 0);
  return own.length === count ? own : Array.from({ length: count }, () => null);
}

/** How many names, from the layer's own outwards, a weight's scope shares with a path; 0 if it is another layer's. */
function agreement(scope: readonly string[], path: readonly string[]): number {
  const common = (end: number) => {
    let count = 0;
    while (count < path.length && count < end && scope[end - 1 - count] === path[path.length - 1 - count]) count++;
    return count;
  };
  return Math.max(common(scope.length), common(scope.length - 1));
}

function missing(path: readonly string[], names: readonly string[], entries: readonly Entry[]): string {
  const near = entries.filter(({ scope }) => scope.includes(path[path.length - 1])).map(({ name }) => `"${name}"`);
  const has = near.length > 0 ? ` (it has ${near.join(', ')})` : '';
  return `weight "${path.join('/')}/${names[0]}" is missing${has}`;
}

function checkShape({ name, value }: Entry, { shape }: WeightRequest): void {
  const fits =
    value.shape.length === shape.length && shape.every((length, i) => (length ?? value.shape[i]) === value.shape[i]);
  if (fits) return;
  const expected = shape.map((length) => length ?? '?').join(',');
  throw new Error(`weight "${name}" has shape [${value.shape}], expected [${expected}]`);
}
