/** Part of a list; `next` is what to ask on with, absent at the end. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next?: string
}

/** What to give of a list: at most `limit` items, those behind the one named `after`. */
export interface PageRequest {
  readonly limit: number
  readonly after?: string | undefined
}

/**
 * A page of what was found.
 *
 * @param found one row more than asked for, where there is one: it shows whether there is a next page
 */
export function pageOfRows<Item extends { readonly id: string }>(
  found: readonly Item[],
  limit: number,
): Page<Item> {
  const items = found.slice(0, limit)
  const end = items.at(-1)
  return found.length > limit && end ? { items, next: end.id } : { items }
}
