import { type DemandRow, type Estimate, EstimateRefused } from '../domain.ts'

/** What could be estimated of some rows, and the places of those that could not. */
export interface Sifted {
  readonly made: Estimate
  readonly refused: ReadonlySet<string>
}

/**
 * Estimates rows together, without those that are refused. One refusal refuses all that is asked with it; what was
 * refused last time is asked by itself first, so that the others are seldom asked twice.
 */
export class Sifter {
  #refusedBefore: ReadonlySet<string> = new Set()

  /** @throws {EstimateRefused} for what is refused whatever the rows are */
  sift(rows: readonly DemandRow[], estimateOf: (rows: readonly DemandRow[]) => Estimate): Sifted {
    const doubtful = rows.filter(({ pointer }) => this.#refusedBefore.has(pointer))
    const refused = new Set<string>()
    if (doubtful.length > 0) addRefused(refused, doubtful, estimateOf)
    for (;;) {
      const made = addRefused(
        refused,
        rows.filter(({ pointer }) => !refused.has(pointer)),
        estimateOf,
      )
      if (!made) continue
      this.#refusedBefore = refused
      return { made, refused }
    }
  }
}

function addRefused(
  refused: Set<string>,
  rows: readonly DemandRow[],
  estimateOf: (rows: readonly DemandRow[]) => Estimate,
): Estimate | undefined {
  try {
    return estimateOf(rows)
  } catch (error) {
    if (!(error instanceof EstimateRefused)) throw error
    const before = refused.size
    for (const { pointer } of error.refusals) refused.add(pointer ?? '')
    if (refused.size === before) throw error
    return undefined
  }
}
