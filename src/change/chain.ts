import { type CellPlan, type ChainCell, cellsOf, type Found, type Nodes, ratio } from './chain-cell.ts'
import { annualKm, fuelContents, tellsSameFlows, told, untoldCarriers, vehicleOf } from './chain-side.ts'
import { BLEND, ChainState, CO2E, EMITTED, GWP, LOSSES, SPEED } from './chain-state.ts'
import { CHANGE_FACTORS, type ChangeFactor } from './change-factor.ts'
import { formsOf, type ModeForm, vehicleName } from './form.ts'
import type { LinePlan } from './line-amounts.ts'
import type { LineParts } from './line-parts.ts'
import type { Side } from './side.ts'
import { tellAlike } from './tell-alike.ts'
import type { Typical } from './typical.ts'

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
  /** Gases have the same potentials on both sides, so that no cell of several gases moves by them. */
  readonly #hasSameGwp: boolean
  /** Whether the last call of `valuesOf` computed a cell anew, by cell. */
  readonly isChanged: Uint8Array
  readonly #sides: readonly [Side, Side]
  readonly #cells: readonly CellPlan[]
  readonly #nodes = new Map<string, number>()
  readonly #states: readonly [ChainState, ChainState]
  readonly #values: Float64Array
  /** The inhabitants that the values are of. */
  readonly #people = new Float64Array([Number.NaN, Number.NaN])

  constructor(before: Side, after: Side, typical: Typical) {
    this.#sides = [before, after]
    this.forms = formsOf(before, after, typical)
    const [gwp, other] = [before.estimate.gwp, after.estimate.gwp]
    this.#hasSameGwp = gwp.ch4 === other.ch4 && gwp.n2o === other.n2o
    this.hasPopulation = before.population !== undefined && after.population !== undefined
    const byFlow = tellsSameFlows(before, after)
    const carriers = untoldCarriers(before, after, this.forms)
    const contentOf = fuelContents(this.#sides, this.forms)
    const kmOfVehicle = annualKm(this.#sides, this.forms)
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
          tripsInCount:
            form.counts === 'trips' ? 1 : ((kmOfVehicle.get(form.mode) ?? 1) * form.filling) / form.tripKm,
          nodes: this.#nodesOf(parts, form, byFlow, carriers.has(vehicleOf(parts, form))),
        }
      })
    })
    const [linesBefore = [], linesAfter = []] = tellAlike(planned)
    this.#cells = planCells([linesBefore, linesAfter], carriers)
    this.cells = this.#cells
    this.isChanged = new Uint8Array(this.#cells.length)
    const stateOf = (lines: readonly LinePlan[], side: 0 | 1) =>
      new ChainState(lines, this.#cells, side, this.#nodes.size, this.#sides[side].factorCount)
    this.#values = new Float64Array(2 * this.#cells.length * WIDTH)
    this.#states = [stateOf(linesBefore, 0), stateOf(linesAfter, 1)]
  }

  /** All that `valuesOf` leaves behind. */
  get arrays(): readonly Float64Array[] {
    return [this.#values, this.#people, ...this.#states[0].arrays, ...this.#states[1].arrays]
  }

  /**
   * The factors of every cell on both sides, as `effectsOf` takes them. The next call overwrites them.
   *
   * @param before the factors of the side, published or drawn
   */
  valuesOf(before: Float64Array, after: Float64Array): Float64Array {
    const values = this.#values
    this.#states[0].settle(before)
    this.#states[1].settle(after)
    const peopleOf = (side: Side, factors: Float64Array): number =>
      this.hasPopulation ? (factors[side.population as number] as number) : 1
    const people = [peopleOf(this.#sides[0], before), peopleOf(this.#sides[1], after)] as const
    const isAll = people[0] !== this.#people[0] || people[1] !== this.#people[1]
    this.#people.set(people)
    for (let cell = 0; cell < this.#cells.length; cell += 1) {
      const nodes = this.#cells[cell] as CellPlan
      const isChanged = this.#states[0].isChanged(cell, nodes) || this.#states[1].isChanged(cell, nodes)
      this.isChanged[cell] = isAll || isChanged ? 1 : 0
      if (this.isChanged[cell] === 0) continue
      const [from, to] = [cell * WIDTH, (this.#cells.length + cell) * WIDTH]
      this.#fill(values, from, cell, 0, people[0])
      this.#fill(values, to, cell, 1, people[1])
      carry(values, from, to)
    }
    return values
  }

  #fill(values: Float64Array, at: number, place: number, side: 0 | 1, people: number): void {
    const cell = this.#cells[place] as CellPlan
    const { group, mode, part, vehicleClass, powertrain, vehicle, form } = cell
    const sums = this.#states[side]
    values[at + LINK.population] = people
    values[at + LINK['trip-rate']] = ratio(sums.count[group], people)
    values[at + LINK['mode-share']] = ratio(sums.count[mode], sums.count[group])
    values[at + LINK['trip-length']] = ratio(sums.distance[part], sums.count[mode])
    const filling = ratio(sums.vehicle[part], sums.distance[part])
    values[at + LINK.occupancy] = form.group === 'freight' ? 1 : filling
    values[at + LINK.load] = form.group === 'freight' ? filling : 1
    values[at + LINK['class-mix']] = ratio(sums.vehicle[vehicleClass], sums.vehicle[part])
    values[at + LINK['powertrain-mix']] = ratio(sums.vehicle[powertrain], sums.vehicle[vehicleClass])
    values[at + LINK['standard-mix']] = ratio(sums.vehicle[vehicle], sums.vehicle[powertrain])
    if (cell.byEnergy) this.#fillByEnergy(values, at, place, side)
    else {
      const from = place * EMITTED
      const speed = sums.emitted[from + SPEED] as number
      const gwp = this.#gwpOf(cell, sums.emitted[from + GWP] as number)
      values[at + LINK.season] = 1
      values[at + LINK['fuel-mix']] = 1
      values[at + LINK.blend] = 1
      values[at + LINK.grid] = 1
      values[at + LINK.losses] = 1
      values[at + LINK.speed] = speed
      values[at + LINK.gwp] = gwp
      const explained = (sums.vehicle[vehicle] as number) * speed * gwp
      const lacks = (sums.vehicle[vehicle] as number) > 0 ? 0 : Number.NaN
      values[at + LINK['energy-intensity']] =
        cell.parts[side].length > 0 ? ratio(sums.emitted[from + CO2E], explained) : lacks
    }
  }

  #fillByEnergy(values: Float64Array, at: number, place: number, side: 0 | 1): void {
    const cell = this.#cells[place] as CellPlan
    const { vehicle, carried, isElectric, isLoss, parts } = cell
    const sums = this.#states[side]
    const from = place * EMITTED
    const isPresent = parts[side].length > 0
    const blend = sums.emitted[from + BLEND] as number
    const losses = sums.emitted[from + LOSSES] as number
    const gwp = this.#gwpOf(cell, sums.emitted[from + GWP] as number)
    const energy = sums.energy[carried] as number
    values[at + LINK['energy-intensity']] = ratio(sums.bare[vehicle], sums.vehicle[vehicle])
    values[at + LINK.speed] = ratio(sums.warm[vehicle], sums.bare[vehicle])
    values[at + LINK.season] = ratio(sums.filled[vehicle], sums.warm[vehicle])
    values[at + LINK.blend] = ratio(sums.energy[vehicle], sums.filled[vehicle]) * blend
    values[at + LINK.losses] = !isPresent && isLoss && energy > 0 ? 0 : losses
    values[at + LINK.gwp] = gwp
    const explained = energy * blend * losses * gwp
    const perEnergy = isPresent
      ? ratio(sums.emitted[from + CO2E], explained)
      : energy > 0 && !isLoss
        ? 0
        : Number.NaN
    const share = ratio(energy, sums.energy[vehicle])
    values[at + LINK['fuel-mix']] = isElectric ? share : share * perEnergy
    values[at + LINK.grid] = isElectric ? perEnergy : 1
  }

  /** What the potentials make of a cell: of several gases, another mixture of these is no other potential. */
  readonly #gwpOf = ({ isMerged }: CellPlan, gwp: number): number => (isMerged && this.#hasSameGwp ? 1 : gwp)

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
}

function planCells(
  lines: readonly [readonly LinePlan[], readonly LinePlan[]],
  whole: ReadonlySet<string>,
): readonly CellPlan[] {
  const found = new Map<string, Found>()
  for (const side of [0, 1] as const)
    for (const { parts, form, nodes } of lines[side]) {
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

/** What one side does not tell is as the other says, so that only a share is 0 there. */
function carry(values: Float64Array, before: number, after: number): void {
  for (let k = 0; k < WIDTH; k += 1) {
    const [a, b] = [values[before + k] as number, values[after + k] as number]
    if (Number.isNaN(a)) values[before + k] = Number.isNaN(b) ? 1 : b
    if (Number.isNaN(b)) values[after + k] = Number.isNaN(a) ? 1 : a
  }
}
