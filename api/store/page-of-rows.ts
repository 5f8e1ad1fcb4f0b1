import type { Page } from './store.ts'

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
