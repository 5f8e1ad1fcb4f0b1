import { type CellPart, leastContributors, RELEASE_CONTRIBUTORS } from './primary.ts'
import type { CandidateCell, Figures } from './settle.ts'

/** A part with the version of the dataset that it came with, and what it gives. */
export interface DatedPart extends CellPart {
  readonly version: number
  readonly figures: Figures
}

/**
 * What a cell that was given out becomes: its first value stays, unless files of enough persons were added to it, or the
 * supplier says that enough persons changed.
 *
 * @param since the version of the dataset that its value was given out of
 * @param changed how many contributors the supplier says to have changed
 * @returns the change of each figure; undefined if the cell stays as it is
 */
export function revisionOf(
  given: Figures,
  candidate: Pick<CandidateCell, 'figures'> & { readonly parts: readonly DatedPart[] },
  since: number,
  changed = 0,
): Figures | undefined {
  const before = candidate.parts.filter(({ version }) => version <= since)
  const added = candidate.parts.filter(({ version }) => version > since)
  const names = Object.keys(given).filter((name) => given[name] !== null)
  // A figure that is not the sum of its files was settled otherwise, and cannot be told apart by them.
  if (names.some((name) => candidate.figures[name] === null || candidate.figures[name] === undefined))
    return undefined
  const change = Object.fromEntries(
    names.map((name) => [name, (candidate.figures[name] ?? 0) - (given[name] ?? 0)]),
  )
  if (Object.values(change).every((one) => one === 0)) return undefined
  if (leastContributors(candidate.parts) < RELEASE_CONTRIBUTORS) return undefined
  if (changed >= RELEASE_CONTRIBUTORS) return change
  const isOnlyAdded = names.every((name) => {
    const was = before.reduce((sum, part) => sum + (part.figures[name] ?? 0), 0)
    return Math.abs(was - (given[name] ?? 0)) <= 1e-9 * Math.abs(was)
  })
  return isOnlyAdded && added.length > 0 && leastContributors(added) >= RELEASE_CONTRIBUTORS
    ? change
    : undefined
}
