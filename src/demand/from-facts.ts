import { groupBy } from '../group-by.ts'
import type { Refusal } from '../issues/issue.ts'
import { type Flow, MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import type { LengthOrigin } from './fact-cell.ts'
import type { Travelled } from './travelled.ts'
import { LENGTH_HALF_WIDTH_SHARE } from './trip-length.ts'

/** Half-width of the 95 % interval of the trips of a mode, both stated trips and trips by a stated share. */
const TRIPS_HALF_WIDTH_SHARE = 0.1
const SPLIT_HALF_WIDTH_SHARE = 0.1

/** A number, and how far it may be wrong, as a share of it (95 %). */
export interface FactQuantity {
  readonly value: number
  readonly halfWidthShare: number
}

/** A row of demand that is the sum of facts: one mode, one flow. */
export interface FactDemand {
  readonly mode: Mode
  readonly flow?: Flow
  readonly trips?: FactQuantity
  readonly meanTripLengthKm?: FactQuantity
  readonly passengerDistancePkm?: FactQuantity
  readonly vehicleDistanceVkm?: FactQuantity
  readonly tonneDistanceTkm?: FactQuantity
  readonly lengthOrigins: readonly LengthOrigin[]
  readonly isSplit: boolean
}

/** Adds cells up to rows of demand, in the order of modes and flows. All cells of a row must have the same measure. */
export function demandOf(
  travelled: readonly Travelled[],
  pointer: string,
): { readonly rows: readonly FactDemand[]; readonly refusals: readonly Refusal[] } {
  const rows: FactDemand[] = []
  const refusals: Refusal[] = []
  for (const cells of groupBy(travelled, ({ mode, flow }) => `${mode} ${flow ?? ''}`).values()) {
    const row = rowOf(cells)
    if (row) rows.push(row)
    else refusals.push(mixed(cells, pointer))
  }
  return { rows, refusals }
}

/** Undefined if no measure is in all of the cells. */
function rowOf(cells: readonly Travelled[]): FactDemand | undefined {
  const [first] = cells
  if (!first) return undefined
  const { mode, flow } = first
  const isSplit = cells.some((cell) => cell.isSplit)
  const lengthOrigins = [...new Set(cells.map(({ lengthOrigin }) => lengthOrigin))]
  const head = { mode, ...(flow ? { flow } : {}), lengthOrigins, isSplit }
  const counted = {
    halfWidthShare: isSplit
      ? combined(TRIPS_HALF_WIDTH_SHARE, SPLIT_HALF_WIDTH_SHARE)
      : TRIPS_HALF_WIDTH_SHARE,
  }
  const isFreight = MODE_PROPERTIES[mode].payload === 'freight'
  const vehicle = sumOf(cells, ({ vehicleDistanceVkm }) => vehicleDistanceVkm)
  const payload = sumOf(cells, (cell) => (isFreight ? cell.tonneDistanceTkm : cell.passengerDistancePkm))
  const distances = {
    ...(vehicle === undefined ? {} : { vehicleDistanceVkm: { value: vehicle, ...counted } }),
    ...(payload === undefined
      ? {}
      : { [isFreight ? 'tonneDistanceTkm' : 'passengerDistancePkm']: { value: payload, ...counted } }),
  }
  if (vehicle !== undefined || payload !== undefined) return { ...head, ...distances }
  const trips = sumOf(cells, (cell) => cell.trips)
  const tripKm = sumOf(cells, (cell) => cell.tripDistanceKm ?? cell.passengerDistancePkm)
  if (trips === undefined || tripKm === undefined) return undefined
  const halfWidthShare = Math.max(...lengthOrigins.map((origin) => LENGTH_HALF_WIDTH_SHARE[origin]))
  return {
    ...head,
    trips: { value: trips, ...counted },
    ...(trips === 0 ? {} : { meanTripLengthKm: { value: tripKm / trips, halfWidthShare } }),
  }
}

/** Undefined unless every cell has it. */
function sumOf(cells: readonly Travelled[], of: (cell: Travelled) => number | null): number | undefined {
  let sum = 0
  for (const cell of cells) {
    const value = of(cell)
    if (value === null) return undefined
    sum += value
  }
  return sum
}

/** The half-width of a product of two independent factors. */
const combined = (one: number, other: number): number => Math.hypot(one, other)

function mixed([first]: readonly Travelled[], pointer: string): Refusal {
  const title = first ? MODE_PROPERTIES[first.mode].title : ''
  const detail = `${title}: some facts have a vehicle distance and others have only trips, so they cannot be added. Import all of them with the same measure, or leave the mode out of filter.modes.`
  return { code: 'activity-disagrees', pointer, detail }
}
