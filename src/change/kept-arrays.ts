/** Numbers that are brought back to what they were, so that what was moved alone need not be computed back. */
export class KeptArrays {
  readonly #arrays: readonly Float64Array[]
  #kept: readonly Float64Array[] = []

  constructor(arrays: readonly Float64Array[]) {
    this.#arrays = arrays
  }

  keep(): void {
    this.#kept = this.#arrays.map((one) => one.slice())
  }

  /** @returns false if nothing was kept; they then stay as they are */
  restore(): boolean {
    for (const [at, kept] of this.#kept.entries()) this.#arrays[at]?.set(kept)
    return this.#kept.length > 0
  }
}
