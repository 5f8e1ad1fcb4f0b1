import {
  daysOf,
  type Figures,
  type GivenFlow,
  GRAIN_LENGTHS,
  monthsOf,
  quarterOf,
  RELEASE_CONTRIBUTORS,
} from '../../src/index.ts'
import { Failure, type Fault, refusal } from '../request/failure.ts'
import { releaseId } from '../store/catalog/open-release.ts'
import type { Dataset, Zone } from '../store/datasets.ts'
import type { WholeStore } from '../store/facts.ts'
import { saltMark, standingOf, toldCells } from '../store/lost-releases.ts'
import { listAll } from '../store/page.ts'
import type { Release, ReleasedCell, ReleasedFlow, SettledCell } from '../store/released.ts'
import { certificateOf } from './certificate.ts'
import { ledgerOf, poolOf } from './ledger-cell.ts'
import { againOf, lostFailure } from './lost.ts'
import { type ReleasableCell, releasableCells } from './release-facts.ts'
import { type FigureName, figuresOf, keyOf, modesLaidAnew, revisionsOf } from './revisions.ts'
import { rulesRunOn } from './rules.ts'
import { runOf, toldShare } from './run-on.ts'
import type { Settle } from './settle-thread.ts'
import { releasableZones } from './zone-facts.ts'

/** What the owner of a dataset says of a release. */
export interface ReleaseOrder {
  /** The last period to release; all that are over, if absent. */
  readonly through?: string | undefined
  /** How many contributors a correction changed: what was given out is put right only if there are enough. */
  readonly changedContributors?: number | undefined
}

export interface Making {
  readonly store: WholeStore
  readonly settle: Settle
  readonly now?: () => Date
}

/**
 * Releases what is over and not settled yet.
 *
 * @returns undefined if nothing is to be released
 * @throws {Failure} if a period is named that is not over
 */
export async function makeRelease(
  dataset: Dataset,
  order: ReleaseOrder,
  making: Making,
): Promise<Release | undefined> {
  const today = (making.now?.() ?? new Date()).toISOString().slice(0, 10)
  const { through } = order
  if (through !== undefined && !hasEnded(through, today)) throw refusal([notOver(through)])
  const isWanted = (period: string): boolean =>
    hasEnded(period, today) && (through === undefined || lastMonthOf(period) <= lastMonthOf(through))
  return making.store.releasing(async () =>
    release(dataset, await releasableCells(dataset, making.store), isWanted, order, making),
  )
}

/**
 * Releases months and longer periods that are over and of which every day has facts, as soon as they are imported. Others
 * wait for the owner's word.
 */
export async function releaseWhole(dataset: Dataset, making: Making): Promise<Release | undefined> {
  const today = (making.now?.() ?? new Date()).toISOString().slice(0, 10)
  return making.store.releasing(async () => {
    const cells = await releasableCells(dataset, making.store)
    const days = new Map(
      (await making.store.cube({ dataset: dataset.id, by: ['month'] })).map((row) => [
        row.period ?? '',
        row.periods,
      ]),
    )
    const isWhole = (finest: string): boolean =>
      dataset.grain !== 'day' || days.get(finest) === daysOf(finest)?.count
    const isWanted = (period: string): boolean =>
      hasEnded(period, today) && (days.has(period) ? [period] : monthsOf(period)).every(isWhole)
    return release(dataset, cells, isWanted, {}, making)
  })
}

function notOver(through: string): Fault {
  const detail = `The period ${through} is not over: it is released when it is.`
  return { code: 'period-invalid', pointer: '/through', detail }
}

const lastMonthOf = (period: string): string => monthsOf(period).at(-1) ?? period

function hasEnded(period: string, today: string): boolean {
  const last = daysOf(lastMonthOf(period))
  const now = daysOf(today)
  return last !== undefined && now !== undefined && last.first + last.count <= now.first
}

async function release(
  dataset: Dataset,
  facts: readonly ReleasableCell[],
  isDue: (period: string) => boolean,
  { changedContributors }: ReleaseOrder,
  { store, settle, now = () => new Date() }: Making,
): Promise<Release | undefined> {
  const pool = poolOf(dataset)
  const told = await store.listLedgerCells(pool, dataset.id)
  const { lost, closedYears } = standingOf(told)
  const isClosed = (period: string): boolean => closedYears.has(period.slice(0, GRAIN_LENGTHS.year))
  const isWanted = (period: string): boolean => isDue(period) && !isClosed(period)
  const all = facts.filter(({ period }) => !isClosed(period))
  const periods = [...new Set(all.map(({ period }) => period))]
  const over = [...new Set(periods.flatMap(withLonger))].filter(isWanted)
  if (over.length === 0) return undefined
  const inPool = await listInPool(pool, store)
  const siblings = inPool.filter((id) => id !== dataset.id)
  const table = await store.listZones(dataset.id)
  await requireSameZones(table, siblings, store)
  const before = await store.listSettledCells(dataset.id)
  const { revised, earlier } = revisionsOf(before, all, changedContributors)
  const known = new Map<string, string>()
  // Who told of a city in a year first goes on to tell of it.
  const isOwnPlace = new Map<string, boolean>()
  for (const { place, cell, figures, isOwn } of toldCells(told)) {
    if (!isOwnPlace.has(place)) isOwnPlace.set(place, isOwn)
    if (!known.has(cell)) known.set(cell, figures)
  }
  const places = new Set([...isOwnPlace].flatMap(([place, isOwn]) => (isOwn ? [] : [place])))
  const zones = (await releasableZones(dataset, store)).filter(({ period }) => isWanted(period))
  const isPartition = table.length > 0 && !(await store.namesCities(dataset.id))
  const { cells, flows } = await settle({
    candidates: all.map(({ city, mode, period, figures, parts, shares }) => ({
      city,
      mode,
      period,
      figures,
      parts,
      ...(shares ? { shares } : {}),
    })),
    earlier,
    over,
    pool,
    ledger: known,
    places,
    out: await outOf(inPool, store),
    zones,
    laidAnew: modesLaidAnew(before, all),
    isPartition,
  })
  if (cells.length === 0 && revised.length === 0) {
    if (lost.length > 0) throw lostFailure(lost)
    return undefined
  }
  const byKey = new Map(all.map((cell) => [keyOf(cell), cell]))
  const settled: SettledCell[] = [
    ...revised.map((cell) => ({ ...cell, version: dataset.version })),
    ...cells.map((cell): SettledCell => {
      const head = {
        city: cell.city,
        mode: cell.mode || null,
        period: cell.period,
        version: dataset.version,
        since: 0,
      }
      if (!cell.figures) return { ...head, isGiven: false }
      const of = cell.of.flatMap((period) => byKey.get(keyOf({ ...cell, period })) ?? [])
      return { ...head, isGiven: true, ...toReleased(cell.figures, cell.contributors, of) }
    }),
  ]
  const madeAt = now().toISOString()
  const id = releaseId(dataset.id, dataset.version, madeAt)
  const given = settled.filter((cell): cell is SettledCell & ReleasedCell & { isGiven: true } => cell.isGiven)
  const released = flows.map(toReleasedFlow)
  const ledger = ledgerOf(pool, settled, flows)
  const toldBefore = await store.findLastRelease(dataset.id)
  const out = { before, settled, flows: released }
  const ran = rulesRunOn(runOf(out, { facts: all, zones, isPartition, pool, siblings, places, toldBefore }))
  return store.saveRelease({
    id,
    dataset: dataset.id,
    version: dataset.version,
    madeAt,
    pool,
    settled,
    flows: released,
    ledger: [...ledger, ...againOf(ledger, lost), saltMark()],
    certificateOf: (head) =>
      JSON.stringify(
        certificateOf(dataset, {
          id,
          madeAt,
          given,
          flows: released,
          told: toldShare(out),
          ran,
          siblings,
          head,
        }),
      ),
  })
}

const withLonger = (period: string): readonly string[] =>
  period.length === GRAIN_LENGTHS.month
    ? [period, quarterOf(period), period.slice(0, GRAIN_LENGTHS.year)]
    : [period]

/** @throws {Failure} `conflict` if a sibling that was released lays the same zones into other cities */
async function requireSameZones(
  table: readonly Zone[],
  siblings: readonly string[],
  store: WholeStore,
): Promise<void> {
  const mine = new Map(table.map(({ zone, city }) => [zone, city]))
  if (mine.size === 0) return
  for (const id of siblings) {
    if ((await store.listReleases(id, { limit: 1 })).items.length === 0) continue
    if ((await store.listZones(id)).some(({ zone, city }) => mine.has(zone) && mine.get(zone) !== city))
      throw new Failure(
        'conflict',
        `The dataset ${id} of the same contributors was released with other cities for these zones; both together would tell of pairs of zones.`,
      )
  }
}

/** The datasets of a pool: all of them, for what one gave out bears on what another may. */
const listInPool = async (pool: string, store: WholeStore): Promise<readonly string[]> =>
  (await listAll(store.listDatasets))
    .filter((one) => one.legalBasis !== 'open-licence' && poolOf(one) === pool)
    .map(({ id }) => id)

/** What the datasets of a pool gave out, where their figures are still kept. */
async function outOf(inPool: readonly string[], store: WholeStore) {
  const cells = await Promise.all(inPool.map((id) => store.listReleasedCells({ dataset: id })))
  return cells.flat().map((cell) => ({
    city: cell.city,
    mode: cell.mode ?? '',
    period: cell.period,
    figures: figuresOf(cell),
  }))
}

function toReleased(
  figures: Figures,
  contributors: number,
  of: readonly ReleasableCell[],
): Omit<ReleasedCell, 'city' | 'mode' | 'period'> {
  const value = (name: FigureName): number | null => figures[name] ?? null
  return {
    trips: value('trips'),
    tripDistanceKm: value('tripDistanceKm'),
    passengerDistancePkm: value('passengerDistancePkm'),
    vehicleDistanceVkm: value('vehicleDistanceVkm'),
    tonneDistanceTkm: value('tonneDistanceTkm'),
    meanSpeedKmPerH: of.length === 1 ? (of[0]?.meanSpeedKmPerH ?? null) : null,
    lengthOrigin: of.find(({ lengthOrigin }) => lengthOrigin !== null)?.lengthOrigin ?? null,
    present: of.reduce((sum, { present }) => sum + present, 0),
    days: of.reduce((sum, { days }) => sum + days, 0),
    persons: bandOf(contributors),
  }
}

const toReleasedFlow = ({ contributors, zone, destination, figures, ...of }: GivenFlow): ReleasedFlow => ({
  city: of.city,
  mode: of.mode || null,
  period: of.period,
  zone,
  destination: destination ?? null,
  trips: figures['trips'] ?? null,
  passengerDistancePkm: figures['passengerDistancePkm'] ?? null,
  vehicleDistanceVkm: figures['vehicleDistanceVkm'] ?? null,
  tonneDistanceTkm: figures['tonneDistanceTkm'] ?? null,
  persons: bandOf(contributors),
})

const bandOf = (contributors: number): number => BANDS.find((band) => contributors >= band) ?? 0

const BANDS = [1000, 100, RELEASE_CONTRIBUTORS]
