import {
  type CellPlan,
  type ChainCell,
  cellsOf,
  emittedOf,
  type Found,
  NOTHING,
  type Nodes,
  product,
  ratio,
} from './chain-cell.ts'
import { annualKm, fuelContents, tellsSameFlows, told, untoldCarriers, vehicleOf } from './chain-side.ts'
import { CHANGE_FACTORS, type ChangeFactor } from './change-factor.ts'
import { formsOf, type ModeForm, vehicleName } from './form.ts'
import type { LineParts, Side } from './side.ts'
import type { Typical } from './typical.ts'

interface LinePlan extends Nodes {
  readonly parts: LineParts
  readonly form: ModeForm
  /** Whether its trips are counted here, and not with its part inside the boundary. */
  readonly countsTrips: boolean
  /** Of fuel whose amount alone is known: the energy in a unit of it, on both sides alike. */
  readonly usualContent: number | undefined
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
    const contentOf = fuelContents(this.#sides, this.forms)
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
          usualContent: contentOf(parts),
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
      const lacks = (sums.vehicle[vehicle] as number) > 0 ? 0 : Number.NaN
      put('energy-intensity', emitted.isPresent ? ratio(emitted.co2e, explained) : lacks)
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
    for (const { parts, form, countsTrips, usualContent, ...nodes } of this.#lines[side]) {
      const energy = parts.energy ? product(parts.energy, factors) : 0
      const amount =
        usualContent === undefined ? energy : (energy * usualContent) / product(parts.content, factors)
      const isTold = form.distance !== undefined
      const emitted = () => parts.emissions.reduce((sum, { all }) => sum + product(all, factors), 0)
      const vehicles = isTold
        ? product(parts[form.distance as 'vehicle'] ?? NOTHING, factors)
        : energy > 0
          ? amount
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
        : amount
      const filled = isTold ? energy / product(parts.content, factors) : amount
      const bare = isTold ? warm / product(parts.speed, factors) : amount
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
    const found = new Map<string, Found>()
    for (const side of [0, 1] as const)
      for (const { parts, form, countsTrips: _, usualContent: __, ...nodes } of this.#lines[side]) {
        const isWhole = whole.has(vehicleOf(parts, form))
        for (const emission of parts.emissions) {
          const key = `${nodes.carried}|${isWhole ? 'all' : emission.scope}`
          const known: Found = found.get(key) ?? {
            plan: {
              ...nodes,
              line: parts.line,
              scope: emission.scope,
              form,
              isElectric: parts.line.carrier === 'electricity' && !isWhole,
              isLoss: emission.losses.length > 0 && !isWhole,
            },
            isWhole,
            parts: [[], []],
          }
          found.set(key, known)
          known.parts[side].push(emission)
        }
      }
    return [...found.values()].flatMap(cellsOf)
  }
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

/** What one side does not tell is as the other says, so that only a share is 0 there. */
function carry(values: Float64Array, before: number, after: number): void {
  for (let k = 0; k < WIDTH; k += 1) {
    const [a, b] = [values[before + k] as number, values[after + k] as number]
    if (Number.isNaN(a)) values[before + k] = Number.isNaN(b) ? 1 : b
    if (Number.isNaN(b)) values[after + k] = Number.isNaN(a) ? 1 : a
  }
}
