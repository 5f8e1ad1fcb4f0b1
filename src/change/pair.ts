import { groupBy } from '../group-by.ts'

/** Two items with the same name, one from each side; one side may have none. */
export type Pair<T> =
  | { readonly before: T; readonly after: T }
  | { readonly before: T; readonly after?: undefined }
  | { readonly before?: undefined; readonly after: T }

/**
 * Pairs the items of two lists by name. If several have the same name, the first pairs with the first.
 *
 * @returns every item of both lists once: those of `before` in order, then those that only `after` has
 */
export function pairUp<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (item: T) => string,
): readonly Pair<T>[] {
  const waiting = groupBy(after, nameOf)
  const pairs = before.map((item): Pair<T> => {
    const other = waiting.get(nameOf(item))?.shift()
    return other === undefined ? { before: item } : { before: item, after: other }
  })
  return [...pairs, ...[...waiting.values()].flat().map((item) => ({ after: item }))]
}
