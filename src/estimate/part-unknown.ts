import type { EstimateLine, LineQuantity } from './line.ts'
import type { Sums } from './totals.ts'
import { WHOLE_QUANTITIES, type WholeQuantity } from './unknown.ts'

/** How much of a sum is unknown. */
export interface PartUnknown {
  /** False: no line gives any of it. */
  readonly someKnown: boolean
  readonly reason: string
}

/** The sum that a quantity adds to, and its words. */
const SUM_OF = {
  co2: ['co2Kg', 'CO2 on its own'],
  ch4: ['ch4Kg', 'CH4 on its own'],
  n2o: ['n2oKg', 'N2O on its own'],
  'well-to-tank': ['wellToTankKgCo2e', 'well-to-tank emissions in full'],
  energy: ['energyMj', 'energy in full'],
  'vehicle-distance': ['vehicleDistanceVkm', 'vehicle distance in full'],
  'passenger-distance': ['passengerDistancePkm', 'passenger distance in full'],
  'tonne-distance': ['tonneDistanceTkm', 'tonne distance in full'],
} as const satisfies Readonly<Record<WholeQuantity, readonly [keyof Sums, string]>>

const QUANTITY_OF: ReadonlyMap<keyof Sums, WholeQuantity> = new Map(
  WHOLE_QUANTITIES.map((quantity) => [SUM_OF[quantity][0], quantity]),
)

/** What is unknown of the sums over groups of lines; empty where every line is known. */
export class PartsUnknown {
  readonly #lacking: ReadonlySet<LineQuantity>
  /** Lines by group and key, where a line lacks anything. */
  readonly #groups = new Map<string, EstimateLine[]>()

  constructor(lines: readonly EstimateLine[]) {
    this.#lacking = new Set(lines.flatMap(({ unknown }) => unknown ?? []))
    if (this.#lacking.size > 0) for (const line of lines) this.#place(line)
  }

  /** @param at the group and the key in it, `totals` or `byMode/car` */
  find(at: string, sum: keyof Sums): PartUnknown | undefined {
    const quantity = QUANTITY_OF.get(sum)
    if (quantity === undefined || !this.#lacking.has(quantity)) return undefined
    return partUnknownOf(this.#groups.get(at) ?? [], quantity)
  }

  #place(line: EstimateLine): void {
    const { mode, carrier, flow, sector, subSector, products } = line
    this.#put('totals', line)
    this.#put(`bySubSector/${subSector}`, line)
    this.#put(`bySector/${sector ?? 'not-split'}`, line)
    this.#put(`byMode/${mode ?? 'not-split'}`, line)
    this.#put(`byCarrier/${carrier ?? 'not-split'}`, line)
    this.#put(`byFlow/${flow ?? 'not-split'}`, line)
    // Energy, distances and well-to-tank emissions have no scope, so their sums by scope are null.
    for (const { scope } of products) if (scope !== undefined) this.#put(`byScope/${scope}`, line)
  }

  #put(at: string, line: EstimateLine): void {
    const group = this.#groups.get(at)
    if (!group) this.#groups.set(at, [line])
    else if (group.at(-1) !== line) group.push(line)
  }
}

/** What is unknown of the sum of a quantity over lines, each of which counts once. */
export function partUnknownOf(
  lines: Iterable<EstimateLine>,
  quantity: WholeQuantity,
): PartUnknown | undefined {
  const names: string[] = []
  let [counted, lacking, given] = [0, 0, 0]
  for (const line of lines) {
    const isGiven = line.products.some((one) => one.quantity === quantity)
    const isLacking = line.unknown?.includes(quantity) ?? false
    if (isGiven || isLacking) counted += 1
    if (isGiven) given += 1
    if (!isLacking) continue
    lacking += 1
    const name = line.mode ?? `${line.carrier} sold`
    if (!names.includes(name)) names.push(name)
  }
  if (lacking === 0) return undefined
  const who = counted === 1 ? 'line does' : 'lines do'
  return {
    someKnown: given > 0,
    reason: `${lacking} of ${counted} ${who} not give ${SUM_OF[quantity][1]}: ${names.join(', ')}.`,
  }
}
