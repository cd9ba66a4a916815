/** Items 0..n-1 in sets that can be joined (Tarjan 1975), each set known by one of its items, its root. */
export class DisjointSets {
  /** Items in the set, by root. */
  readonly sizes: Int32Array;
  readonly #parents: Int32Array;

  constructor(n: number) {
    this.sizes = new Int32Array(n).fill(1);
    this.#parents = Int32Array.from({ length: n }, (_, i) => i);
  }

  /** The root of an item's set. */
  find(item: number): number {
    const parents = this.#parents;
    let i = item;
    while (parents[i] !== i) {
      parents[i] = parents[parents[i]];
      i = parents[i];
    }
    return i;
  }

  /** Makes one set of those of two different roots, and returns its root. */
  join(a: number, b: number): number {
    const [root, child] = this.sizes[a] < this.sizes[b] ? [b, a] : [a, b];
    this.#parents[child] = root;
    this.sizes[root] += this.sizes[child];
    return root;
  }

  /** The root of each item. */
  roots(): Int32Array {
    return this.#parents.map((_, item) => this.find(item));
  }
}
