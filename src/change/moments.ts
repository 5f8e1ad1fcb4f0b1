import { SCORE_95 } from '../kernel/distribution.ts'
import type { Bounds } from '../uncertainty/uncertainty-notice.ts'

/** Scores and weight of three points that are exact for the mean, spread and skew of a quadratic. */
export const FAR = Math.sqrt(3)
export const WEIGHT = 1 / 6
/** Of quantities together: enough to know a small part of the variance to a fifth of itself. */
export const JOINT_MOVES = 50
/** Beyond it the expansion of the quantile turns back. */
const MAX_SKEW = 1.5

/** Mean, variance and third moment of figures, added up over independent quantities. */
export class Moments {
  /** The figures whose skew is found along their own direction. */
  readonly main: readonly number[]
  readonly #middle: Float64Array
  readonly #mean: Float64Array
  readonly #variance: Float64Array
  readonly #third: Float64Array
  /** Of each quantity, how it changes each main figure: half of what its ends do. */
  readonly #slopes: Float64Array[] = []
  /** Where a joint move takes each quantity, and what is left of its figures without what each does alone. */
  readonly #joint: { readonly ends: Int8Array; readonly rest: Float64Array }[] = []
  /** The figures that the quantity at hand changes, and what its ends do to them. */
  readonly #changed: Int32Array
  readonly #downs: Float64Array
  readonly #ups: Float64Array

  constructor(middle: Float64Array, main: readonly number[]) {
    this.main = main
    this.#middle = middle
    this.#mean = middle.slice()
    this.#variance = new Float64Array(middle.length)
    this.#third = new Float64Array(middle.length)
    this.#changed = new Int32Array(middle.length)
    this.#downs = new Float64Array(middle.length)
    this.#ups = new Float64Array(middle.length)
  }

  /**
   * Takes a joint move, before any quantity is added.
   *
   * @param ends where each quantity is moved to: −1, 0 or 1
   */
  expect(ends: Int8Array, figures: Float64Array): void {
    this.#joint.push({ ends, rest: figures.map((value, f) => value - (this.#middle[f] as number)) })
  }

  /** Adds the next quantity, by the figures at both of its ends. */
  add(low: Float64Array, high: Float64Array): void {
    const [changed, downs, ups, middle] = [this.#changed, this.#downs, this.#ups, this.#middle]
    let count = 0
    for (let f = 0; f < low.length; f += 1) {
      const down = (low[f] as number) - (middle[f] as number)
      const up = (high[f] as number) - (middle[f] as number)
      if (down === 0 && up === 0) continue
      const { first, variance, third } = momentsOf(down, up)
      this.#mean[f] = (this.#mean[f] as number) + first
      this.#variance[f] = (this.#variance[f] as number) + variance
      this.#third[f] = (this.#third[f] as number) + third
      changed[count] = f
      downs[count] = down
      ups[count] = up
      count += 1
    }
    const quantity = this.#slopes.length
    const slopes = new Float64Array(this.main.length)
    for (let place = 0; place < slopes.length; place += 1) {
      const f = this.main[place] as number
      const [down, up] = [
        (low[f] as number) - (middle[f] as number),
        (high[f] as number) - (middle[f] as number),
      ]
      slopes[place] = (up - down) / 2
    }
    this.#slopes.push(slopes)
    for (const { ends, rest } of this.#joint) {
      const end = ends[quantity] as number
      if (end === 0) continue
      const alone = end < 0 ? downs : ups
      for (let one = 0; one < count; one += 1) {
        const f = changed[one] as number
        rest[f] = (rest[f] as number) - (alone[one] as number)
      }
    }
  }

  /** Finds the skew of a main figure along the direction in which it changes most. */
  bend(figure: number, together: (free: Float64Array) => number): void {
    const place = this.main.indexOf(figure)
    const slopes = Float64Array.from(this.#slopes, (some) => some[place] as number)
    const length = Math.sqrt(slopes.reduce((sum, slope) => sum + slope * slope, 0))
    if (!(length > 0)) return
    const end = (far: number): number =>
      together(slopes.map((slope) => (far * slope) / length)) - (this.#middle[figure] as number)
    this.#third[figure] = momentsOf(end(-FAR), end(FAR)).third
  }

  bounds(): readonly Bounds[] {
    return Array.from(this.#mean, (centre, f): Bounds => {
      // What quantities do only together.
      const joint = this.#joint.reduce((sum, { rest }) => sum + (rest[f] as number) ** 2 / JOINT_MOVES, 0)
      const deviation = Math.sqrt(Math.max(0, (this.#variance[f] as number) + joint))
      if (deviation === 0) return { lower: centre, upper: centre }
      const third = (this.#third[f] as number) / deviation ** 3
      const skew = Math.max(-MAX_SKEW, Math.min(MAX_SKEW, third))
      const end = (score: number): number => centre + deviation * (score + (skew / 6) * (score * score - 1))
      return { lower: end(-SCORE_95), upper: end(SCORE_95) }
    })
  }
}

/** Mean, variance and third central moment of what one quantity does, from what it does at both ends. */
function momentsOf(down: number, up: number) {
  const first = WEIGHT * (down + up)
  const second = WEIGHT * (down * down + up * up)
  const cubed = WEIGHT * (down * down * down + up * up * up)
  return { first, variance: second - first * first, third: cubed - 3 * first * second + 2 * first ** 3 }
}
