import { CHANGE_FACTORS } from './change-factor.ts'
import { addEffects } from './lmdi.ts'

const FACTORS = CHANGE_FACTORS.length
const POPULATION = CHANGE_FACTORS.indexOf('population')

/** The effects in every cell of a chain. Those of a cell whose factors are as they were are kept. */
export class CellEffects {
  /** The effect of factor k in cell c at k · cells + c. */
  readonly effects: Float64Array
  /** The figure of each cell on both sides. */
  readonly before: Float64Array
  readonly after: Float64Array
  /** Cells whose factors may have changed since the last update. */
  readonly isStale: Uint8Array
  /** The cells that the last update computed anew: the first so many. */
  readonly changed: Int32Array
  readonly #cells: number
  readonly #hasPopulation: boolean
  /** Of the cells that change: factors of both sides, as `addEffects` takes them, and effects. */
  readonly #panel: Float64Array
  readonly #made: Float64Array
  readonly #ownGroup: Int32Array

  /** @param hasPopulation otherwise figures are those of one inhabitant */
  constructor(cells: number, hasPopulation: boolean) {
    this.effects = new Float64Array(cells * FACTORS)
    this.before = new Float64Array(cells)
    this.after = new Float64Array(cells)
    this.isStale = new Uint8Array(cells).fill(1)
    this.changed = new Int32Array(cells)
    this.#cells = cells
    this.#hasPopulation = hasPopulation
    this.#panel = new Float64Array(2 * cells * FACTORS)
    this.#made = new Float64Array(cells * FACTORS)
    this.#ownGroup = Int32Array.from({ length: cells }, (_, index) => index)
  }

  /** All that an update of every cell leaves behind. */
  get arrays(): readonly Float64Array[] {
    return [this.effects, this.before, this.after]
  }

  /**
   * @param values as `Chain.valuesOf` gives them
   * @returns how many cells changed
   */
  update(values: Float64Array): number {
    const [changed, cells] = [this.changed, this.#cells]
    let count = 0
    for (let cell = 0; cell < cells; cell += 1) {
      if (this.isStale[cell] === 0) continue
      this.isStale[cell] = 0
      changed[count] = cell
      count += 1
    }
    if (count > 0) this.#compute(values, count)
    return count
  }

  #compute(values: Float64Array, count: number): void {
    const [panel, made, effects, cells] = [this.#panel, this.#made, this.effects, this.#cells]
    const half = count * FACTORS
    for (let one = 0; one < count; one += 1) {
      const from = (this.changed[one] as number) * FACTORS
      const into = one * FACTORS
      for (let k = 0; k < FACTORS; k += 1) {
        panel[into + k] = values[from + k] as number
        panel[half + into + k] = values[cells * FACTORS + from + k] as number
      }
      if (this.#hasPopulation) continue
      panel[into + POPULATION] = 1
      panel[half + into + POPULATION] = 1
    }
    made.fill(0, 0, half)
    const whole = { factors: FACTORS, states: 2, values: panel, groupOf: this.#ownGroup }
    addEffects({ ...whole, cells: count, groups: count }, made)
    for (let one = 0; one < count; one += 1) {
      const cell = this.changed[one] as number
      const from = one * FACTORS
      for (let k = 0; k < FACTORS; k += 1) effects[k * cells + cell] = made[from + k] as number
      this.before[cell] = productOf(panel, from)
      this.after[cell] = productOf(panel, half + from)
    }
  }
}

function productOf(values: Float64Array, from: number): number {
  let product = 1
  for (let k = 0; k < FACTORS; k += 1) product *= values[from + k] as number
  return product
}
