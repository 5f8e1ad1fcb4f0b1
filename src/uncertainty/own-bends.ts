import { followFactor, followSlot, followVariable, type Moved } from './following.ts'
import type { ForwardNodes } from './forward-nodes.ts'
import type { Linear } from './linear.ts'
import { Room, type Workspace } from './room.ts'
import { longer } from './steps.ts'

/** The second derivatives of products, each along the gradients of the figures that it is part of. */
export class OwnBends {
  readonly #linear: Linear
  readonly #forward: ForwardNodes
  /** Of the nodes, and of those of factors and products: for as many as are known. */
  #nodes: Moved
  #factors: Moved
  #products: Float64Array
  #followed = 0
  #followedFactors = 0
  #followedProducts = 0

  /** @param workspace for one that is not needed for longer */
  constructor(linear: Linear, forward: ForwardNodes, workspace?: Workspace) {
    this.#linear = linear
    this.#forward = forward
    const nodes = forward.slots.length
    const factors = forward.factors.length
    const products = forward.products.length
    const room = new Room(2 * (nodes + factors) + products, workspace)
    this.#nodes = { first: room.floats(nodes), second: room.floats(nodes) }
    this.#factors = { first: room.floats(factors), second: room.floats(factors) }
    this.#products = room.floats(products)
  }

  /**
   * By the nodes of products.
   *
   * @param numbers the derivatives of figures, by their places
   */
  ofProducts(numbers: Float64Array): Float64Array {
    this.#followNodes(numbers)
    this.#followFactors()
    this.#followProducts()
    return this.#products
  }

  #followNodes(numbers: Float64Array): void {
    const { slots, from, inputs } = this.#forward
    if (this.#followed === slots.length) return
    this.#nodes = longerMoved(this.#nodes, slots.length)
    const linear = this.#linear
    const { variableCount } = linear
    for (let node = this.#followed; node < slots.length; node += 1) {
      const slot = slots[node] as number
      const start = from[node] as number
      if (slot < variableCount) followVariable(linear, slot, numbers[start] as number, this.#nodes, node)
      else followSlot(linear, slot, inputs, start, this.#nodes, node)
    }
    this.#followed = slots.length
  }

  #followFactors(): void {
    const { factors, factorInputs } = this.#forward
    if (this.#followedFactors === factors.length) return
    this.#factors = longerMoved(this.#factors, factors.length)
    for (let node = this.#followedFactors; node < factors.length; node += 1) {
      const factor = factors[node] as number
      followFactor(this.#linear, factor, factorInputs[node] as number, this.#nodes, this.#factors, node)
    }
    this.#followedFactors = factors.length
  }

  #followProducts(): void {
    const { products, productStarts, productInputs } = this.#forward
    if (this.#followedProducts === products.length) return
    this.#products = longer(this.#products, products.length)
    const { products: values } = this.#linear
    const { first, second } = this.#factors
    for (let node = this.#followedProducts; node < products.length; node += 1) {
      const end = productStarts[node + 1] as number
      let rate = 0
      let own = 0
      for (let entry = productStarts[node] as number; entry < end; entry += 1) {
        const factor = productInputs[entry] as number
        rate += first[factor] as number
        own += second[factor] as number
      }
      this.#products[node] = (values[products[node] as number] as number) * (rate * rate + own)
    }
    this.#followedProducts = products.length
  }
}

const longerMoved = ({ first, second }: Moved, length: number): Moved => ({
  first: longer(first, length),
  second: longer(second, length),
})
