import {
  type CandidateCell,
  type DatedPart,
  daysOf,
  type Figures,
  LENGTH_HALF_WIDTH_SHARE,
  type LengthOrigin,
  TripLengths,
} from '../../src/index.ts'
import type { CubeRow, Dataset, DatasetStore } from '../store/datasets.ts'
import type { FactPart, FactStore } from '../store/facts.ts'
import { largestSharesOf } from './largest-shares.ts'

/** A cell that may be released, with what goes out beside its sums. */
export interface ReleasableCell extends CandidateCell {
  readonly parts: readonly DatedPart[]
  readonly present: number
  readonly days: number
  readonly meanSpeedKmPerH: number | null
  readonly lengthOrigin: LengthOrigin | null
}

const MEASURES = ['trips', 'passengerDistancePkm', 'vehicleDistanceVkm', 'tonneDistanceTkm'] as const

/** The facts of a dataset by city, mode and month, with the lengths of trips that a release settles. */
export async function releasableCells(
  dataset: Dataset,
  store: FactStore & DatasetStore,
): Promise<readonly ReleasableCell[]> {
  const parts = new Map<string, FactPart[]>()
  for (const part of await store.listFactParts(dataset.id)) {
    const name = `${part.city}\n${part.mode ?? ''}\n${part.period}`
    parts.set(name, [...(parts.get(name) ?? []), part])
  }
  const by = ['city', 'month', 'mode', 'distance_band'] as const
  const rows = await store.cube({ dataset: dataset.id, by: [...by] })
  const lengths = await lengthsOf(dataset, rows, store)
  const wholes = new Map(
    (await store.cube({ dataset: dataset.id, by: ['city', 'month', 'mode'] })).map((row) => [
      nameOf(row),
      row,
    ]),
  )
  return [...parts].flatMap(([name, some]) => {
    const whole = wholes.get(name)
    const [first] = some
    if (!whole || !first) return []
    const { city, period } = first
    const dated = some.map((part) => toPart(part, dataset))
    const figures: Record<string, number | null> = {}
    for (const measure of MEASURES) {
      const isWhole = some.every((part) => part[measure] !== null || isNothing(part))
      figures[measure] = isWhole ? whole[measure] : null
    }
    const shares = largestSharesOf(some, first.mode)
    const hasDistance = MEASURES.slice(1).some((measure) => figures[measure] !== null)
    const length = hasDistance ? undefined : lengths.get(name)
    figures['tripDistanceKm'] = length?.km ?? null
    return [
      {
        city,
        mode: first.mode ?? '',
        period,
        figures: withoutLone(figures),
        parts: dated,
        ...(shares ? { shares } : {}),
        present: whole.periods,
        days: daysCovered(whole.periods, period, dataset),
        meanSpeedKmPerH: whole.meanSpeedKmPerH,
        lengthOrigin: length?.origin ?? null,
      },
    ]
  })
}

/** Trips that have no distance of any kind cannot be estimated, and are not given out. */
const withoutLone = (figures: Figures): Figures =>
  Object.entries(figures).every(([name, value]) => name === 'trips' || value === null)
    ? { ...figures, trips: null }
    : figures

const nameOf = ({ city, mode, period }: CubeRow): string => `${city ?? ''}\n${mode ?? ''}\n${period ?? ''}`

const isNothing = (part: FactPart): boolean => part.contributors === 0 && MEASURES.every((one) => !part[one])

function toPart(part: FactPart, dataset: Dataset): DatedPart {
  const { version, counting, present, contributors, ...rest } = part
  return {
    version,
    contributors: counting === 'uncounted' ? null : contributors,
    days: daysCovered(present, part.period, dataset),
    trips: rest.trips,
    passengerDistancePkm: rest.passengerDistancePkm,
    vehicleDistanceVkm: rest.vehicleDistanceVkm,
    tonneDistanceTkm: rest.tonneDistanceTkm,
    figures: Object.fromEntries(MEASURES.map((measure) => [measure, part[measure]])),
  }
}

const daysCovered = (present: number, period: string, { grain }: Dataset): number =>
  grain === 'day' ? present : (daysOf(period)?.count ?? 0)

interface Travelled {
  readonly km: number
  readonly origin: LengthOrigin
}

/** Trips × mean length by cell, where every trip has one; of several sources the least sure. */
async function lengthsOf(
  { id }: Dataset,
  rows: readonly CubeRow[],
  store: FactStore & DatasetStore,
): Promise<ReadonlyMap<string, Travelled>> {
  const isBare = (row: CubeRow): boolean =>
    row.trips !== null && row.distanceBand === null && MEASURES.slice(1).every((one) => row[one] === null)
  const zoned = rows.some(isBare)
    ? await store.cube({
        dataset: id,
        by: ['city', 'month', 'mode', 'distance_band', 'origin', 'destination'],
      })
    : rows
  const lengths = new TripLengths({
    bandLengthsKm: new Map(),
    zones: zoned === rows ? [] : await store.listZones(id),
  })
  const found = new Map<string, Travelled | undefined>()
  for (const row of zoned) {
    if (row.trips === null) continue
    const name = nameOf(row)
    const own = row.passengerDistancePkm ?? row.vehicleDistanceVkm
    const length = own === null ? lengths.find(row) : { lengthKm: own / row.trips, origin: 'facts' as const }
    const before = found.get(name)
    if (!length || (found.has(name) && !before)) {
      found.set(name, undefined)
      continue
    }
    const km = (before?.km ?? 0) + (row.trips === 0 ? 0 : row.trips * length.lengthKm)
    found.set(name, { km, origin: before ? lessSure(before.origin, length.origin) : length.origin })
  }
  return new Map([...found].flatMap(([name, one]) => (one ? [[name, one] as const] : [])))
}

const lessSure = (one: LengthOrigin, other: LengthOrigin): LengthOrigin =>
  LENGTH_HALF_WIDTH_SHARE[other] > LENGTH_HALF_WIDTH_SHARE[one] ? other : one
