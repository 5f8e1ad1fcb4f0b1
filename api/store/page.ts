/** A page of a list; `next` asks for the following page and is absent at the end. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next?: string
}

/** Asks for at most `limit` items, those that follow `after`. */
export interface PageRequest {
  readonly limit: number
  readonly after?: string | undefined
}

/** So many are asked for at once where all are wanted. */
const MAX_AT_ONCE = 1000

/**
 * All items of a list, page by page.
 *
 * @param list gives one page
 */
export async function listAll<Item>(
  list: (page: PageRequest) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const all: Item[] = []
  let after: string | undefined
  do {
    const { items, next } = await list({ limit: MAX_AT_ONCE, after })
    for (const item of items) all.push(item)
    after = next
  } while (after !== undefined)
  return all
}

/**
 * Makes a page of the rows found.
 *
 * @param found one row more than `limit`, if there is one: it shows whether there is a next page
 */
export function pageOfRows<Item extends { readonly id: string }>(
  found: readonly Item[],
  limit: number,
): Page<Item> {
  const items = found.slice(0, limit)
  const end = items.at(-1)
  return found.length > limit && end ? { items, next: end.id } : { items }
}
