import type { BlockSteps, Operand } from './block-steps.ts'
import { multiply, multiplyThree } from './column.ts'
import { NO_NODE, type Program } from './program.ts'

/**
 * The draws of the nodes of a program. A node from which others follow has a column; the last factor of a product is
 * multiplied where the product is added to others, because to write and read a column costs more.
 */
export class DrawnProducts {
  readonly #program: Pick<Program, 'parents' | 'nodeFactors'>
  readonly #factors: readonly number[]
  readonly #steps: BlockSteps
  readonly #operands = new Map<number, Operand>()
  readonly #columns = new Map<number, number>()
  /** How many nodes follow from each. */
  readonly #children: Int32Array
  readonly #products: ReadonlySet<number>

  /** @param factors the places of the columns of the factors */
  constructor(program: Program, factors: readonly number[], steps: BlockSteps) {
    this.#program = program
    this.#factors = factors
    this.#steps = steps
    this.#children = new Int32Array(program.parents.length)
    for (const node of program.parents)
      if (node !== NO_NODE) this.#children[node] = (this.#children[node] as number) + 1
    this.#products = new Set(program.nodes)
  }

  /** The same object for the same node. */
  operandOf(node: number): Operand {
    const known = this.#operands.get(node)
    if (known) return known
    const { parent, factor } = this.#partsOf(node)
    const isColumn = parent === NO_NODE || this.#children[node] !== 0
    const made = isColumn
      ? this.#steps.operand(this.#columnOf(node))
      : this.#steps.operand(this.#columnOf(parent), factor)
    this.#operands.set(node, made)
    return made
  }

  /** The place of a column with the draws of a node. */
  #columnOf(node: number): number {
    const known = this.#columns.get(node)
    if (known !== undefined) return known
    const made = this.#makeColumn(node)
    this.#columns.set(node, made)
    return made
  }

  #makeColumn(node: number): number {
    const { parent, factor } = this.#partsOf(node)
    if (parent === NO_NODE) return factor
    const before = this.#partsOf(parent)
    // A node that only one other follows from, and no product ends at, is passed over.
    if (this.#children[parent] === 1 && !this.#products.has(parent) && before.parent !== NO_NODE) {
      const first = this.#columnOf(before.parent)
      return this.#steps.column((block, out) => multiplyThree(block, out, first, before.factor, factor))
    }
    const first = this.#columnOf(parent)
    return this.#steps.column((block, out) => multiply(block, out, first, factor))
  }

  #partsOf(node: number): { readonly parent: number; readonly factor: number } {
    const { parents, nodeFactors } = this.#program
    return {
      parent: parents[node] as number,
      factor: this.#factors[nodeFactors[node] as number] as number,
    }
  }
}
