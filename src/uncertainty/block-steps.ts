import { addFour, addThreeProducts, addTwo, BLOCK, type Column, MEMORY, multiply, PLACES } from './column.ts'

/** Fills the first `block` draws of columns, after the columns that they follow from. */
export type Step = (block: number) => void

/** A column, or the product of two that is not kept as a column of its own. */
export interface Operand {
  /** The place of a column. */
  readonly left: number
  /** The place of another, or `NO_COLUMN`. */
  readonly right: number
}

/** The other side of an operand that is a column. */
const NO_COLUMN = -1

/** A term of a sum. */
export interface ScaledOperand {
  readonly operand: Operand
  readonly scale: number
}

/** The least number of draws at a time, by which loops are unrolled. */
const LEAST_BLOCK = 8

/** The columns of a program and the steps that fill them, block after block. */
export class BlockSteps {
  /** The number of draws at a time. */
  readonly block: number
  readonly #steps: Step[] = []
  readonly #constants = new Map<number, number>()
  /** The columns of operands that were asked for as columns. */
  readonly #products = new Map<Operand, number>()
  readonly #views = new Map<number, Column>()
  #columns = 0

  /** @param most at most so many columns */
  constructor(most: number) {
    const draws = Math.min(BLOCK, Math.floor(PLACES / most))
    this.block = draws - (draws % LEAST_BLOCK)
    if (this.block === 0) throw new RangeError(`There is no room for draws of ${most} columns.`)
  }

  /**
   * A column that every block fills after those that are asked for before it.
   *
   * @returns its place
   */
  column(fill: (block: number, out: number) => void): number {
    const out = this.emptyColumn()
    this.#steps.push((block) => fill(block, out))
    return out
  }

  /** The place of a column that a later step fills. */
  emptyColumn(): number {
    const place = this.#columns * this.block
    this.#columns += 1
    return place
  }

  step(step: Step): void {
    this.#steps.push(step)
  }

  /** The place of a column that holds one number. */
  constant(value: number): number {
    const known = this.#constants.get(value)
    if (known !== undefined) return known
    const place = this.column((block, out) => MEMORY.fill(value, out, out + block))
    this.#constants.set(value, place)
    return place
  }

  /** A column, or the product of two: another object for each call. */
  operand(left: number, right: number = NO_COLUMN): Operand {
    return { left, right }
  }

  /** The place of a column with an operand. */
  columnOf(operand: Operand): number {
    const { left, right } = operand
    if (right === NO_COLUMN) return left
    const known = this.#products.get(operand)
    if (known !== undefined) return known
    const place = this.column((block, out) => multiply(block, out, left, right))
    this.#products.set(operand, place)
    return place
  }

  /** The place of a constant plus the sum of operands × their scales, from the first to the last. */
  sum(constant: number, terms: readonly ScaledOperand[]): number {
    const start = this.constant(constant)
    const out = this.emptyColumn()
    this.#steps.push(...summing(out, start, terms))
    return out
  }

  /** The draws of a column; the same object for the same place. */
  view(place: number): Column {
    const known = this.#views.get(place)
    if (known) return known
    const made = MEMORY.subarray(place, place + this.block)
    this.#views.set(place, made)
    return made
  }

  /** Fills every column. */
  run(): void {
    const { block } = this
    for (const step of this.#steps) step(block)
  }
}

/**
 * The steps of a sum of operands × their scales, which begins from a column.
 *
 * @param out the place of the column with the sum
 */
export const summing = (out: number, from: number, terms: readonly ScaledOperand[]): readonly Step[] =>
  together(terms).map((some, index) => adding(out, index === 0 ? from : out, some))

const isColumn = ({ operand }: ScaledOperand): boolean => operand.right === NO_COLUMN

/** Terms in their order: up to four columns, or up to three products, at a time. */
function together(terms: readonly ScaledOperand[]): readonly (readonly ScaledOperand[])[] {
  const groups: ScaledOperand[][] = []
  for (const term of terms) {
    const last = groups.at(-1)
    const first = last?.[0]
    if (last && first && isColumn(first) === isColumn(term) && last.length < (isColumn(term) ? 4 : 3))
      last.push(term)
    else groups.push([term])
  }
  return groups
}

/** Beyond the last term, the last one repeats with a scale of 0. */
function adding(out: number, from: number, terms: readonly ScaledOperand[]): Step {
  const places = [0, 1, 2, 3]
  const ofTerm = (index: number): ScaledOperand => terms[Math.min(index, terms.length - 1)] as ScaledOperand
  const left = places.map((index) => ofTerm(index).operand.left)
  const scales = Float64Array.from(places, (index) => terms[index]?.scale ?? 0)
  if (!isColumn(ofTerm(0))) {
    const right = places.map((index) => ofTerm(index).operand.right)
    return (block) => addThreeProducts(block, out, from, left, right, scales)
  }
  return terms.length > 2
    ? (block) => addFour(block, out, from, left, scales)
    : (block) => addTwo(block, out, from, left, scales)
}
