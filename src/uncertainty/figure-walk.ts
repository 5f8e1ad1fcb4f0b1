import { type SumDependence, type Union, unite } from './dependence.ts'
import { type FigureLeaves, leavesOf } from './figure-leaves.ts'
import type { Make } from './make.ts'
import { ONE, type Steps, ZERO } from './steps.ts'

/**
 * What the sums of a program depend on, and the steps to their derivatives, which go backwards from the factors to the
 * variables: each sum when it is first asked for.
 *
 * Numbers of the steps: 0, the weighted products, and what steps come to. Coefficients: 1, the first derivatives of the
 * factors, of the slots by their inputs, and of the variables.
 */
export class FigureWalk<Taken extends Steps = Steps> {
  readonly leaves: FigureLeaves
  readonly steps: Taken
  readonly #make: Make
  readonly #sums: (SumDependence | undefined)[] = []
  readonly #unions = new Map<number, Union>()
  /** Of each factor, the sum of the products so far that it multiplies; 0 between two figures. */
  readonly #ofFactor: Int32Array
  /** Of each slot, the derivative of the figure by it so far; 0 between two figures. */
  readonly #ofSlot: Int32Array

  constructor(make: Make, steps: Taken) {
    this.#make = make
    this.leaves = leavesOf(make.figures)
    this.steps = steps
    this.#ofFactor = new Int32Array(make.factorSlots.length)
    this.#ofSlot = new Int32Array(make.slotInputs.starts.length - 1)
  }

  /** @param figure that is a sum */
  sum(figure: number): SumDependence {
    const known = this.#sums[figure]
    if (known) return known
    const made = this.#find(figure)
    this.#sums[figure] = made
    return made
  }

  /** What either of two sums depends on. */
  unionOf(above: number, below: number): Union {
    const key = above * this.#make.figures.length + below
    const known = this.#unions.get(key)
    if (known) return known
    const made = unite(this.sum(above), this.sum(below), ZERO)
    this.#unions.set(key, made)
    return made
  }

  #find(figure: number): SumDependence {
    const { factorSlots, slotInputs, variableCount } = this.#make
    const { whole, factors } = this.#addUp(figure)
    const { steps } = this
    const bySlot = this.#ofSlot
    for (const factor of factors) {
      const slot = factorSlots[factor] as number
      bySlot[slot] = steps.step(bySlot[slot] as number, this.#ofFactor[factor] as number, 1 + factor)
      this.#ofFactor[factor] = ZERO
    }
    const firstEdge = 1 + factorSlots.length
    const slots: number[] = []
    const { starts, inputs } = slotInputs
    // Inputs come before what follows from them.
    for (let slot = bySlot.length - 1; slot >= variableCount; slot -= 1) {
      const by = bySlot[slot] as number
      if (by === ZERO) continue
      slots.push(slot)
      bySlot[slot] = ZERO
      for (let edge = starts[slot] as number; edge < (starts[slot + 1] as number); edge += 1) {
        const input = inputs[edge] as number
        bySlot[input] = steps.step(bySlot[input] as number, by, firstEdge + edge)
      }
    }
    const firstVariable = firstEdge + slotInputs.count
    const variables: number[] = []
    const gradient: number[] = []
    for (let k = 0; k < variableCount; k += 1) {
      const by = bySlot[k] as number
      if (by === ZERO) continue
      variables.push(k)
      gradient.push(steps.step(ZERO, by, firstVariable + k))
      bySlot[k] = ZERO
    }
    return { whole, factors, slots, variables, gradient }
  }

  /** The sum of a figure's products and, in `#ofFactor`, the part that each of its factors multiplies. */
  #addUp(figure: number): { readonly whole: number; readonly factors: readonly number[] } {
    const { starts, factors, products: values } = this.#make
    const { starts: leafStarts, products, weighted: places } = this.leaves
    const { steps } = this
    const sums = this.#ofFactor
    const found: number[] = []
    let whole = ZERO
    const end = leafStarts[figure + 1] as number
    for (let leaf = leafStarts[figure] as number; leaf < end; leaf += 1) {
      const product = products[leaf] as number
      if (values[product] === 0) continue
      const weighted = places.ofLeaf[leaf] as number
      whole = steps.step(whole, weighted, ONE)
      const last = starts[product + 1] as number
      // Neighbours mostly multiply the same products.
      let [before, sum] = [-1, ZERO]
      for (let entry = starts[product] as number; entry < last; entry += 1) {
        const factor = factors[entry] as number
        const from = sums[factor] as number
        if (from === ZERO) found.push(factor)
        if (from !== before) sum = steps.step(from, weighted, ONE)
        before = from
        sums[factor] = sum
      }
    }
    return { whole, factors: found }
  }
}
