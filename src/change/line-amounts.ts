import { NOTHING, type Nodes, product } from './chain-cell.ts'
import type { ModeForm } from './form.ts'
import type { Factors, LineParts } from './line-parts.ts'

/** A line in a chain. */
export interface LinePlan {
  readonly parts: LineParts
  readonly nodes: Nodes
  readonly form: ModeForm
  /** Whether its trips are counted here, and not with its part inside the boundary. */
  readonly countsTrips: boolean
  /** Of fuel whose amount alone is known: the energy in a unit of it, on both sides alike. */
  readonly usualContent: number | undefined
  /** Trips in one of what it counts: in a trip, or in a vehicle and year. */
  readonly tripsInCount: number
}

/** Places of what a line comes to. */
export const COUNT = 0
export const DISTANCE = 1
export const VEHICLE = 2
export const BARE = 3
export const WARM = 4
export const FILLED = 5
export const ENERGY = 6
export const AMOUNTS = 7

/** All factors of a line, any of which changes what it comes to. */
export function factorsOfLine({
  payload = NOTHING,
  vehicle = NOTHING,
  count = NOTHING,
  counted,
  energy = NOTHING,
  speed,
  season,
  content,
  emissions,
}: LineParts): Factors {
  const emitted = emissions.flatMap(({ all }) => all)
  return [payload, vehicle, count, counted, energy, speed, season, content, emitted].flat()
}

/** Computes what a line comes to: `AMOUNTS` numbers from a place on. */
export function fillAmounts(
  out: Float64Array,
  at: number,
  { parts, form, usualContent, tripsInCount }: LinePlan,
  factors: Float64Array,
): void {
  const energy = product(parts.energy ?? NOTHING, factors)
  const content = product(parts.content, factors)
  const amount = usualContent === undefined ? energy : (energy * usualContent) / content
  const isTold = form.distance !== undefined
  const vehicles =
    form.distance !== undefined
      ? product(parts[form.distance] ?? NOTHING, factors)
      : energy > 0
        ? amount
        : emittedOfLine(parts, factors)
  const distance = form.hasFilling
    ? parts.payload
      ? product(parts.payload, factors)
      : 0
    : vehicles * form.filling
  const counted = product(parts.counted, factors)
  const travelled = counted > 0 ? distance / counted : 0
  out[at + COUNT] = !isTold
    ? travelled
    : form.counts === undefined || !parts.count
      ? travelled / form.tripKm
      : product(parts.count, factors) * tripsInCount
  out[at + DISTANCE] = distance
  out[at + VEHICLE] = vehicles
  const warm = isTold ? energy / (product(parts.season, factors) * content) : amount
  out[at + WARM] = warm
  out[at + FILLED] = isTold ? energy / content : amount
  out[at + BARE] = isTold ? warm / product(parts.speed, factors) : amount
  out[at + ENERGY] = energy
}

const emittedOfLine = ({ emissions }: LineParts, factors: Float64Array): number =>
  emissions.reduce((sum, { all }) => sum + product(all, factors), 0)
