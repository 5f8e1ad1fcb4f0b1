import type { EnergyCarrier } from '../vocabulary.ts'
import { CHANGE_FACTORS, type ChangeFactor } from './change-factor.ts'
import { formsOf, type ModeForm, vehicleName } from './form.ts'
import type { EmissionParts, Factors, LineParts, Side } from './side.ts'
import type { Typical } from './typical.ts'

/** One emission of one kind of vehicle on one carrier: the finest part of a comparison. */
export interface ChainCell {
  readonly line: LineParts['line']
  readonly scope: EmissionParts['scope']
}

/** Sums of a side by node: a mode, a class in it, a powertrain in that, and so on. */
interface Nodes {
  readonly group: number
  readonly mode: number
  /** The mode inside the boundary, or beyond it. */
  readonly part: number
  readonly vehicleClass: number
  readonly powertrain: number
  readonly vehicle: number
  /** The vehicle on one carrier. */
  readonly carried: number
}

interface CellPlan extends Nodes, ChainCell {
  readonly byEnergy: boolean
  /** Of electricity, losses apart, what is not explained otherwise is the grid; of a fuel, the fuel. */
  readonly isElectric: boolean
  readonly isLoss: boolean
  readonly parts: readonly [readonly CellPart[], readonly CellPart[]]
  /** Gases together, where the sides do not know the same ones. */
  readonly isMerged: boolean
  readonly form: ModeForm
}

interface CellPart {
  readonly emission: EmissionParts
}

interface LinePlan extends Nodes {
  readonly parts: LineParts
  readonly form: ModeForm
  /** Whether its trips are counted here, and not with its part inside the boundary. */
  readonly countsTrips: boolean
}

const LINK = Object.fromEntries(CHANGE_FACTORS.map((factor, index) => [factor, index])) as Readonly<
  Record<ChangeFactor, number>
>
const WIDTH = CHANGE_FACTORS.length

/**
 * The chain of two estimates, from inhabitants to gases, with the same links on both sides:
 *
 * CO2e = inhabitants × trips each × share of the mode × distance of a trip × vehicles per person × share of the class, the
 * powertrain, the standard × energy per distance × speed × season × share of the carrier × biofuel × emissions per energy ×
 * losses × potential.
 *
 * Shares are of sums of all lines, so that what one side lacks is a share of 0 and nothing else.
 */
export class Chain {
  readonly cells: readonly ChainCell[]
  readonly forms: ReadonlyMap<ModeForm['mode'], ModeForm>
  readonly hasPopulation: boolean
  readonly #sides: readonly [Side, Side]
  readonly #lines: readonly [readonly LinePlan[], readonly LinePlan[]]
  readonly #cells: readonly CellPlan[]
  readonly #nodes = new Map<string, number>()
  /** Distance of a vehicle in a year, by mode, where vehicles are counted. */
  readonly #annualKm: ReadonlyMap<ModeForm['mode'], number>

  constructor(before: Side, after: Side, typical: Typical) {
    this.#sides = [before, after]
    this.forms = formsOf(before, after, typical)
    this.hasPopulation = before.population !== undefined && after.population !== undefined
    const byFlow = tellsSameFlows(before, after)
    const carriers = untoldCarriers(before, after, this.forms)
    const planned = this.#sides.map(({ lines }) => {
      const inside = new Set(lines.filter(({ line }) => !line.beyondBoundary).map(vehicleName))
      return lines.map((parts): LinePlan => {
        const { line } = parts
        const form = this.forms.get(line.mode) as ModeForm
        const beyond = line.beyondBoundary === true
        const twin = vehicleName({ ...parts, line: { ...line, beyondBoundary: undefined } as never })
        return {
          parts,
          form,
          countsTrips: !beyond || !inside.has(twin),
          ...this.#nodesOf(parts, form, byFlow, carriers.has(vehicleOf(parts, form))),
        }
      })
    })
    this.#lines = planned as never
    this.#annualKm = annualKm(this.#sides, this.forms)
    this.#cells = this.#plan(carriers)
    this.cells = this.#cells
  }

  /**
   * The factors of every cell on both sides, as `effectsOf` takes them.
   *
   * @param before the factors of the side, published or drawn
   */
  valuesOf(before: Float64Array, after: Float64Array): Float64Array {
    const values = new Float64Array(2 * this.#cells.length * WIDTH)
    const sums = [this.#sumsOf(0, before), this.#sumsOf(1, after)] as const
    const sides = [before, after] as const
    for (const [c, cell] of this.#cells.entries()) {
      for (const side of [0, 1] as const)
        this.#fill(values, (side * this.#cells.length + c) * WIDTH, cell, sums[side], sides[side], side)
      carry(values, c * WIDTH, (this.#cells.length + c) * WIDTH)
    }
    return values
  }

  #fill(
    values: Float64Array,
    at: number,
    cell: CellPlan,
    sums: Sums,
    factors: Float64Array,
    side: 0 | 1,
  ): void {
    const put = (factor: ChangeFactor, value: number): void => {
      values[at + LINK[factor]] = value
    }
    const { group, mode, part, vehicleClass, powertrain, vehicle, carried, form } = cell
    const people = this.hasPopulation ? (factors[this.#sides[side].population as number] as number) : 1
    put('population', people)
    put('trip-rate', ratio(sums.count[group], people))
    put('mode-share', ratio(sums.count[mode], sums.count[group]))
    put('trip-length', ratio(sums.distance[part], sums.count[mode]))
    const filling = ratio(sums.vehicle[part], sums.distance[part])
    put('occupancy', form.group === 'freight' ? 1 : filling)
    put('load', form.group === 'freight' ? filling : 1)
    put('class-mix', ratio(sums.vehicle[vehicleClass], sums.vehicle[part]))
    put('powertrain-mix', ratio(sums.vehicle[powertrain], sums.vehicle[vehicleClass]))
    put('standard-mix', ratio(sums.vehicle[vehicle], sums.vehicle[powertrain]))
    const emitted = emittedOf(cell.parts[side], factors)
    const rest: ChangeFactor = cell.byEnergy ? (cell.isElectric ? 'grid' : 'fuel-mix') : 'energy-intensity'
    if (cell.byEnergy) {
      put('energy-intensity', ratio(sums.bare[vehicle], sums.vehicle[vehicle]))
      put('speed', ratio(sums.warm[vehicle], sums.bare[vehicle]))
      put('season', ratio(sums.filled[vehicle], sums.warm[vehicle]))
      const content = ratio(sums.energy[vehicle], sums.filled[vehicle])
      const { blend, losses, gwp } = emitted
      put('blend', content * blend)
      put('fuel-mix', ratio(sums.energy[carried], sums.energy[vehicle]))
      put('grid', 1)
      put('losses', losses)
      put('gwp', gwp)
      const explained = (sums.energy[carried] as number) * blend * losses * gwp
      const perEnergy = emitted.isPresent
        ? ratio(emitted.co2e, explained)
        : (sums.energy[carried] as number) > 0 && !cell.isLoss
          ? 0
          : Number.NaN
      if (cell.isElectric) put('grid', perEnergy)
      else values[at + LINK['fuel-mix']] = (values[at + LINK['fuel-mix']] as number) * perEnergy
      if (!emitted.isPresent && cell.isLoss && (sums.energy[carried] as number) > 0) put('losses', 0)
    } else {
      for (const factor of ['season', 'fuel-mix', 'blend', 'grid', 'losses'] as const) put(factor, 1)
      put('speed', emitted.speed)
      put('gwp', emitted.gwp)
      const explained = (sums.vehicle[vehicle] as number) * emitted.speed * emitted.gwp
      put('energy-intensity', emitted.isPresent ? ratio(emitted.co2e, explained) : Number.NaN)
      if (!emitted.isPresent && (sums.vehicle[vehicle] as number) > 0) put(rest, 0)
    }
  }

  #sumsOf(side: 0 | 1, factors: Float64Array): Sums {
    const size = this.#nodes.size
    const sums: Sums = {
      count: new Float64Array(size),
      distance: new Float64Array(size),
      vehicle: new Float64Array(size),
      bare: new Float64Array(size),
      warm: new Float64Array(size),
      filled: new Float64Array(size),
      energy: new Float64Array(size),
    }
    for (const { parts, form, countsTrips, ...nodes } of this.#lines[side]) {
      const energy = parts.energy ? product(parts.energy, factors) : 0
      const isTold = form.distance !== undefined
      const emitted = () => parts.emissions.reduce((sum, { all }) => sum + product(all, factors), 0)
      const vehicles = isTold
        ? product(parts[form.distance as 'vehicle'] ?? NOTHING, factors)
        : energy > 0
          ? energy
          : emitted()
      const distance = form.hasFilling
        ? parts.payload
          ? product(parts.payload, factors)
          : 0
        : vehicles * form.filling
      const counted = product(parts.counted, factors)
      const travelled = counted > 0 ? distance / counted : 0
      const count = !isTold
        ? travelled
        : form.counts === undefined || !parts.count
          ? travelled / form.tripKm
          : product(parts.count, factors) *
            (form.counts === 'trips'
              ? 1
              : ((this.#annualKm.get(form.mode) ?? 1) * form.filling) / form.tripKm)
      const hasDistance = !isTold || parts[form.distance as 'vehicle'] !== undefined
      if (countsTrips && hasDistance)
        for (const node of [nodes.group, nodes.mode]) sums.count[node] = (sums.count[node] as number) + count
      sums.distance[nodes.part] = (sums.distance[nodes.part] as number) + distance
      for (const node of [nodes.part, nodes.vehicleClass, nodes.powertrain, nodes.vehicle])
        sums.vehicle[node] = (sums.vehicle[node] as number) + vehicles
      const warm = isTold
        ? energy / (product(parts.season, factors) * product(parts.content, factors))
        : energy
      const filled = isTold ? energy / product(parts.content, factors) : energy
      const bare = isTold ? warm / product(parts.speed, factors) : energy
      for (const node of [nodes.vehicle, nodes.carried]) {
        sums.energy[node] = (sums.energy[node] as number) + energy
        sums.filled[node] = (sums.filled[node] as number) + filled
        sums.warm[node] = (sums.warm[node] as number) + warm
        sums.bare[node] = (sums.bare[node] as number) + bare
      }
    }
    return sums
  }

  #node(...names: readonly (string | boolean | undefined)[]): number {
    const key = names.join('|')
    const known = this.#nodes.get(key)
    if (known !== undefined) return known
    this.#nodes.set(key, this.#nodes.size)
    return this.#nodes.size - 1
  }

  #nodesOf(parts: LineParts, form: ModeForm, byFlow: boolean, isWhole: boolean): Nodes {
    const { line } = parts
    const flow = byFlow ? line.flow : 'all'
    const beyond = line.beyondBoundary === true
    const [vehicleClass, powertrain, standard] = told(line, form)
    const at = ['part', flow, line.mode, beyond] as const
    // Fuel of ships and of the road is not added up as one activity.
    const group = form.group === 'energy' ? `energy ${line.subSector}` : form.group
    return {
      group: this.#node('group', group, flow),
      mode: this.#node('mode', line.subSector, flow, line.mode),
      part: this.#node(line.subSector, ...at),
      vehicleClass: this.#node('class', line.subSector, ...at, vehicleClass),
      powertrain: this.#node('powertrain', line.subSector, ...at, vehicleClass, powertrain),
      vehicle: this.#node('vehicle', line.subSector, ...at, vehicleClass, powertrain, standard),
      carried: this.#node(
        'carried',
        line.subSector,
        ...at,
        vehicleClass,
        powertrain,
        standard,
        isWhole ? 'all' : line.carrier,
      ),
    }
  }

  #plan(whole: ReadonlySet<string>): readonly CellPlan[] {
    const found = new Map<
      string,
      { plan: Omit<CellPlan, 'parts' | 'byEnergy' | 'isMerged'>; parts: [Found[], Found[]] }
    >()
    for (const side of [0, 1] as const)
      for (const { parts, form, countsTrips: _, ...nodes } of this.#lines[side])
        for (const emission of parts.emissions) {
          const isWhole = whole.has(vehicleOf(parts, form))
          const scope = isWhole ? 'all' : emission.scope
          const key = `${nodes.carried}|${scope}`
          const known = found.get(key) ?? {
            plan: {
              ...nodes,
              line: parts.line,
              scope: emission.scope,
              form,
              isElectric: parts.line.carrier === 'electricity' && !isWhole,
              isLoss: emission.losses.length > 0 && !isWhole,
            },
            parts: [[], []] as [Found[], Found[]],
          }
          found.set(key, known)
          known.parts[side].push({ emission, isWhole })
        }
    return [...found.values()].flatMap(({ plan, parts }) => cellsOf(plan, parts))
  }
}

interface Found extends CellPart {
  readonly isWhole: boolean
}

/** A cell for each gas, or one for all of them where the sides do not know the same ones. */
function cellsOf(
  plan: Omit<CellPlan, 'parts' | 'byEnergy' | 'isMerged'>,
  parts: readonly [readonly Found[], readonly Found[]],
): readonly CellPlan[] {
  const gases = parts.map((some) => [...new Set(some.map(({ emission }) => emission.quantity))].sort())
  const both = parts.every((some) => some.length > 0)
  const isMerged =
    parts.some((some) => some.some(({ isWhole }) => isWhole)) || (both && `${gases[0]}` !== `${gases[1]}`)
  const cellOf = (quantity?: string): CellPlan => {
    const [before, after] = parts.map((some) =>
      some.filter(({ emission }) => quantity === undefined || emission.quantity === quantity),
    ) as [Found[], Found[]]
    const all = [...before, ...after]
    const byEnergy = all.every(({ emission, isWhole }) => emission.byEnergy && !isWhole)
    return { ...plan, byEnergy, isMerged, parts: [before, after] }
  }
  return isMerged ? [cellOf()] : [...new Set(gases.flat())].map(cellOf)
}

interface Sums {
  readonly count: Float64Array
  /** Of passengers or tonnes. */
  readonly distance: Float64Array
  readonly vehicle: Float64Array
  /** Energy without speed, season and content of fuel; with speed; with season too; as used. */
  readonly bare: Float64Array
  readonly warm: Float64Array
  readonly filled: Float64Array
  readonly energy: Float64Array
}

const NOTHING: Factors = []

function product(places: Factors, factors: Float64Array): number {
  let result = 1
  for (const place of places) result *= factors[place] as number
  return places === NOTHING ? 0 : result
}

/** Not a number where there is nothing to divide by: the other side then says it. */
const ratio = (above: number | undefined, below: number | undefined): number =>
  below !== undefined && below > 0 ? (above as number) / below : Number.NaN

/** A cell on one side, and what the links make of it. */
function emittedOf(parts: readonly CellPart[], factors: Float64Array) {
  let co2e = 0
  const without = { blend: 0, losses: 0, gwp: 0, speed: 0 }
  for (const { emission } of parts) {
    const one = product(emission.all, factors)
    co2e += one
    for (const link of ['blend', 'losses', 'gwp', 'speed'] as const)
      without[link] += one / product(emission[link], factors)
  }
  const first = parts[0]?.emission
  const of = (link: keyof typeof without): number =>
    first === undefined ? Number.NaN : co2e > 0 ? co2e / without[link] : product(first[link], factors)
  return {
    isPresent: first !== undefined,
    co2e,
    blend: of('blend'),
    losses: of('losses'),
    gwp: of('gwp'),
    speed: of('speed'),
  }
}

/** What one side does not tell is as the other says, so that only a share is 0 there. */
function carry(values: Float64Array, before: number, after: number): void {
  for (let k = 0; k < WIDTH; k += 1) {
    const [a, b] = [values[before + k] as number, values[after + k] as number]
    if (Number.isNaN(a)) values[before + k] = Number.isNaN(b) ? 1 : b
    if (Number.isNaN(b)) values[after + k] = Number.isNaN(a) ? 1 : a
  }
}

const told = ({ vehicleClass, powertrain, emissionStandard }: LineParts['line'], { has }: ModeForm) =>
  [
    has.vehicleClass ? vehicleClass : 'all',
    has.powertrain ? powertrain : 'all',
    has.emissionStandard ? emissionStandard : 'all',
  ] as const

const vehicleOf = ({ line }: LineParts, form: ModeForm): string => [line.mode, ...told(line, form)].join('|')

/** Whether both sides tell the same flows of what emits; else all flows are one. */
function tellsSameFlows(before: Side, after: Side): boolean {
  const [a, b] = [before, after].map(({ lines }) =>
    [...new Set(lines.filter(({ emissions }) => emissions.length > 0).map(({ line }) => `${line.flow}`))]
      .sort()
      .join(),
  )
  return a === b
}

/** The kinds of vehicle of which a line knows no carrier, so that carriers do not tell their lines apart. */
function untoldCarriers(before: Side, after: Side, forms: Chain['forms']): ReadonlySet<string> {
  const found = new Map<string, Set<EnergyCarrier | undefined>>()
  for (const { lines } of [before, after])
    for (const parts of lines) {
      if (parts.emissions.length === 0) continue
      const key = vehicleOf(parts, forms.get(parts.line.mode) as ModeForm)
      found.set(key, (found.get(key) ?? new Set()).add(parts.line.carrier))
    }
  return new Set(
    [...found].filter(([, carriers]) => carriers.has(undefined) && carriers.size > 1).map(([key]) => key),
  )
}

function annualKm(
  sides: readonly [Side, Side],
  forms: ReadonlyMap<ModeForm['mode'], ModeForm>,
): ReadonlyMap<ModeForm['mode'], number> {
  const lengths = new Map<ModeForm['mode'], number[]>()
  for (const side of sides) {
    const factors = side.published()
    for (const { line, length } of side.lines)
      if (forms.get(line.mode)?.counts === 'vehicles')
        lengths.set(line.mode, [...(lengths.get(line.mode) ?? []), product(length, factors)])
  }
  return new Map(
    [...lengths].map(([mode, some]) => [mode, some.reduce((sum, one) => sum + one, 0) / some.length]),
  )
}
