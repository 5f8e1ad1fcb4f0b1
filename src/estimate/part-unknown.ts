import type { Scope } from '../vocabulary.ts'
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

interface Counted {
  lines: number
  lacking: number
  given: number
  readonly names: Set<string>
}

/** What is unknown of the sums over groups of lines; empty where every line is known. */
export class PartsUnknown {
  readonly #found = new Map<string, PartUnknown>()

  constructor(lines: readonly EstimateLine[]) {
    for (const quantity of WHOLE_QUANTITIES) {
      if (!lines.some(({ unknown }) => unknown?.includes(quantity))) continue
      const counted = new Map<string, Counted>()
      for (const line of lines)
        for (const at of groupsOf(line, quantity)) {
          let one = counted.get(at)
          if (!one) {
            one = { lines: 0, lacking: 0, given: 0, names: new Set() }
            counted.set(at, one)
          }
          countIn(one, line, quantity)
        }
      for (const [at, one] of counted)
        if (one.lacking > 0) this.#found.set(`${at}/${SUM_OF[quantity][0]}`, toPartUnknown(one, quantity))
    }
  }

  /** @param at the group and the key in it, `totals` or `byMode/car` */
  find(at: string, sum: keyof Sums): PartUnknown | undefined {
    return this.#found.get(`${at}/${sum}`)
  }
}

function groupsOf(line: EstimateLine, quantity: WholeQuantity): readonly string[] {
  const { mode, carrier, flow, sector, subSector } = line
  return [
    'totals',
    `bySubSector/${subSector}`,
    `bySector/${sector ?? 'not-split'}`,
    `byMode/${mode ?? 'not-split'}`,
    `byCarrier/${carrier ?? 'not-split'}`,
    `byFlow/${flow ?? 'not-split'}`,
    ...(GASES.has(quantity) ? [...scopesOf(line)].map((scope) => `byScope/${scope}`) : []),
  ]
}

/** What is unknown of the sum of a quantity over lines, each of which counts once. */
export function partUnknownOf(
  lines: Iterable<EstimateLine>,
  quantity: WholeQuantity,
): PartUnknown | undefined {
  const counted: Counted = { lines: 0, lacking: 0, given: 0, names: new Set() }
  for (const line of lines) countIn(counted, line, quantity)
  return counted.lacking === 0 ? undefined : toPartUnknown(counted, quantity)
}

function countIn(counted: Counted, line: EstimateLine, quantity: WholeQuantity): void {
  const isLacking = line.unknown?.includes(quantity) ?? false
  const isGiven = line.products.some((one) => one.quantity === quantity)
  if (!isLacking && !isGiven) return
  counted.lines += 1
  if (isGiven) counted.given += 1
  if (!isLacking) return
  counted.lacking += 1
  counted.names.add(line.mode ?? `${line.carrier} sold`)
}

const toPartUnknown = ({ lines, lacking, given, names }: Counted, quantity: WholeQuantity): PartUnknown => ({
  someKnown: given > 0,
  reason: `${lacking} of ${lines} ${lines === 1 ? 'line does' : 'lines do'} not give ${SUM_OF[quantity][1]}: ${[...names].join(', ')}.`,
})

/** Energy, distances and well-to-tank emissions have no scope. */
const GASES: ReadonlySet<LineQuantity> = new Set(['co2', 'ch4', 'n2o'])

const scopesOf = ({ products }: EstimateLine): ReadonlySet<Scope> =>
  new Set(products.flatMap(({ scope }) => scope ?? []))
