import { SCOPES, type Scope, SUB_SECTORS, type SubSector } from '../vocabulary.ts'

/** A row of the inventory that an allocation cannot give: notation key NE, and never 0. */
export interface NotEstimated {
  readonly subSector: SubSector
  readonly scope: Scope
  readonly detail: string
  /** What would have to be stated. */
  readonly missing: readonly string[]
}

/** What cannot be estimated, gathered on the way and given in the order of the reference numbers. */
export class Gaps {
  /** By row of the inventory: what is missing, and of which rows of the request. */
  readonly #missing = new Map<string, Map<string, string[]>>()

  /** @param at the row of the request that lacks it; absent where the whole sub-sector does */
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
        const detail = `${subSector}.${scope} is not estimated: missing ${missing.join('; ')}.`
        return [{ subSector, scope, detail, missing }]
      }),
    )
  }
}

const keyOf = (subSector: SubSector, scope: Scope): string => `${subSector}.${scope}`
