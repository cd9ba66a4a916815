/** What was made or read, as much of it as fits a number of bytes: what was asked for longest ago is dropped first. */
export interface KeptWithin<Key, Value> {
  get(key: Key): Value | undefined;
  /** Keeps it, and returns it. The last one is kept however large it is. */
  set(key: Key, value: Value): Value;
}

export function keptWithin<Key, Value>(room: number, bytesOf: (value: Value) => number): KeptWithin<Key, Value> {
  const kept = new Map<Key, Value>();
  let bytes = 0;
  const remove = (key: Key, value: Value) => {
    kept.delete(key);
    bytes -= bytesOf(value);
  };
  const set = (key: Key, value: Value): Value => {
    const before = kept.get(key);
    if (before !== undefined) remove(key, before);
    // Put last.
    kept.set(key, value);
    bytes += bytesOf(value);
    for (const [oldest, each] of kept) {
      if (bytes <= room || kept.size === 1) break;
      remove(oldest, each);
    }
    return value;
  };
  return {
    get: (key) => {
      const known = kept.get(key);
      return known === undefined ? undefined : set(key, known);
    },
    set,
  };
}
