import { chunksOf } from '../chunks.ts'
import { UnknownDataset } from '../datasets.ts'
import type { FactStore } from '../facts.ts'
import { ANY_POOL } from '../lost-releases.ts'
import type {
  LedgerCell,
  NewRelease,
  Release,
  ReleasedCell,
  ReleasedStore,
  ReleaseSummary,
  SettledCell,
} from '../released.ts'
import { findRegistration } from './kept-datasets.ts'
import { keptFailedReleases } from './kept-failed-releases.ts'
import { insertFlows, keptFlows } from './kept-flows.ts'
import { appendLink } from './ledger-chain.ts'
import { closeYears } from './lost-in-ledger.ts'
import type { Catalog, Statements, Value } from './statements.ts'

const CELL_COLUMNS = {
  city: 'VARCHAR',
  mode: 'VARCHAR',
  period: 'VARCHAR',
  version: 'INTEGER',
  is_given: 'BOOLEAN',
  trips: 'FLOAT8',
  trip_distance_km: 'FLOAT8',
  length_origin: 'VARCHAR',
  passenger_distance_pkm: 'FLOAT8',
  vehicle_distance_vkm: 'FLOAT8',
  tonne_distance_tkm: 'FLOAT8',
  mean_speed_km_per_h: 'FLOAT8',
  present: 'INTEGER',
  days: 'INTEGER',
  persons: 'INTEGER',
} as const

/** Of each cell the latest release that settled it. */
const LATEST = `
  SELECT * FROM (
    SELECT *, min(release_number) OVER (PARTITION BY city, mode, period) AS since,
      row_number() OVER (PARTITION BY city, mode, period ORDER BY release_number DESC) AS newness
    FROM released_cell WHERE dataset = $1
  ) settled WHERE newness = 1`

/** Releases. @param cube sums over facts */
export function keptReleased(
  catalog: Catalog,
  { cube }: Pick<FactStore, 'cube'>,
): ReleasedStore &
  Pick<
    FactStore,
    | 'listSettledCells'
    | 'listLedgerCells'
    | 'saveRelease'
    | 'closeYears'
    | 'noteFailedRelease'
    | 'endFailedRelease'
  > {
  const { rows, changing } = catalog
  return {
    ...keptFlows(catalog),
    ...keptFailedReleases(catalog),
    publishedFacts: async (query) => {
      const dataset = await findRegistration(catalog, query.dataset)
      if (dataset && dataset.legalBasis !== 'open-licence')
        throw new Error('The facts of a dataset that is not openly published are not given out.')
      return cube(query)
    },
    listReleasedCells: async ({ dataset, cities, years = {}, lengths }) => {
      const values: Value[] = [dataset]
      const given = (value: Value): string => {
        values.push(value)
        return `$${values.length}`
      }
      // A withheld cell must not lengthen any work. What was given out is never withheld later, and the database must not
      // leave out a name by the least and greatest that it holds.
      const conditions = ['dataset = $1', 'is_given']
      if (cities) conditions.push(`concat(city) IN (${cities.map(given).join(', ') || 'NULL'})`)
      if (years.from !== undefined) conditions.push(`left(period, 4) >= ${given(years.from.slice(0, 4))}`)
      if (years.to !== undefined) conditions.push(`left(period, 4) <= ${given(years.to.slice(0, 4))}`)
      if (lengths)
        conditions.push(
          `length(period) IN (${lengths.map(given).join(', ') || 'NULL'}) AND position('Q' IN period) = 0`,
        )
      const found = await rows<Row>(
        `SELECT * FROM released_cell WHERE ${conditions.join(' AND ')} ORDER BY city, period, mode, release_number`,
        values,
      )
      return found.filter((row, at) => !isSameCell(row, found[at + 1])).map(toCell)
    },
    listReleasedCities: async (dataset) =>
      (
        await rows<{ city: string }>(
          'SELECT DISTINCT city FROM released_cell WHERE dataset = $1 AND is_given ORDER BY city',
          [dataset],
        )
      ).map(({ city }) => city),
    findRelease: async (id) => {
      const [row] = await rows<ReleaseRow>('SELECT * FROM release WHERE id = $1', [id])
      return row && toRelease(row)
    },
    findLastRelease: async (dataset) => {
      const [row] = await rows<ReleaseRow>(
        'SELECT * FROM release WHERE dataset = $1 AND (is_open OR cells > 0) ORDER BY number DESC LIMIT 1',
        [dataset],
      )
      return row && toRelease(row)
    },
    listCellsOf: async (release) =>
      (
        await rows<Row>(
          `SELECT cell.* FROM released_cell cell
           JOIN release ON release.number = cell.release_number AND release.dataset = cell.dataset
           WHERE release.id = $1 AND cell.is_given ORDER BY city, period, mode`,
          [release],
        )
      ).map(toCell),
    listReleases: async (dataset, { limit, after }) => {
      const found = await rows<ReleaseRow>(
        `SELECT * FROM release WHERE dataset = $1
           AND number < coalesce((SELECT number FROM release WHERE id = $2), 2147483647)
         ORDER BY number DESC LIMIT $3`,
        [dataset, after ?? '', limit + 1],
      )
      const items = found.slice(0, limit).map((row) => toSummary(toRelease(row)))
      const last = items.at(-1)
      return found.length > limit && last ? { items, next: last.id } : { items }
    },
    listSettledCells: async (dataset) => (await rows<Row>(LATEST, [dataset])).map(toSettled),
    listLedgerCells: async (pool, dataset) => {
      const found = await rows<LedgerCell & { position: number; is_own: boolean }>(
        `SELECT position, place, cell, figures, EXISTS (
           SELECT 1 FROM ledger_entry entry JOIN release ON release.id = entry.release
           WHERE entry.position = ledger_cell.position AND release.dataset = $2) AS is_own
         FROM ledger_cell WHERE pool IN ($1, $3) ORDER BY position`,
        [pool, dataset, ANY_POOL],
      )
      return found.map(({ is_own: isOwn, ...cell }) => ({ ...cell, isOwn }))
    },
    saveRelease: (release) => changing((on) => saveRelease(on, release)),
    closeYears: (closing) => changing((on) => closeYears(on, closing)),
  }
}

/** The number of a new release of any dataset. */
export async function nextReleaseNumber(on: Statements): Promise<number> {
  await on.alone('ledger')
  const [row] = await on.rows<{ number: number }>(
    'SELECT coalesce(max(number), 0)::FLOAT8 AS number FROM release',
  )
  return (row?.number ?? 0) + 1
}

async function saveRelease(on: Statements, release: NewRelease): Promise<Release> {
  const { id, dataset, version, madeAt, pool, settled, ledger } = release
  if (!(await findRegistration(on, dataset))) throw new UnknownDataset()
  const number = await nextReleaseNumber(on)
  const head = await appendLink(on, pool, id, ledger)
  for (const some of chunksOf(settled))
    await on.change(
      `INSERT INTO released_cell ${on.unfolded('$1::VARCHAR, $2::INTEGER', '$3', CELL_COLUMNS)}`,
      [dataset, number, JSON.stringify(some.map(toRow))],
    )
  await insertFlows(on, dataset, number, release.flows)
  const made: Release = {
    id,
    dataset,
    version,
    madeAt,
    isOpen: false,
    cells: settled.filter(({ isGiven }) => isGiven).length,
    certificate: release.certificateOf(head),
  }
  await insertRelease(on, number, made)
  return made
}

/** Notes a release. */
export async function insertRelease(
  on: Statements,
  number: number,
  { id, dataset, version, madeAt, isOpen, cells, certificate }: Release,
): Promise<void> {
  await on.change('INSERT INTO release VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
    id,
    number,
    dataset,
    version,
    madeAt,
    isOpen,
    cells,
    certificate,
  ])
}

interface ReleaseRow {
  readonly id: string
  readonly dataset: string
  readonly version: number
  readonly made_at: string
  readonly is_open: boolean
  readonly cells: number
  readonly certificate: string
}

const toRelease = (row: ReleaseRow): Release => ({
  id: row.id,
  dataset: row.dataset,
  version: row.version,
  madeAt: row.made_at,
  isOpen: row.is_open,
  cells: row.cells,
  certificate: row.certificate,
})

const toSummary = ({ certificate, ...summary }: Release): ReleaseSummary => summary

interface Row {
  readonly city: string
  readonly mode: string
  readonly period: string
  readonly version: number
  readonly is_given: boolean
  readonly trips: number | null
  readonly trip_distance_km: number | null
  readonly length_origin: string | null
  readonly passenger_distance_pkm: number | null
  readonly vehicle_distance_vkm: number | null
  readonly tonne_distance_tkm: number | null
  readonly mean_speed_km_per_h: number | null
  readonly present: number | null
  readonly days: number | null
  readonly persons: number | null
  /** Only of settled cells. */
  readonly since?: number
}

const isSameCell = (row: Row, next: Row | undefined): boolean =>
  row.city === next?.city && row.period === next.period && row.mode === next.mode

const toCell = (row: Row): ReleasedCell => ({
  city: row.city,
  mode: row.mode === '' ? null : row.mode,
  period: row.period,
  trips: row.trips,
  tripDistanceKm: row.trip_distance_km,
  lengthOrigin: row.length_origin,
  passengerDistancePkm: row.passenger_distance_pkm,
  vehicleDistanceVkm: row.vehicle_distance_vkm,
  tonneDistanceTkm: row.tonne_distance_tkm,
  meanSpeedKmPerH: row.mean_speed_km_per_h,
  present: row.present ?? 0,
  days: row.days ?? 0,
  persons: row.persons ?? 0,
})

const toSettled = (row: Row): SettledCell =>
  row.is_given
    ? { ...toCell(row), isGiven: true, version: row.version, since: row.since ?? 0 }
    : {
        city: row.city,
        mode: row.mode === '' ? null : row.mode,
        period: row.period,
        isGiven: false,
        version: row.version,
        since: row.since ?? 0,
      }

const toRow = (cell: SettledCell): Row => ({
  city: cell.city,
  mode: cell.mode ?? '',
  period: cell.period,
  version: cell.version,
  is_given: cell.isGiven,
  trips: cell.isGiven ? cell.trips : null,
  trip_distance_km: cell.isGiven ? cell.tripDistanceKm : null,
  length_origin: cell.isGiven ? cell.lengthOrigin : null,
  passenger_distance_pkm: cell.isGiven ? cell.passengerDistancePkm : null,
  vehicle_distance_vkm: cell.isGiven ? cell.vehicleDistanceVkm : null,
  tonne_distance_tkm: cell.isGiven ? cell.tonneDistanceTkm : null,
  mean_speed_km_per_h: cell.isGiven ? cell.meanSpeedKmPerH : null,
  present: cell.isGiven ? cell.present : null,
  days: cell.isGiven ? cell.days : null,
  persons: cell.isGiven ? cell.persons : null,
})
