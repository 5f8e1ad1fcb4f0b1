import { randomBytes } from 'node:crypto'
import type { Deletion } from './deletion-list.ts'
import type { LedgerCell, NewRelease } from './released.ts'

/** A release that went out, and that the ledger does not have. */
export interface LostRelease {
  readonly release: string
  readonly dataset: string
  /** Of which it told; undefined: nobody knows. */
  readonly years?: readonly string[] | undefined
  /** The digest of its cells; undefined: nobody knows. */
  readonly cells?: string | undefined
}

/** A release as the list beside the database has it. */
export type NotedRelease = Extract<Deletion, { kind: 'release' }>

/** What stands in the ledger in the place of a city in a year: digests of places are no words. */
const WORDS = { lost: 'lost', again: 'again', closed: 'closed', salt: 'salt' } as const

/** The pool of what may be of any pool. */
export const ANY_POOL = '*'

const isMark = ({ place }: LedgerCell): boolean => place in WORDS

/** The cells of a release without what it says of lost ones: two releases that told the same have the same. */
export const toldCells = <Cell extends LedgerCell>(ledger: readonly Cell[]): readonly Cell[] =>
  ledger.filter((cell) => !isMark(cell))

/** Says in the ledger that a release is not in it. */
export const lostMark = ({ release, dataset, years, cells }: LostRelease): LedgerCell => ({
  place: WORDS.lost,
  cell: JSON.stringify({ release, dataset, years }),
  figures: cells ?? '',
})

/** Says that a lost release was made again, to the same figures. */
export const againMark = (release: string): LedgerCell => ({ place: WORDS.again, cell: release, figures: '' })

/** Says that nothing more is released of some years, so that lost releases do not matter. */
export const closedMark = (releases: readonly string[], years: readonly string[]): LedgerCell => ({
  place: WORDS.closed,
  cell: JSON.stringify({ releases, years }),
  figures: '',
})

/**
 * Makes the hash of a link one that nobody can guess at: a certificate tells it, and who knew all else could try out which
 * cells were withheld.
 */
export const saltMark = (): LedgerCell => ({
  place: WORDS.salt,
  cell: randomBytes(32).toString('hex'),
  figures: '',
})

/** What the owner of a pool says after a restore. */
export interface ClosedYears {
  readonly pool: string
  /** The lost releases that told of no other years. */
  readonly releases: readonly string[]
  readonly years: readonly string[]
  readonly at: string
}

/** Where a pool stands after a restore. */
export interface PoolStanding {
  /** Releases without which nothing new may be released, in their order. */
  readonly lost: readonly LostRelease[]
  /** Of which nothing more is released. */
  readonly closedYears: ReadonlySet<string>
}

export function standingOf(ledger: readonly LedgerCell[]): PoolStanding {
  const lost = new Map<string, LostRelease>()
  const closedYears = new Set<string>()
  for (const { place, cell, figures } of ledger) {
    if (place === WORDS.lost) {
      const one: Omit<LostRelease, 'cells'> = JSON.parse(cell)
      lost.set(one.release, { ...one, ...(figures === '' ? {} : { cells: figures }) })
    }
    if (place === WORDS.again) lost.delete(cell)
    if (place === WORDS.closed) {
      const { releases, years }: { releases: string[]; years: string[] } = JSON.parse(cell)
      for (const release of releases) lost.delete(release)
      for (const year of years) closedYears.add(year)
    }
  }
  return { lost: [...lost.values()], closedYears }
}

/** The years of which a release tells. */
export const yearsOf = ({ settled, flows }: Pick<NewRelease, 'settled' | 'flows'>): string[] =>
  [...new Set([...settled, ...flows].map(({ period }) => period.slice(0, 4)))].sort()

/**
 * Releases that a list has and the ledger has not, but for those that were made again to the same figures.
 *
 * @param isRestored the database is of an earlier moment, so that what nobody saw the end of may have been saved; where a
 *   process was killed meanwhile, the database that it left says that it was not
 */
export function missingReleases(
  noted: readonly Deletion[],
  isInLedger: (id: string) => boolean,
  isRestored: boolean,
): readonly NotedRelease[] {
  const ofKind = (kind: Deletion['kind']): ReadonlySet<string> =>
    new Set(noted.flatMap((one) => (one.kind === kind ? [one.id] : [])))
  const [saved, dropped] = [ofKind('released'), ofKind('unreleased')]
  const releases = noted.filter(
    (one): one is NotedRelease =>
      one.kind === 'release' &&
      !dropped.has(one.id) &&
      (isRestored || saved.has(one.id) || isInLedger(one.id)),
  )
  const toldBy = ({ pool, cells }: NotedRelease): string => `${pool} ${cells}`
  const told = new Set(releases.filter(({ id }) => isInLedger(id)).map(toldBy))
  const missing = new Map<string, NotedRelease>()
  for (const one of releases)
    if (!isInLedger(one.id) && !told.has(toldBy(one)) && !missing.has(toldBy(one)))
      missing.set(toldBy(one), one)
  return [...missing.values()]
}

/** What nobody saw the end of, as the database that a process left has it. */
export function endsOf(
  noted: readonly Deletion[],
  isInLedger: (id: string) => boolean,
  at: string,
): readonly Deletion[] {
  const ended = new Set(
    noted.flatMap(({ kind, id }) => (kind === 'released' || kind === 'unreleased' ? [id] : [])),
  )
  return noted.flatMap(({ kind, id }): Deletion[] =>
    kind !== 'release' || ended.has(id) ? [] : [{ kind: isInLedger(id) ? 'released' : 'unreleased', id, at }],
  )
}
