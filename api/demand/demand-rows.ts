import {
  demandOf,
  EstimateRefused,
  estimableOf,
  type FactCell,
  type FactDemand,
  type FactQuantity,
  ModalSplit,
  measuredSpeeds,
  TripLengths,
} from '../../src/index.ts'
import type { DatasetDemand } from '../estimate/dataset-demand-schema.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import type { CubeRow, Zone } from '../store/datasets.ts'
import type { ActivityStore } from '../store/store.ts'
import type { CityFacts } from './city-facts.ts'
import { kmOf, type ModeLeftOut, unfitParts } from './left-out.ts'
import { withPairBands } from './pair-bands.ts'

const splitOf = (demand: DatasetDemand): ModalSplit =>
  new ModalSplit(
    (demand.modalSplit ?? []).map(({ mode, share, distanceBand }) => ({
      mode,
      share: share.value,
      ...(distanceBand === undefined ? {} : { distanceBand }),
    })),
  )

const lengthsOf = ({ bandLengths = [], detourFactor }: DatasetDemand, zones: readonly Zone[]): TripLengths =>
  new TripLengths({
    bandLengthsKm: new Map(
      bandLengths.map(({ distanceBand, meanTripLength }) => [distanceBand, meanTripLength.value]),
    ),
    zones,
    ...(detourFactor === undefined ? {} : { detourFactor }),
  })

/** Facts of a period whose trips between places have the bands of the split. @throws {EstimateRefused} if its bands do not fit */
export async function bandedFacts(
  rows: readonly CubeRow[],
  { dataset }: CityFacts,
  demand: DatasetDemand,
  period: string,
  store: ActivityStore,
): Promise<readonly CubeRow[]> {
  const split = splitOf(demand)
  if (split.bands.length === 0) return rows
  const lengths = lengthsOf(demand, await store.listZones(dataset.id))
  const pointer = '/demand/modalSplit'
  const asked = { dataset, city: demand.city, split, lengths, pointer, spans: [period], byPeriod: false }
  const banded = await withPairBands(rows, asked, store)
  const [first, ...more] = banded.refusals
  if (first) throw new EstimateRefused([first, ...more])
  return banded.rows
}

/** Rows of demand, and the modes whose facts make none. @throws {EstimateRefused} with all faults of the facts */
export async function demandRowsOf(
  cells: readonly FactCell[],
  demand: DatasetDemand,
  store: ActivityStore,
): Promise<{ readonly rows: readonly FactDemand[]; readonly leftOut: readonly ModeLeftOut[] }> {
  const split = splitOf(demand)
  const hasZones = cells.some(({ origin, destination }) => origin !== null && destination !== null)
  const lengths = lengthsOf(demand, hasZones ? await store.listZones(demand.dataset) : [])
  const { travelled, unfit, refusals } = estimableOf(cells, () => lengths, split, '/demand')
  const { rows, refusals: further } = demandOf(
    travelled.flatMap(({ parts }) => parts),
    '/demand',
  )
  const [first, ...more] = [...split.check('/demand/modalSplit', cells), ...refusals, ...further]
  if (first) throw new EstimateRefused([first, ...more])
  return { rows, leftOut: unfit.flatMap(unfitParts).map(leftOutOf) }
}

const leftOutOf = ({ cells, ...part }: ReturnType<typeof unfitParts<FactCell>>[number]): ModeLeftOut => ({
  ...part,
  amount: cells.reduce((sum, cell) => sum + (kmOf(cell) ?? 0), 0),
})

/** Mean speeds that the facts give, as rows of a request, for modes of which the caller states none. */
export function speedsOf(
  { rows: facts }: CityFacts,
  period: string,
  demand: readonly FactDemand[],
  stated: EstimateRequest['speeds'],
): readonly { readonly mode: string; readonly meanSpeed: object }[] {
  return measuredSpeeds(facts.filter((row) => row.period.startsWith(period)))
    .filter(({ mode }) => demand.some((row) => row.mode === mode) && !stated.some((row) => row.mode === mode))
    .map(({ mode, meanSpeedKmPerH }) => ({ mode, meanSpeed: { value: meanSpeedKmPerH, unit: 'km/h' } }))
}

export function toBody(row: FactDemand): object {
  const { mode, flow } = row
  const fields = {
    trips: stated(row.trips, 'trips'),
    meanTripLength: stated(row.meanTripLengthKm, 'km'),
    passengerDistance: stated(row.passengerDistancePkm, 'pkm'),
    tonneDistance: stated(row.tonneDistanceTkm, 'tkm'),
    vehicleDistance: stated(row.vehicleDistanceVkm, 'vkm'),
  }
  return { mode, flow, ...fields }
}

function stated(quantity: FactQuantity | undefined, unit: string): object | undefined {
  if (!quantity) return undefined
  const { value, halfWidthShare } = quantity
  return { value, unit, plusMinus: `${Number((halfWidthShare * 100).toPrecision(3))} %` }
}

/** The distance of a row in its own unit. */
export const kmOfDemand = (row: FactDemand): number =>
  (row.vehicleDistanceVkm ?? row.tonneDistanceTkm ?? row.passengerDistancePkm)?.value ??
  (row.trips?.value ?? 0) * (row.meanTripLengthKm?.value ?? 0)
