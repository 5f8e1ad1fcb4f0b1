import { type Form, findFilling } from './form.ts'
import type { EstimateLine, LineQuantity, UnknownQuantity } from './line.ts'
import type { Sums } from './totals.ts'
import { WHOLE_QUANTITIES, type WholeQuantity } from './unknown.ts'

/** How much of a sum is unknown. */
export interface PartUnknown {
  /** False: no line gives any of it. */
  readonly someKnown: boolean
  readonly reason: string
}

/** What a sum of lines may be known of in part: a quantity, or the CO2e that a line has only with all its gases. */
type Partial = WholeQuantity | 'co2e'

/** The sum that a quantity adds to, and its words. */
const SUM_OF = {
  co2e: ['co2eKg', 'every gas of its CO2e'],
  co2: ['co2Kg', 'CO2 on its own'],
  ch4: ['ch4Kg', 'CH4 on its own'],
  n2o: ['n2oKg', 'N2O on its own'],
  'well-to-tank': ['wellToTankKgCo2e', 'well-to-tank emissions in full'],
  energy: ['energyMj', 'energy in full'],
  'vehicle-distance': ['vehicleDistanceVkm', 'vehicle distance in full'],
  'passenger-distance': ['passengerDistancePkm', 'passenger distance in full'],
  'tonne-distance': ['tonneDistanceTkm', 'tonne distance in full'],
} as const satisfies Readonly<Record<Partial, readonly [keyof Sums, string]>>

const QUANTITY_OF: ReadonlyMap<keyof Sums, Partial> = new Map(
  (['co2e', ...WHOLE_QUANTITIES] as const).map((quantity) => [SUM_OF[quantity][0], quantity]),
)

const GASES: ReadonlySet<LineQuantity> = new Set(['co2', 'ch4', 'n2o'])

const lacks = (line: EstimateLine, quantity: Partial): boolean => line.unknown?.includes(quantity) ?? false

/** What gives CO2 of biofuels gives 0 of fossil CO2. */
const CO2E_PARTS: ReadonlySet<LineQuantity> = new Set([...GASES, 'co2e-unsplit', 'biogenic-co2'])

const gives = ({ products }: EstimateLine, of: Partial): boolean =>
  products.some(({ quantity }) => (of === 'co2e' ? CO2E_PARTS.has(quantity) : quantity === of))

/** Numbers decide nothing of what is unknown. */
const ofForms = new WeakMap<Form, PartsUnknown>()

/** What is unknown of the sums over groups of lines; told once for estimates of one form. */
export function partsUnknownOf(lines: readonly EstimateLine[]): PartsUnknown {
  const form = findFilling(lines)?.form
  const known = form && ofForms.get(form)
  if (known) return known
  const made = new PartsUnknown(lines)
  if (form) ofForms.set(form, made)
  return made
}

/** What is unknown of the sums over groups of lines; empty where every line is known. */
export class PartsUnknown {
  readonly #lacking: ReadonlySet<UnknownQuantity>
  /** Lines by group and key, where a line lacks anything. */
  readonly #groups = new Map<string, EstimateLine[]>()
  readonly #found = new Map<string, Map<Partial, PartUnknown | undefined>>()

  constructor(lines: readonly EstimateLine[]) {
    const lacking = new Set(lines.flatMap(({ unknown }) => unknown ?? []))
    this.#lacking = lacking
    if (lacking.size > 0) for (const line of lines) this.#place(line)
  }

  /** @param at the group and the key in it, `totals` or `byMode/car` */
  find(at: string, sum: keyof Sums): PartUnknown | undefined {
    const quantity = QUANTITY_OF.get(sum)
    if (quantity === undefined || !this.#lacking.has(quantity)) return undefined
    let ofGroup = this.#found.get(at)
    if (!ofGroup) {
      ofGroup = new Map()
      this.#found.set(at, ofGroup)
    }
    if (!ofGroup.has(quantity)) ofGroup.set(quantity, partUnknownOf(this.#groups.get(at) ?? [], quantity))
    return ofGroup.get(quantity)
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
export function partUnknownOf(lines: Iterable<EstimateLine>, quantity: Partial): PartUnknown | undefined {
  const names: string[] = []
  let [counted, lacking, given] = [0, 0, 0]
  for (const line of lines) {
    const isGiven = gives(line, quantity)
    const isLacking = lacks(line, quantity)
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
