import { dot } from './dot.js';

/** A function of many variables that has a minimum: its value, and its gradient written into `gradient`. */
export type Smooth = (x: Float64Array, gradient: Float64Array) => number;

export interface LbfgsOptions {
  /** The largest component of the gradient at which the search ends, above 0. Default: 1e-7. */
  readonly tolerance?: number;
  /** Steps at most, from 1. Default: 1000. */
  readonly maxSteps?: number;
  /** Earlier steps that are remembered, from 1. Default: 10. */
  readonly memory?: number;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly steps: number;
  /** Whether the gradient fell below the tolerance. */
  readonly converged: boolean;
}

/**
 * The minimum of a smooth convex function from a first guess, by limited-memory BFGS (Nocedal 1980) with steps halved
 * until the value falls enough (Armijo 1966).
 */
export function lbfgs(smooth: Smooth, guess: Float64Array, options: LbfgsOptions = {}): Minimum {
  const { tolerance = 1e-7, maxSteps = 1000, memory = 10 } = options;
  const past: Step[] = [];
  let x = guess.slice();
  let gradient = new Float64Array(x.length);
  let value = smooth(x, gradient);
  let steps = 0;
  while (largest(gradient) > tolerance && steps < maxSteps) {
    const direction = descent(gradient, past);
    const found = search(smooth, { x, gradient, value }, direction, past.length === 0);
    if (found === null) break;
    remember(past, memory, difference(found.x, x), difference(found.gradient, gradient));
    ({ x, gradient, value } = found);
    steps++;
  }
  return { x, value, steps, converged: largest(gradient) <= tolerance };
}

interface Place {
  readonly x: Float64Array<ArrayBuffer>;
  readonly gradient: Float64Array<ArrayBuffer>;
  readonly value: number;
}

/** How the place changed, how the gradient did, and one over their product. */
interface Step {
  readonly moved: Float64Array;
  readonly bent: Float64Array;
  readonly rho: number;
}

/** Minus the gradient times what the past steps say of the inverse of the second derivatives. */
function descent(gradient: Float64Array, past: readonly Step[]): Float64Array {
  const q = gradient.map((value) => -value);
  const alphas = past.toReversed().map(({ moved, bent, rho }) => {
    const alpha = rho * dot(moved, q);
    addTimes(q, -alpha, bent);
    return alpha;
  });
  const last = past.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.bent, last.bent));
    for (let i = 0; i < q.length; i++) q[i] *= scale;
  }
  past.forEach(({ moved, bent, rho }, i) => {
    addTimes(q, alphas[past.length - 1 - i] - rho * dot(bent, q), moved);
  });
  return q;
}

/** A place along the direction where the value has fallen by a share of what the slope promises; `null` if there is none. */
function search(smooth: Smooth, from: Place, direction: Float64Array, isFirst: boolean): Place | null {
  const slope = dot(from.gradient, direction);
  if (!(slope < 0)) return null;
  let length = isFirst ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
  for (let halvings = 0; halvings < 50; halvings++, length /= 2) {
    const x = from.x.slice();
    addTimes(x, length, direction);
    const gradient = new Float64Array(x.length);
    const value = smooth(x, gradient);
    if (value <= from.value + 1e-4 * length * slope) return { x, gradient, value };
  }
  return null;
}

/** Keeps a step only where the function bends upwards along it. */
function remember(past: Step[], memory: number, moved: Float64Array, bent: Float64Array): void {
  const product = dot(moved, bent);
  if (!(product > 0)) return;
  past.push({ moved, bent, rho: 1 / product });
  if (past.length > memory) past.shift();
}

const difference = (a: Float64Array, b: Float64Array) => a.map((value, i) => value - b[i]);

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function addTimes(into: Float64Array, factor: number, values: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i] += factor * values[i];
}
