import { BLOCK, type Column } from './column.ts'
import type { DriverGroup } from './driver.ts'
import type { DrawnFigure, Evaluation } from './evaluation.ts'

/** A group's share of the variance of a figure. */
export interface DrawnShare {
  readonly name: string
  readonly share: number
  readonly standardError: number
}

/** Σs, Σs² and Σs·f for the score s of a group. */
interface Sums {
  /** Gives the scores of the group in the block drawn last. */
  readonly draws: () => Column
  score: number
  squares: number
  products: number
}

/**
 * The shares of a figure's variance, from its draws. The score of a group is the sum of its variables' scores, weighted
 * by how much each moves the figure. The share of a group is the covariance of score and figure divided by the variance
 * of the figure. If the figure is linear in the scores, the shares sum to 1; if the groups are also independent, the
 * shares are squared correlations. Two correlated groups share their joint effect evenly. An effect that only the
 * product of parameters has belongs to none of them, so the shares of a wide figure sum to less than 1.
 */
export class DrawnDrivers {
  readonly #figure: DrawnFigure
  readonly #middle: number
  readonly #groups: readonly DriverGroup[]
  readonly #sums: readonly Sums[]
  /** The figure in one block, less its middle. */
  readonly #block = new Float64Array(BLOCK)
  #count = 0
  #sum = 0
  #squares = 0

  /**
   * @param index of a figure that is shown
   * @param middle a value near the mean of the figure, so that sums of squares keep their digits
   */
  constructor(evaluation: Evaluation, index: number, middle: number, groups: readonly DriverGroup[]) {
    this.#figure = evaluation.figures[index] as DrawnFigure
    this.#middle = middle
    this.#groups = groups
    this.#sums = groups.map(({ variables, weights }) => ({
      draws: evaluation.scoreSum(variables, weights),
      score: 0,
      squares: 0,
      products: 0,
    }))
  }

  /** Adds the first `count` draws of a block. */
  add(count: number): void {
    const { column, scale, constant } = this.#figure
    if (!column) return
    const figure = this.#block
    for (let draw = 0; draw < count; draw += 1) {
      const value = constant + scale * (column[draw] as number) - this.#middle
      figure[draw] = value
      this.#sum += value
      this.#squares += value * value
    }
    this.#count += count
    for (const sums of this.#sums) addSums(sums, figure, count)
  }

  /** The share of each group; none if the figure does not vary. */
  shares(): readonly DrawnShare[] {
    const n = this.#count
    const variance = this.#squares - (this.#sum * this.#sum) / n
    if (!(variance > 0) || n < 3) return []
    return this.#groups.map(({ name }, index) => {
      const { score, squares, products } = this.#sums[index] as Sums
      const share = (products - (score * this.#sum) / n) / variance
      // The residual of the regression of the score on the figure, divided by n − 2.
      const left = Math.max(0, (squares - (score * score) / n) / variance - share * share)
      return { name, share, standardError: Math.sqrt(left / (n - 2)) }
    })
  }
}

function addSums(sums: Sums, figures: Float64Array, count: number): void {
  const scores = sums.draws()
  let { score, squares, products } = sums
  for (let draw = 0; draw < count; draw += 1) {
    const s = scores[draw] as number
    score += s
    squares += s * s
    products += s * (figures[draw] as number)
  }
  sums.score = score
  sums.squares = squares
  sums.products = products
}
