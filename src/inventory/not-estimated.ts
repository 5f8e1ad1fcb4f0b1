import type { Scope, SubSector } from '../vocabulary.ts'

/** A part of an inventory that its allocation cannot give, and what is missing for it. */
export interface NotEstimated {
  readonly subSector: SubSector
  readonly scope: Scope
  readonly detail: string
  readonly missing: readonly string[]
}
