/**
 * What `work` makes of each item, in the items' order, with `atOnce` of them under way, and the next item got ready meanwhile.
 * When it ends, for whatever reason, nothing is under way any more.
 * @throws what `work` or the items throw, when its turn comes.
 */
export async function* inOrder<Item, Outcome>(
  items: Iterable<Item> | AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Outcome>,
): AsyncGenerator<{ readonly item: Item; readonly outcome: Outcome }> {
  const iterator = iteratorOf(items);
  const underWay: { readonly item: Item; readonly outcome: Promise<Outcome> }[] = [];
  try {
    let next = await iterator.next();
    while (!next.done || underWay.length > 0) {
      while (!next.done && underWay.length < atOnce) {
        const outcome = work(next.value);
        // A failure is looked at when its turn comes: until then it is not unhandled.
        outcome.catch(() => {});
        underWay.push({ item: next.value, outcome });
        next = await iterator.next();
      }
      const [{ item, outcome }] = underWay;
      const made = await outcome;
      underWay.shift();
      yield { item, outcome: made };
    }
  } finally {
    await Promise.allSettled(underWay.map(({ outcome }) => outcome));
    await iterator.return?.();
  }
}

function iteratorOf<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncIterator<Item> | Iterator<Item> {
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}
