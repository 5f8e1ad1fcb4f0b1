import { grouped } from '../grouped.ts'

/** What stands on two sides under one name; one side may have nothing. */
export type Pair<T> =
  | { readonly before: T; readonly after: T }
  | { readonly before: T; readonly after?: undefined }
  | { readonly before?: undefined; readonly after: T }

/**
 * Items of two lists that have the same name. Of several with one name the first goes with the first.
 *
 * @returns every item of both lists once: those of `before` in order, then what only `after` has
 */
export function pairUp<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (item: T) => string,
): readonly Pair<T>[] {
  const waiting = grouped(after, nameOf)
  const pairs = before.map((item): Pair<T> => {
    const other = waiting.get(nameOf(item))?.shift()
    return other === undefined ? { before: item } : { before: item, after: other }
  })
  return [...pairs, ...[...waiting.values()].flat().map((item) => ({ after: item }))]
}
