import { paddingBefore, type Window } from './window.js';

/** A window that slides along one axis, with what it reads and what it writes. */
export interface SlidingAxis {
  readonly inputLength: number;
  readonly outputLength: number;
  /** Padding before the first input position. */
  readonly before: number;
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  /** How many positions of each phase come out at once, side by side. */
  readonly atOnce: number;
}

/** Which position of the filter lies at each tap; `null` where none does. */
export type Taps = readonly (number | null)[];

/**
 * Where a gradient goes back along one axis: the input positions t, t + stride, t + 2 stride, ... are one phase. Within it
 * the gradient is a filter of every stride-th position that slides over the output gradient, so nothing is multiplied by
 * zeros between its values.
 */
export interface Comb {
  /** Taps of each phase, all as long and with the same padding. */
  readonly phases: readonly Taps[];
  /** Zeros before and behind the output gradient. */
  readonly padding: [number, number];
  /** How far it slides at a time. */
  readonly stride: number;
  /** How far the taps lie apart. */
  readonly dilation: number;
}

export function slidingAxis(window: Window, inputLength: number, outputLength: number): SlidingAxis {
  const { size, stride, dilation } = window;
  return { inputLength, outputLength, before: paddingBefore(inputLength, window), size, stride, dilation, atOnce: 1 };
}

/** All phases up to the last that anything goes back to, under one padding. */
export function jointComb(axis: SlidingAxis): Comb {
  return comb(axis, livePhases(axis));
}

/** The same phases one by one, each with no more taps than it needs. */
export function separateCombs(axis: SlidingAxis): readonly Comb[] {
  return livePhases(axis).map((phase) => comb(axis, [phase]));
}

function livePhases(axis: SlidingAxis): readonly number[] {
  const phases = Array.from({ length: axis.stride * axis.atOnce }, (_, phase) => phase);
  return phases.slice(0, 1 + phases.findLastIndex((phase) => phase === 0 || steps(axis, phase).size > 0));
}

function comb(axis: SlidingAxis, phases: readonly number[]): Comb {
  const { inputLength, outputLength, stride, atOnce } = axis;
  const dilation = stride * atOnce === 1 ? axis.dilation : 1;
  const found = phases.map((phase) => steps(axis, phase));
  const all = found.flatMap((each) => [...each.keys()]);
  // Padding cannot be negative: taps of nothing take its place.
  const missing = outputLength - 1 - (Math.ceil(inputLength / (stride * atOnce)) - 1) * atOnce;
  let low = Math.min(...(all.length > 0 ? all : [0]));
  let high = Math.max(...(all.length > 0 ? all : [0]));
  while (low > 0) low -= dilation;
  while (high < missing) high += dilation;
  const places = Array.from({ length: (high - low) / dilation + 1 }, (_, i) => low + i * dilation);
  return {
    phases: found.map((each) => places.map((place) => each.get(place) ?? null)),
    padding: [0 - low, high - missing],
    stride: atOnce,
    dilation,
  };
}

/** For input position `phase`: how many outputs further on each position of the filter read it. */
function steps({ before, size, stride, dilation }: SlidingAxis, phase: number): Map<number, number> {
  const positions = Array.from({ length: size }, (_, position) => position);
  const reached = positions.map((position): [number, number] => [
    (phase + before - position * dilation) / stride,
    position,
  ]);
  return new Map(reached.filter(([step]) => Number.isInteger(step)));
}
