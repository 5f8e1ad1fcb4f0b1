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
  readonly #missing = new Map<string, Set<string>>()

  add(subSector: SubSector, scopes: readonly Scope[], missing: string): void {
    for (const scope of scopes) {
      const key = keyOf(subSector, scope)
      const known = this.#missing.get(key)
      if (known) known.add(missing)
      else this.#missing.set(key, new Set([missing]))
    }
  }

  has(subSector: SubSector, scope: Scope): boolean {
    return this.#missing.has(keyOf(subSector, scope))
  }

  all(): readonly NotEstimated[] {
    return SUB_SECTORS.flatMap((subSector) =>
      SCOPES.flatMap((scope) => {
        const missing = [...(this.#missing.get(keyOf(subSector, scope)) ?? [])]
        if (missing.length === 0) return []
        const detail = `${subSector}.${scope} is not estimated: missing ${missing.join('; ')}.`
        return [{ subSector, scope, detail, missing }]
      }),
    )
  }
}

const keyOf = (subSector: SubSector, scope: Scope): string => `${subSector}.${scope}`
