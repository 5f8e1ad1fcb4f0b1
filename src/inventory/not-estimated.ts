import { SCOPES, type Scope, SUB_SECTORS, type SubSector } from '../vocabulary.ts'

/** A row of the inventory that an allocation cannot give. It gets the notation key NE, never 0. */
export interface NotEstimated {
  readonly subSector: SubSector
  readonly scope: Scope
  readonly detail: string
  /** The data to state. */
  readonly missing: readonly string[]
}

/** Collects the rows that cannot be estimated, and returns them in the order of the reference numbers. */
export class Gaps {
  /** By row of the inventory: the missing data, and the rows of the request that lack it. */
  readonly #missing = new Map<string, Map<string, string[]>>()

  /** @param at the row of the request that lacks the data; absent if the whole sub-sector lacks it */
  add(subSector: SubSector, scopes: readonly Scope[], what: string, at?: string): void {
    for (const scope of scopes) {
      const key = keyOf(subSector, scope)
      const known = this.#missing.get(key) ?? new Map<string, string[]>()
      this.#missing.set(key, known.set(what, [...(known.get(what) ?? []), ...(at === undefined ? [] : [at])]))
    }
  }

  has(subSector: SubSector, scope: Scope): boolean {
    return this.#missing.has(keyOf(subSector, scope))
  }

  all(): readonly NotEstimated[] {
    return SUB_SECTORS.flatMap((subSector) =>
      SCOPES.flatMap((scope) => {
        const missing = [...(this.#missing.get(keyOf(subSector, scope)) ?? [])].map(([what, rows]) =>
          [what, rows.join(', ')].filter((part) => part !== '').join(' '),
        )
        if (missing.length === 0) return []
        const detail = `${subSector}.${scope} is not estimated. Missing: ${missing.join('; ')}.`
        return [{ subSector, scope, detail, missing }]
      }),
    )
  }
}

const keyOf = (subSector: SubSector, scope: Scope): string => `${subSector}.${scope}`
