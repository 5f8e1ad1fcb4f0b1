import { refusal } from '../request/failure.ts'
import type { Page, PageRequest } from '../store/store.ts'

/**
 * The items of a list behind the one named `after`.
 *
 * @throws {Failure} if nothing has that name
 */
export function pageOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  { limit, after }: PageRequest,
): Page<Item> {
  const start = after === undefined ? 0 : items.findIndex(({ id }) => id === after) + 1
  if (after !== undefined && start === 0)
    throw refusal([{ code: 'invalid-field', parameter: 'after', detail: 'Not the next of any page.' }])
  const part = items.slice(start, start + limit)
  const last = part.at(-1)
  return start + part.length < items.length && last ? { items: part, next: last.id } : { items: part }
}
