import type { SumDependence } from './dependence.ts'
import type { FactorRow } from './factor-row.ts'
import type { Make } from './make.ts'

/** No node. */
const NONE = -1

/**
 * The variables, slots, factors and products of figures, each along the gradient of its own figure. Figures of which a slot
 * follows alike share its node: it is followed once for all of them.
 */
export class ForwardNodes {
  /** Of each node, its variable or slot. */
  readonly slots: number[] = []
  /** Of each node of a variable, the place of the derivative by its score; of each of a slot, where its inputs begin. */
  readonly from: number[] = []
  /** The nodes that slots follow from, in the order of their inputs. */
  readonly inputs: number[] = []
  /** Of each node of a factor, the factor and the node of its slot. */
  readonly factors: number[] = []
  readonly factorInputs: number[] = []
  /** Of each node of a product, the product and where the nodes of its factors begin among `productInputs`. */
  readonly products: number[] = []
  readonly productStarts: number[] = [0]
  readonly productInputs: number[] = []
  readonly #row: FactorRow
  readonly #starts: Int32Array
  readonly #slotInputs: Int32Array
  readonly #factorSlots: Int32Array
  /** By place of the derivative. */
  readonly #ofVariable: number[] = []
  /** Of each slot, the last node; of each node, the one before of the same slot. */
  readonly #lastOfSlot: Int32Array
  readonly #another: number[] = []
  /** Of each node, the last node of a factor that is made of it; of each of a factor, the one before. */
  readonly #lastFactor: number[] = []
  readonly #anotherFactor: number[] = []
  /** Of each product, the last node; of each node of a product, the one before of the same. */
  readonly #lastOfProduct: number[] = []
  readonly #anotherProduct: number[] = []
  /** Of each slot and of each factor, the node in the figure that is looked at. */
  readonly #nodes: Int32Array
  readonly #factorNodes: Int32Array

  constructor(make: Make) {
    const { starts, inputs } = make.slotInputs
    this.#row = make
    this.#starts = starts
    this.#slotInputs = inputs
    this.#factorSlots = make.factorSlots
    this.#lastOfSlot = new Int32Array(starts.length - 1).fill(NONE)
    this.#nodes = new Int32Array(starts.length - 1)
    this.#factorNodes = new Int32Array(make.factorSlots.length)
  }

  /**
   * The nodes of products of a sum, in their order.
   *
   * @param products each one that is not 0
   */
  productsOf(
    { factors, slots, variables, gradient }: SumDependence,
    products: readonly number[],
  ): readonly number[] {
    const nodes = this.#nodes
    for (let at = 0; at < variables.length; at += 1) {
      const k = variables[at] as number
      nodes[k] = this.#variable(k, gradient[at] as number)
    }
    for (let at = slots.length - 1; at >= 0; at -= 1) {
      const slot = slots[at] as number
      nodes[slot] = this.#slot(slot)
    }
    for (const factor of factors)
      this.#factorNodes[factor] = this.#factor(factor, nodes[this.#factorSlots[factor] as number] as number)
    return products.map((product) => this.#product(product))
  }

  #variable(k: number, place: number): number {
    const known = this.#ofVariable[place]
    if (known !== undefined) return known
    const made = this.#add(k, place)
    this.#ofVariable[place] = made
    return made
  }

  #slot(slot: number): number {
    const last = this.#lastOfSlot[slot] as number
    for (let node = last; node !== NONE; node = this.#another[node] as number)
      if (this.#isOf(node, slot)) return node
    const made = this.#add(slot, this.inputs.length)
    for (let edge = this.#starts[slot] as number; edge < (this.#starts[slot + 1] as number); edge += 1)
      this.inputs.push(this.#nodes[this.#slotInputs[edge] as number] as number)
    this.#another[made] = last
    this.#lastOfSlot[slot] = made
    return made
  }

  #isOf(node: number, slot: number): boolean {
    const start = this.#starts[slot] as number
    const end = this.#starts[slot + 1] as number
    const from = (this.from[node] as number) - start
    for (let edge = start; edge < end; edge += 1)
      if (this.inputs[from + edge] !== this.#nodes[this.#slotInputs[edge] as number]) return false
    return true
  }

  #add(slot: number, from: number): number {
    this.from.push(from)
    this.#another.push(NONE)
    this.#lastFactor.push(NONE)
    return this.slots.push(slot) - 1
  }

  #factor(factor: number, input: number): number {
    const last = this.#lastFactor[input] as number
    for (let node = last; node !== NONE; node = this.#anotherFactor[node] as number)
      if (this.factors[node] === factor) return node
    const made = this.factors.push(factor) - 1
    this.factorInputs.push(input)
    this.#anotherFactor.push(last)
    this.#lastFactor[input] = made
    return made
  }

  #product(product: number): number {
    const last = this.#lastOfProduct[product] ?? NONE
    for (let node = last; node !== NONE; node = this.#anotherProduct[node] as number)
      if (this.#isOfProduct(node, product)) return node
    const { starts, factors } = this.#row
    for (let entry = starts[product] as number; entry < (starts[product + 1] as number); entry += 1)
      this.productInputs.push(this.#factorNodes[factors[entry] as number] as number)
    this.productStarts.push(this.productInputs.length)
    this.#anotherProduct.push(last)
    const made = this.products.push(product) - 1
    this.#lastOfProduct[product] = made
    return made
  }

  #isOfProduct(node: number, product: number): boolean {
    const { starts, factors } = this.#row
    const start = starts[product] as number
    const end = starts[product + 1] as number
    const from = (this.productStarts[node] as number) - start
    // Figures differ in the last factors of their products first.
    for (let entry = end - 1; entry >= start; entry -= 1)
      if (this.productInputs[from + entry] !== this.#factorNodes[factors[entry] as number]) return false
    return true
  }
}
