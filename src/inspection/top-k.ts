/** One position that was looked at: where, and how strong. */
export interface Candidate {
  readonly activation: number;
  /** Running number of the image. */
  readonly image: number;
  /** `row * width + column`. */
  readonly position: number;
}

/** The `k` largest of the candidates it was offered; among equals the earlier one stays ahead. */
export interface TopK<T extends Candidate> {
  /** What a candidate must exceed to get in: `-Infinity` until `k` are held. */
  threshold: number;
  readonly entries: T[];
}

/** An empty list of at most `k`. */
export function topK<T extends Candidate>(): TopK<T> {
  return { threshold: -Infinity, entries: [] };
}

/** Puts a candidate at its place and drops what no longer belongs. `k` is small: insertion beats a heap. */
export function offer<T extends Candidate>(top: TopK<T>, k: number, candidate: T): void {
  const { entries } = top;
  let at = entries.length;
  while (at > 0 && entries[at - 1].activation < candidate.activation) at--;
  if (at >= k) return;
  entries.splice(at, 0, candidate);
  if (entries.length > k) entries.pop();
  if (entries.length === k) top.threshold = entries[k - 1].activation;
}
