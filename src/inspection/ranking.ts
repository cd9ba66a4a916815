import { type Candidate, offer, type TopK, topK } from './top-k.js';

/**
 * The `k` strongest candidates of each unit, at most `perImage` of one image. With `sign` -1 the weakest: candidates then
 * carry their negated activation.
 */
export class Ranking<T extends Candidate> {
  readonly tops: readonly TopK<T>[];
  /** What an activation of each unit must exceed (with `sign` -1: stay below) to matter now. */
  readonly bounds: Float32Array;
  readonly #sign: 1 | -1;
  readonly #k: number;
  readonly #perImage: number;
  /** Of the image that is being looked at, where it may give fewer than `k`. */
  readonly #own = new Map<number, TopK<T>>();

  constructor(units: number, k: number, perImage: number, sign: 1 | -1) {
    this.tops = Array.from({ length: units }, () => topK<T>());
    this.bounds = new Float32Array(units).fill(k > 0 ? -sign * Infinity : sign * Infinity);
    this.#sign = sign;
    this.#k = k;
    this.#perImage = perImage;
  }

  /** Takes a candidate of the unit at place `u` that is beyond the bound. */
  take(u: number, candidate: T): void {
    const top = this.tops[u];
    if (this.#perImage >= this.#k) {
      offer(top, this.#k, candidate);
      this.bounds[u] = this.#sign * top.threshold;
      return;
    }
    const own = this.#own.get(u) ?? topK<T>();
    this.#own.set(u, own);
    offer(own, this.#perImage, candidate);
    this.bounds[u] = this.#sign * Math.max(own.threshold, top.threshold);
  }

  /** To be called after the last position of an image. */
  endImage(): void {
    for (const [u, { entries }] of this.#own) {
      for (const candidate of entries) offer(this.tops[u], this.#k, candidate);
      this.bounds[u] = this.#sign * this.tops[u].threshold;
    }
    this.#own.clear();
  }
}
