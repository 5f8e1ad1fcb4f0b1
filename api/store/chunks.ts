/** Rows that one statement inserts: their text stands in the memory of a small database. */
const MAX_INSERTED = 5000

/** Rows in as many lists as statements insert them. */
export function* chunksOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += MAX_INSERTED) yield all.slice(from, from + MAX_INSERTED)
}
