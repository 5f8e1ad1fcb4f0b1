import { type CellPlan, type Nodes, product } from './chain-cell.ts'
import { mark, type Uses, usesOf } from './factor-uses.ts'
import {
  AMOUNTS,
  BARE,
  COUNT,
  DISTANCE,
  ENERGY,
  FILLED,
  factorsOfLine,
  fillAmounts,
  type LinePlan,
  VEHICLE,
  WARM,
} from './line-amounts.ts'
import type { EmissionParts, Factors } from './line-parts.ts'

/** Places of what the emissions of a cell come to: their CO2e, and what each link makes of it. */
export const CO2E = 0
export const BLEND = 1
export const LOSSES = 2
export const GWP = 3
export const SPEED = 4
export const EMITTED = 5

interface CellSide {
  readonly emissions: readonly EmissionParts[]
  readonly byEnergy: boolean
}

/**
 * What the lines and the cells of one side of a chain come to. Only what a changed factor is part of is computed anew, so a
 * side with one factor moved costs little more than the sums.
 */
export class ChainState {
  /** By node. */
  readonly count: Float64Array
  /** Of passengers or tonnes. */
  readonly distance: Float64Array
  readonly vehicle: Float64Array
  /** Energy without speed, season and content of fuel; with speed; with season too; as used. */
  readonly bare: Float64Array
  readonly warm: Float64Array
  readonly filled: Float64Array
  readonly energy: Float64Array
  /** By cell, `EMITTED` numbers. */
  readonly emitted: Float64Array
  /** Whether the last settling changed a sum of a node, or the emissions of a cell. */
  readonly #isChangedNode: Uint8Array
  readonly #isChangedCell: Uint8Array
  /** All sums, one kind behind the other, and as they were before. */
  readonly #sums: Float64Array
  readonly #before: Float64Array
  readonly #lines: readonly LinePlan[]
  readonly #cells: readonly CellSide[]
  readonly #amounts: Float64Array
  /** The factors that lines and cells were computed of last. */
  readonly #seen: Float64Array
  #isNew = true
  readonly #linesOf: Uses
  readonly #cellsOf: Uses
  readonly #isStaleLine: Uint8Array

  /** @param factors how many the side has */
  constructor(
    lines: readonly LinePlan[],
    cells: readonly CellPlan[],
    side: 0 | 1,
    nodes: number,
    factors: number,
  ) {
    this.#seen = new Float64Array(factors).fill(Number.NaN)
    this.#sums = new Float64Array(AMOUNTS * nodes)
    this.#before = new Float64Array(AMOUNTS * nodes).fill(Number.NaN)
    const sumsOf = (amount: number) => this.#sums.subarray(amount * nodes, (amount + 1) * nodes)
    this.count = sumsOf(COUNT)
    this.distance = sumsOf(DISTANCE)
    this.vehicle = sumsOf(VEHICLE)
    this.bare = sumsOf(BARE)
    this.warm = sumsOf(WARM)
    this.filled = sumsOf(FILLED)
    this.energy = sumsOf(ENERGY)
    this.#isChangedNode = new Uint8Array(nodes)
    this.#isChangedCell = new Uint8Array(cells.length)
    this.emitted = new Float64Array(cells.length * EMITTED)
    this.#lines = lines
    this.#cells = cells.map(({ parts, byEnergy }) => ({ emissions: parts[side], byEnergy }))
    this.#amounts = new Float64Array(lines.length * AMOUNTS)
    this.#linesOf = usesOf(lines.map(({ parts }) => factorsOfLine(parts)))
    this.#cellsOf = usesOf(this.#cells.map(({ emissions }) => emissions.flatMap(factorsOfEmission)))
    this.#isStaleLine = new Uint8Array(lines.length).fill(1)
  }

  /** Whether a cell is made of anything that the last settling changed. */
  isChanged(cell: number, { group, mode, part, vehicleClass, powertrain, vehicle, carried }: Nodes): boolean {
    const of = this.#isChangedNode
    return (
      this.#isChangedCell[cell] === 1 ||
      of[vehicle] === 1 ||
      of[carried] === 1 ||
      of[powertrain] === 1 ||
      of[vehicleClass] === 1 ||
      of[part] === 1 ||
      of[mode] === 1 ||
      of[group] === 1
    )
  }

  /** All that a settling leaves behind. */
  get arrays(): readonly Float64Array[] {
    return [this.#amounts, this.#sums, this.#before, this.#seen, this.emitted]
  }

  settle(factors: Float64Array): void {
    // What has no factors at all is computed once.
    this.#isChangedCell.fill(this.#isNew ? 1 : 0)
    this.#isNew = false
    this.#findStale(factors)
    for (let line = 0; line < this.#lines.length; line += 1) {
      if (this.#isStaleLine[line] === 0) continue
      this.#isStaleLine[line] = 0
      fillAmounts(this.#amounts, line * AMOUNTS, this.#lines[line] as LinePlan, factors)
    }
    for (let cell = 0; cell < this.#cells.length; cell += 1)
      if (this.#isChangedCell[cell] === 1) this.#fillEmitted(cell, factors)
    this.#addUp()
    this.#findChanged()
  }

  /** What the emissions of a cell come to, and its links: by energy it has no speed, else neither blend nor losses. */
  #fillEmitted(cell: number, factors: Float64Array): void {
    const { emissions, byEnergy } = this.#cells[cell] as CellSide
    const [first] = emissions
    let co2e = 0
    let [noBlend, noLosses, noGwp, noSpeed] = [0, 0, 0, 0]
    for (let part = 0; part < emissions.length; part += 1) {
      const { all, blend, losses, gwp, speed } = emissions[part] as EmissionParts
      const one = product(all, factors)
      // A link may be 0 too, and 0 ÷ 0 is nothing.
      if (one === 0) continue
      co2e += one
      noGwp += one / product(gwp, factors)
      if (byEnergy) {
        noBlend += one / product(blend, factors)
        noLosses += one / product(losses, factors)
      } else noSpeed += one / product(speed, factors)
    }
    const of = (link: Factors | undefined, without: number): number =>
      link === undefined ? Number.NaN : co2e > 0 ? co2e / without : product(link, factors)
    const out = this.emitted
    const at = cell * EMITTED
    out[at + CO2E] = co2e
    out[at + GWP] = of(first?.gwp, noGwp)
    if (byEnergy) {
      out[at + BLEND] = of(first?.blend, noBlend)
      out[at + LOSSES] = of(first?.losses, noLosses)
    } else out[at + SPEED] = of(first?.speed, noSpeed)
  }

  #findChanged(): void {
    const [sums, before] = [this.#sums, this.#before]
    const nodes = this.#isChangedNode.length
    this.#isChangedNode.fill(0)
    for (let from = 0; from < sums.length; from += nodes)
      for (let node = 0; node < nodes; node += 1)
        if (sums[from + node] !== before[from + node]) this.#isChangedNode[node] = 1
    before.set(sums)
  }

  #findStale(factors: Float64Array): void {
    const seen = this.#seen
    for (let factor = 0; factor < factors.length; factor += 1) {
      const value = factors[factor] as number
      if (value === seen[factor]) continue
      seen[factor] = value
      mark(this.#isStaleLine, this.#linesOf[factor])
      mark(this.#isChangedCell, this.#cellsOf[factor])
    }
  }

  /** In the order of the lines, so that the same factors give the same bits. */
  #addUp(): void {
    const { count, distance, vehicle, bare, warm, filled, energy } = this
    const amounts = this.#amounts
    this.#sums.fill(0)
    for (let line = 0; line < this.#lines.length; line += 1) {
      const { nodes, form, countsTrips, parts } = this.#lines[line] as LinePlan
      const at = line * AMOUNTS
      const hasDistance = form.distance === undefined || parts[form.distance] !== undefined
      if (countsTrips && hasDistance) {
        add(count, nodes.group, amounts[at + COUNT] as number)
        add(count, nodes.mode, amounts[at + COUNT] as number)
      }
      add(distance, nodes.part, amounts[at + DISTANCE] as number)
      const vehicles = amounts[at + VEHICLE] as number
      add(vehicle, nodes.part, vehicles)
      add(vehicle, nodes.vehicleClass, vehicles)
      add(vehicle, nodes.powertrain, vehicles)
      add(vehicle, nodes.vehicle, vehicles)
      addBoth(energy, nodes, amounts[at + ENERGY] as number)
      addBoth(filled, nodes, amounts[at + FILLED] as number)
      addBoth(warm, nodes, amounts[at + WARM] as number)
      addBoth(bare, nodes, amounts[at + BARE] as number)
    }
  }
}

function add(sums: Float64Array, node: number, amount: number): void {
  sums[node] = (sums[node] as number) + amount
}

function addBoth(sums: Float64Array, { vehicle, carried }: Nodes, amount: number): void {
  add(sums, vehicle, amount)
  add(sums, carried, amount)
}

const factorsOfEmission = ({ all, blend, losses, gwp, speed }: EmissionParts): Factors =>
  [all, blend, losses, gwp, speed].flat()
