import { groupBy } from '../../../src/index.ts'
import type { Deletion } from '../deletion-list.ts'
import {
  ANY_POOL,
  type ClosedYears,
  closedMark,
  endsOf,
  type LostRelease,
  lostMark,
  missingReleases,
} from '../lost-releases.ts'
import { appendTo } from './kept-audit.ts'
import { appendLink } from './ledger-chain.ts'
import type { Statements } from './statements.ts'

/**
 * Compares the ledger with what a list beside it has, in a transaction of the caller's. A release that only the list has is
 * noted in the ledger as lost: it is not released past it.
 *
 * @returns what was lost, where that was not known before
 */
export async function noteLostReleases(
  on: Statements,
  noted: readonly Deletion[],
  isRestored: boolean,
  at: string,
): Promise<readonly LostRelease[]> {
  await on.alone('ledger')
  const known = await releasesOf(on)
  const missing = missingReleases(noted, (id) => known.has(id), isRestored)
  for (const { id, dataset, pool, years, cells } of missing)
    await noteLost(on, pool, { release: id, dataset, years, cells }, at)
  return missing.map(({ id, dataset, years, cells }) => ({ release: id, dataset, years, cells }))
}

const releasesOf = async (on: Statements): Promise<ReadonlySet<string>> =>
  new Set(
    (await on.rows<{ release: string }>('SELECT release FROM ledger_entry')).map(({ release }) => release),
  )

/** Notes that nobody knows which releases were lost. */
export async function noteLostList(on: Statements, at: string): Promise<void> {
  await on.alone('ledger')
  await noteLost(on, ANY_POOL, { release: `unlisted ${at}`, dataset: '' }, at)
}

async function noteLost(on: Statements, pool: string, lost: LostRelease, at: string): Promise<void> {
  await appendLink(on, pool, lost.release, [lostMark(lost)])
  await appendTo(on, {
    at,
    actor: 'shell',
    action: 'release.lost',
    subject: lost.dataset || 'data',
    detail: { release: lost.release },
  })
}

/** Notes in the ledger what the owner of a pool says of lost releases. */
export async function closeYears(on: Statements, { pool, releases, years, at }: ClosedYears): Promise<void> {
  await on.alone('ledger')
  await appendLink(on, pool, `closed ${at}`, [closedMark(releases, years)])
}

/** What a list lacks of releases: how some ended, and those that were made before it began. */
export async function lackingIn(
  on: Statements,
  noted: readonly Deletion[],
  at: string,
): Promise<readonly Deletion[]> {
  const known = await releasesOf(on)
  return [...endsOf(noted, (id) => known.has(id), at), ...(await unlistedReleases(on, noted, at))]
}

/** Those whose dataset was deleted are not told. */
async function unlistedReleases(
  on: Statements,
  noted: readonly Deletion[],
  at: string,
): Promise<readonly Deletion[]> {
  const listed = new Set(noted.flatMap((one) => (one.kind === 'release' ? [one.id] : [])))
  const kept = await on.rows<{ id: string }>(
    'SELECT release.id FROM ledger_entry entry JOIN release ON release.id = entry.release',
  )
  if (kept.every(({ id }) => listed.has(id))) return []
  const rows = await on.rows<Unlisted>(
    `SELECT DISTINCT entry.position, entry.pool, entry.release, entry.cells, release.dataset, release.made_at,
       left(cell.period, 4) AS year
     FROM ledger_entry entry JOIN release ON release.id = entry.release
     JOIN released_cell cell ON cell.dataset = release.dataset AND cell.release_number = release.number
     ORDER BY entry.position, year`,
  )
  return [...groupBy(rows, ({ position }) => String(position)).values()].flatMap((some) => {
    const [first] = some
    if (!first || listed.has(first.release)) return []
    return [
      {
        kind: 'release' as const,
        id: first.release,
        dataset: first.dataset,
        pool: first.pool,
        years: some.map(({ year }) => year),
        cells: first.cells,
        at: first.made_at,
      },
      { kind: 'released' as const, id: first.release, at },
    ]
  })
}

interface Unlisted {
  readonly position: number
  readonly pool: string
  readonly release: string
  readonly cells: string
  readonly dataset: string
  readonly made_at: string
  readonly year: string
}
