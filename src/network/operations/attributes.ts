import type { NodeSpec } from './operation.js';

type Pair = [number, number];

/** A pair `[vertical, horizontal]` of a node's attributes; a single number stands for both. */
export function pairOf(node: NodeSpec, key: string, fallback?: Pair): Pair {
  const value = node.attributes[key] ?? fallback;
  if (typeof value === 'number') return [value, value];
  if (Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number')) {
    return [value[0], value[1]];
  }
  throw new TypeError(`Cannot run "${node.name}": ${key} is ${JSON.stringify(value)}, expected two numbers`);
}

/** A pair of pairs `[[top, bottom], [left, right]]`. */
export function marginsOf(node: NodeSpec, key: string): readonly [Pair, Pair] {
  const value = node.attributes[key];
  const isPair = (part: unknown): part is Pair => Array.isArray(part) && part.length === 2;
  if (Array.isArray(value) && value.length === 2 && value.every(isPair)) return [value[0], value[1]];
  throw new TypeError(
    `Cannot run "${node.name}": ${key} is ${JSON.stringify(value)}, expected [[top, bottom], [left, right]]`,
  );
}

export function numberOf(node: NodeSpec, key: string, fallback?: number): number {
  const value = node.attributes[key] ?? fallback;
  if (typeof value === 'number') return value;
  throw new TypeError(`Cannot run "${node.name}": ${key} is ${JSON.stringify(value)}, expected a number`);
}

export function paddingOf(node: NodeSpec): 'same' | 'valid' {
  const value = node.attributes.padding ?? 'valid';
  if (value === 'same' || value === 'valid') return value;
  throw new TypeError(`Cannot run "${node.name}": padding is ${JSON.stringify(value)}, expected "same" or "valid"`);
}

/** How pixels between pixels are made when an image is resized. */
export function interpolationKindOf(node: NodeSpec): 'nearest' | 'bilinear' {
  const value = node.attributes.interpolation ?? 'nearest';
  if (value === 'nearest' || value === 'bilinear') return value;
  throw new TypeError(
    `Cannot run "${node.name}": interpolation is ${JSON.stringify(value)}, expected "nearest" or "bilinear"`,
  );
}

/** An axis that counts the batch (as Keras does), without the batch: -1 and 3 are both 2 for an image. */
export function axisOf(node: NodeSpec, rank: number, fallback = -1): number {
  const axis = numberOf(node, 'axis', fallback);
  return axis < 0 ? axis + rank : axis - 1;
}
