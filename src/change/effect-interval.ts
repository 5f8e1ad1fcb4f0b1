import { SCORE_95, valueAtScore } from '../kernel/distribution.ts'
import { streamOf, uniform } from '../uncertainty/stream.ts'
import type { Bounds } from '../uncertainty/uncertainty-notice.ts'
import { movesOf, scoresOf, sharedVariables } from './shared-variable.ts'
import type { Side, SideState } from './side.ts'

/** Scores and weight of three points that are exact for the mean, spread and skew of a quadratic. */
const FAR = Math.sqrt(3)
const WEIGHT = 1 / 6
/** Of quantities together: enough to know a small part of the variance to a fifth of itself. */
const JOINT_MOVES = 50
/** Beyond it the expansion of the quantile turns back. */
const MAX_SKEW = 1.5

/** Figures of several sides. */
export interface FiguresOfSides {
  /**
   * All figures, of which some sides are moved.
   *
   * @param moved the sides whose factors are not the usual ones; all others are as in the call before with none moved
   */
  all(factors: readonly Float64Array[], moved: ReadonlySet<number>): Float64Array
  /** One figure, for which only the factors of the sides that it is of are asked for. */
  one(figure: number, factorsOf: (side: number) => Float64Array): number
}

/**
 * Figures that are made of one number of each side; only the numbers of moved sides are computed anew.
 *
 * @param sidesOf the sides that a figure is of
 */
export function figuresOfNumbers(
  sides: readonly Side[],
  numberOf: (side: Side, factors: Float64Array) => number,
  figureOf: (figure: number, numbers: ArrayLike<number>) => number,
  count: number,
  sidesOf: (figure: number) => Iterable<number>,
): FiguresOfSides {
  let usual = new Float64Array(sides.length)
  return {
    all: (factors, moved) => {
      const numbers = usual.slice()
      for (const index of moved.size > 0 ? moved : sides.keys())
        numbers[index] = numberOf(sides[index] as Side, factors[index] as Float64Array)
      if (moved.size === 0) usual = numbers
      return Float64Array.from({ length: count }, (_, figure) => figureOf(figure, numbers))
    },
    one: (figure, factorsOf) => {
      const numbers = new Float64Array(sides.length)
      for (const index of sidesOf(figure)) numbers[index] = numberOf(sides[index] as Side, factorsOf(index))
      return figureOf(figure, numbers)
    },
  }
}

/**
 * The 95 % intervals of figures that follow from several estimates. Each quantity is moved alone to three points of its
 * distribution, with what moves together with it by a stated correlation; mean and variance of what it does add up over
 * quantities, and what quantities do only together adds its
 * variance, found from a few joint moves. The skew of a figure is what all do together along the direction in which it changes
 * most, as that of propagation is; the quantiles are those of Cornish and Fisher.
 *
 * @param main the figures whose skew is found along their own direction; that of the others adds up over quantities
 */
export const intervalsOf = (...given: Parameters<typeof intervalsInSteps>): readonly Bounds[] =>
  drained(intervalsInSteps(...given))

/** The same, step by step, so that whoever has other work can do it in between. */
export function* intervalsInSteps(
  sides: readonly Side[],
  places: readonly number[],
  figures: FiguresOfSides,
  main: Iterable<number>,
): Generator<undefined, readonly Bounds[]> {
  const at = (score: number): readonly Float64Array[] =>
    sides.map(({ variables }) =>
      Float64Array.from(variables, ({ distribution }) => valueAtScore(distribution, score)),
    )
  const medians = at(0)
  const ends = [at(-FAR), at(FAR)] as const
  const states = sides.map((side, index) => side.stateAt(medians[index] as Float64Array))
  const usual = states.map(({ factors }) => factors)
  const moments = new Moments(figures.all(usual, new Set()))
  const shared = sharedVariables(sides, places)
  const moves = movesOf(sides, shared)
  for (const move of moves) {
    const moved = movedBy(move, shared)
    const [low, high] = ends.map((values, end) => {
      const factors = usual.slice()
      for (const [index, some] of moved) {
        const side = sides[index] as Side
        const state = states[index] as SideState
        factors[index] =
          some.length === 1 && some[0]?.weight === 1
            ? side.moved(state, some[0].at, (values[index] as Float64Array)[some[0].at] as number)
            : side.at(movedValues(side, medians[index] as Float64Array, some, end === 0 ? -FAR : FAR))
      }
      return figures.all(factors, new Set(moved.keys()))
    })
    moments.add(low as Float64Array, high as Float64Array)
    yield undefined
  }
  const all = new Set(sides.keys())
  const variablesOf = sides.map((): { variable: number; at: number }[] => [])
  for (const [variable, some] of shared.entries())
    for (const { side, at: place } of some) variablesOf[side]?.push({ variable, at: place })
  /** The factors of one side, whose variables are moved to scores. */
  const factorsAt = (scores: Float64Array, index: number): Float64Array => {
    const side = sides[index] as Side
    const values = (medians[index] as Float64Array).slice()
    for (const { variable, at: place } of variablesOf[index] ?? []) {
      const { distribution } = side.variables[place] ?? {}
      if (distribution && scores[variable] !== 0)
        values[place] = valueAtScore(distribution, scores[variable] as number)
    }
    return side.at(values)
  }
  const stream = streamOf(0, 'joint moves')
  for (let move = 0; move < JOINT_MOVES; move += 1) {
    const ends = Int8Array.from(shared, () => {
      const chance = uniform(stream)
      return chance < WEIGHT ? -1 : chance > 1 - WEIGHT ? 1 : 0
    })
    const scores = scoresOf(
      moves,
      Float64Array.from(ends, (end) => end * FAR),
    )
    moments.addJoint(
      ends,
      figures.all(
        sides.map((_, index) => factorsAt(scores, index)),
        all,
      ),
    )
    yield undefined
  }
  for (const figure of main) {
    moments.bend(figure, (free) => {
      const scores = scoresOf(moves, free)
      return figures.one(figure, (index) => factorsAt(scores, index))
    })
    yield undefined
  }
  return moments.bounds()
}

type Move = ReturnType<typeof movesOf>[number]
type Moved = { readonly at: number; readonly weight: number }

/** Which variables of which sides a move moves. */
function movedBy(
  move: Move,
  shared: ReturnType<typeof sharedVariables>,
): ReadonlyMap<number, readonly Moved[]> {
  const moved = new Map<number, Moved[]>()
  for (const { variable, weight } of move)
    for (const { side, at } of shared[variable] ?? []) {
      const known = moved.get(side)
      if (known) known.push({ at, weight })
      else moved.set(side, [{ at, weight }])
    }
  return moved
}

function movedValues(
  { variables }: Side,
  medians: Float64Array,
  moved: readonly Moved[],
  score: number,
): Float64Array {
  const values = medians.slice()
  for (const { at, weight } of moved) {
    const { distribution } = variables[at] ?? {}
    if (distribution) values[at] = valueAtScore(distribution, score * weight)
  }
  return values
}

/** What a work in steps comes to. */
export function drained<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** Mean, variance and third moment of figures, added up over independent quantities. */
class Moments {
  readonly #middle: Float64Array
  readonly #mean: Float64Array
  readonly #variance: Float64Array
  readonly #third: Float64Array
  /** Of each quantity, what its ends do to each figure. */
  readonly #downs: Float64Array[] = []
  readonly #ups: Float64Array[] = []
  /** The variance of what quantities do only together. */
  readonly #joint: Float64Array

  constructor(middle: Float64Array) {
    this.#middle = middle
    this.#mean = middle.slice()
    this.#variance = new Float64Array(middle.length)
    this.#third = new Float64Array(middle.length)
    this.#joint = new Float64Array(middle.length)
  }

  add(low: Float64Array, high: Float64Array): void {
    const [downs, ups] = [low, high].map((some) =>
      some.map((value, f) => value - (this.#middle[f] as number)),
    )
    this.#downs.push(downs as Float64Array)
    this.#ups.push(ups as Float64Array)
    for (let f = 0; f < low.length; f += 1) {
      const [down, up] = [downs?.[f] as number, ups?.[f] as number]
      if (down === 0 && up === 0) continue
      const { first, variance, third } = momentsOf(down, up)
      this.#mean[f] = (this.#mean[f] as number) + first
      this.#variance[f] = (this.#variance[f] as number) + variance
      this.#third[f] = (this.#third[f] as number) + third
    }
  }

  /** @param ends where each quantity was moved to: −1, 0 or 1 */
  addJoint(ends: Int8Array, figures: Float64Array): void {
    const rest = figures.map((value, f) => value - (this.#middle[f] as number))
    for (const [quantity, end] of ends.entries()) {
      if (end === 0) continue
      const alone = (end < 0 ? this.#downs : this.#ups)[quantity] as Float64Array
      for (let f = 0; f < rest.length; f += 1) rest[f] = (rest[f] as number) - (alone[f] as number)
    }
    for (let f = 0; f < rest.length; f += 1)
      this.#joint[f] = (this.#joint[f] as number) + (rest[f] as number) ** 2 / JOINT_MOVES
  }

  /** Finds the skew of a figure along the direction in which it changes most. */
  bend(figure: number, together: (free: Float64Array) => number): void {
    const slopes = Float64Array.from(
      this.#ups,
      (some, quantity) => ((some[figure] as number) - (this.#downs[quantity]?.[figure] as number)) / 2,
    )
    const length = Math.sqrt(slopes.reduce((sum, slope) => sum + slope * slope, 0))
    if (!(length > 0)) return
    const end = (far: number): number =>
      together(slopes.map((slope) => (far * slope) / length)) - (this.#middle[figure] as number)
    this.#third[figure] = momentsOf(end(-FAR), end(FAR)).third
  }

  bounds(): readonly Bounds[] {
    return Array.from(this.#mean, (centre, f): Bounds => {
      const deviation = Math.sqrt(Math.max(0, (this.#variance[f] as number) + (this.#joint[f] as number)))
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
