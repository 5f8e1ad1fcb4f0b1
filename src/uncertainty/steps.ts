/** The place of the number 0. */
export const ZERO = 0
/** The place of 1 among the coefficients. */
export const ONE = 0

/**
 * Steps from numbers to others: each is an earlier number plus another one × a coefficient. All are named by their places, and
 * those of steps come after those of the numbers that are given, of which 0 is the first.
 */
export interface Steps {
  /** @returns the place of number `before` plus number `by` × a coefficient */
  step(before: number, by: number, coefficient: number): number
}

/** Steps that are taken at once. */
export class TakenSteps implements Steps {
  /** In the first `count` places. */
  numbers: Float64Array
  count: number
  readonly #coefficients: Float64Array

  /** @param numbers those that are given, `given` of them, and room for others */
  constructor(numbers: Float64Array, given: number, coefficients: Float64Array) {
    this.numbers = numbers
    this.count = given
    this.#coefficients = coefficients
  }

  step(before: number, by: number, coefficient: number): number {
    const { count } = this
    if (count === this.numbers.length) this.numbers = longer(this.numbers, count + 1)
    const { numbers } = this
    numbers[count] =
      (numbers[before] as number) + (numbers[by] as number) * (this.#coefficients[coefficient] as number)
    this.count = count + 1
    return count
  }
}

/** No step. */
const NONE = -1

/**
 * Steps for the numbers of many programs. Figures have much in common, such as the sum of the products of one mode: what was
 * a step before is no new one.
 */
export class SharedSteps implements Steps {
  readonly #given: number
  readonly #before: number[] = []
  readonly #by: number[] = []
  readonly #coefficients: number[] = []
  /** Of each number, the last step by it; of each step, the one before that is by the same. */
  readonly #last: number[]
  readonly #another: number[] = []

  /** @param given how many numbers are given, 0 first */
  constructor(given: number) {
    this.#given = given
    this.#last = Array.from({ length: given }, () => NONE)
  }

  /** How many numbers there are, given ones too. */
  get count(): number {
    return this.#last.length
  }

  step(before: number, by: number, coefficient: number): number {
    const last = this.#last[by] as number
    for (let step = last; step !== NONE; step = this.#another[step - this.#given] as number) {
      const at = step - this.#given
      if (this.#before[at] === before && this.#coefficients[at] === coefficient) return step
    }
    this.#before.push(before)
    this.#by.push(by)
    this.#coefficients.push(coefficient)
    this.#another.push(last)
    const made = this.#last.push(NONE) - 1
    this.#last[by] = made
    return made
  }

  /**
   * Takes the steps from the place `from` on.
   *
   * @param numbers is overwritten from there on; what stands before is needed
   */
  take(from: number, numbers: Float64Array, coefficients: Float64Array): void {
    const given = this.#given
    const [befores, bys, places] = [this.#before, this.#by, this.#coefficients]
    for (let at = Math.max(from - given, 0); at < befores.length; at += 1)
      numbers[given + at] =
        (numbers[befores[at] as number] as number) +
        (numbers[bys[at] as number] as number) * (coefficients[places[at] as number] as number)
  }
}

/** An array of at least this length that begins with another; as much is to come. */
export function longer(array: Float64Array, length: number): Float64Array {
  if (array.length >= length) return array
  const made = new Float64Array(array.length === 0 ? length : 2 * length)
  made.set(array)
  return made
}
