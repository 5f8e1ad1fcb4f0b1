/** An estimate is asked about from several sides, one after the other; seldom are more than two compared. */
const MAX_KEPT = 2

/**
 * What was made for the objects asked about last. A `WeakMap` would do the same for every object; but it holds what was
 * made for each until the whole of memory is gone through, and all of that is copied before.
 */
export class Recent<Key extends object, Value> {
  readonly #kept: { readonly key: Key; readonly value: Value }[] = []

  find(key: Key): Value | undefined {
    for (let at = 0; at < this.#kept.length; at += 1) {
      const one = this.#kept[at]
      if (one?.key === key) return one.value
    }
    return undefined
  }

  /** @param key not kept yet */
  keep(key: Key, value: Value): void {
    this.#kept.unshift({ key, value })
    if (this.#kept.length > MAX_KEPT) this.#kept.pop()
  }
}
