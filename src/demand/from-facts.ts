import { grouped } from '../grouped.ts'
import type { Refusal } from '../issues/issue.ts'
import { type Flow, MODE_FACTS, type Mode } from '../vocabulary.ts'
import type { Travelled } from './travelled.ts'
import { LENGTH_HALF_WIDTH_SHARE, type LengthOrigin } from './trip-length.ts'

/** Half-width of the 95 % interval of trips of a mode: that of stated trips, and of those of a stated share. */
const TRIPS_HALF_WIDTH_SHARE = 0.1
const SPLIT_HALF_WIDTH_SHARE = 0.1

/** A number with how far it may lie from the truth, as a share of it (95 %). */
export interface FactQuantity {
  readonly value: number
  readonly halfWidthShare: number
}

/** A row of demand that facts add up to: one mode, one flow. */
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

/** Cells added up to rows of demand, by mode and flow in their order; every cell of a row must say the same distance. */
export function demandOf(
  travelled: readonly Travelled[],
  pointer: string,
): { readonly rows: readonly FactDemand[]; readonly refusals: readonly Refusal[] } {
  const rows: FactDemand[] = []
  const refusals: Refusal[] = []
  for (const cells of grouped(travelled, ({ mode, flow }) => `${mode} ${flow ?? ''}`).values()) {
    const row = rowOf(cells)
    if (row) rows.push(row)
    else refusals.push(mixed(cells, pointer))
  }
  return { rows, refusals }
}

/** Undefined if the cells have no measure that all of them say. */
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
  const isFreight = MODE_FACTS[mode].payload === 'freight'
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

/** Undefined unless every cell says it. */
function sumOf(cells: readonly Travelled[], of: (cell: Travelled) => number | null): number | undefined {
  let sum = 0
  for (const cell of cells) {
    const value = of(cell)
    if (value === null) return undefined
    sum += value
  }
  return sum
}

/** Two independent half-widths of a product. */
const combined = (one: number, other: number): number => Math.hypot(one, other)

function mixed([first]: readonly Travelled[], pointer: string): Refusal {
  const title = first ? MODE_FACTS[first.mode].title : ''
  const detail = `${title}: some facts have a vehicle distance and others trips alone, so that they do not add up. Import them as one measure, or leave the mode out in filter.modes.`
  return { code: 'activity-disagrees', pointer, detail }
}
