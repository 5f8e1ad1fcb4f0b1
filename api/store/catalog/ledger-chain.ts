import { createHash } from 'node:crypto'
import { groupBy } from '../../../src/index.ts'
import { chunksOf } from '../chunks.ts'
import type { LedgerCell, LedgerHead } from '../released.ts'
import { StoreRefused } from '../store-refused.ts'
import type { Statements } from './statements.ts'

/** What stands before the first link. */
const BEGINNING = 'the beginning'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The digest of the cells of a link, whatever their order. */
export const cellsDigest = (cells: readonly LedgerCell[]): string =>
  sha256(
    cells
      .map(({ place, cell, figures }) => `${place} ${cell} ${figures}`)
      .sort()
      .join('\n'),
  )

/** The hash of a link: whoever changes one has to change all behind it, and every certificate that names them. */
export const linkHash = (
  position: number,
  pool: string,
  release: string,
  cells: string,
  previous: string,
): string => sha256(JSON.stringify([position, pool, release, cells, previous]))

interface Link {
  readonly position: number
  readonly pool: string
  readonly release: string
  readonly cells: string
  readonly previous: string
  readonly hash: string
}

/** The last link of the ledger. */
async function ledgerHead(on: Statements): Promise<Pick<LedgerHead, 'position' | 'hash'>> {
  const [last] = await on.rows<Link>('SELECT * FROM ledger_entry ORDER BY position DESC LIMIT 1')
  return last ?? { position: 0, hash: BEGINNING }
}

const CELL_COLUMNS = { place: 'VARCHAR', cell: 'VARCHAR', figures: 'VARCHAR' } as const

/** Adds a link, in a transaction of the caller's that has the ledger for itself. */
export async function appendLink(
  on: Statements,
  pool: string,
  release: string,
  ledger: readonly LedgerCell[],
): Promise<LedgerHead> {
  const { position: last, hash: previous } = await ledgerHead(on)
  const position = last + 1
  const cells = cellsDigest(ledger)
  const hash = linkHash(position, pool, release, cells, previous)
  await on.change('INSERT INTO ledger_entry VALUES ($1, $2, $3, $4, $5, $6)', [
    position,
    pool,
    release,
    cells,
    previous,
    hash,
  ])
  for (const some of chunksOf(ledger))
    await on.change(
      `INSERT INTO ledger_cell ${on.unfolded('$1::INTEGER, $2::VARCHAR', '$3', CELL_COLUMNS)}`,
      [position, pool, JSON.stringify(some)],
    )
  return { position, previous, hash }
}

/**
 * Reads the whole ledger again.
 *
 * @throws {StoreRefused} that says at which entry it is broken: no release could be looked at against it any more
 */
export async function requireWholeLedger(on: Statements): Promise<void> {
  const links = await on.rows<Link>('SELECT * FROM ledger_entry ORDER BY position')
  const cells = new Map(
    groupBy(
      await on.rows<LedgerCell & { position: number }>(
        'SELECT position, place, cell, figures FROM ledger_cell',
      ),
      ({ position }) => String(position),
    ),
  )
  let [before, previous] = [0, BEGINNING]
  for (const link of links) {
    const { position, pool, release } = link
    const broken = (what: string): StoreRefused =>
      new StoreRefused(
        `The ledger of releases is broken at entry ${position}: ${what}. Restore a backup; without the ledger nothing may be released.`,
      )
    if (position !== before + 1) throw broken(`entry ${before + 1} is missing before it`)
    if (link.previous !== previous) throw broken('it does not follow the entry before it')
    if (cellsDigest(cells.get(String(position)) ?? []) !== link.cells)
      throw broken('its cells are not those it was made with')
    if (linkHash(position, pool, release, link.cells, previous) !== link.hash)
      throw broken('its hash is not its own')
    cells.delete(String(position))
    ;[before, previous] = [position, link.hash]
  }
  const [stray] = cells.keys()
  if (stray !== undefined)
    throw new StoreRefused(
      `The ledger of releases is broken at entry ${stray}: it has cells and no link. Restore a backup.`,
    )
}
