/** Consecutive runs of items whose weights add up to about `limit`; every item is in one. */
export function* batchesOf<Item>(
  items: readonly Item[],
  weightOf: (item: Item) => number,
  limit: number,
): Generator<Item[]> {
  let batch: Item[] = [];
  let weight = 0;
  for (const item of items) {
    batch.push(item);
    weight += weightOf(item);
    if (weight < limit) continue;
    yield batch;
    batch = [];
    weight = 0;
  }
  if (batch.length > 0) yield batch;
}
