/** Starts something for each item, one ahead of the one that is used: threads work while what they made before is looked at. */
export async function* runAhead<Item, Started>(
  items: AsyncIterable<Item>,
  start: (item: Item) => Started,
): AsyncGenerator<{ readonly item: Item; readonly started: Started }> {
  let ahead: { item: Item; started: Started } | undefined;
  for await (const item of items) {
    const ready = ahead;
    ahead = { item, started: start(item) };
    if (ready) yield ready;
  }
  if (ahead) yield ahead;
}
