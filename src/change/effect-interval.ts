import { valueAtScore } from '../kernel/distribution.ts'
import { streamOf, uniform } from '../uncertainty/stream.ts'
import type { Bounds } from '../uncertainty/uncertainty-notice.ts'
import { FAR, JOINT_MOVES, Moments, WEIGHT } from './moments.ts'
import { movesOf, scoresOf, sharedVariables } from './shared-variable.ts'
import type { Side, SideState } from './side.ts'

/** Figures of several sides. */
export interface FiguresOfSides {
  /**
   * All figures, of which some sides are moved.
   *
   * @param moved the sides whose factors are not the usual ones; all others are as in the call before with none moved
   * @param out where they are written to; absent: they are new
   */
  all(factors: readonly Float64Array[], moved: ReadonlySet<number>, out?: Float64Array): Float64Array
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
    all: (factors, moved, out = new Float64Array(count)) => {
      const numbers = usual.slice()
      for (const index of moved.size > 0 ? moved : sides.keys())
        numbers[index] = numberOf(sides[index] as Side, factors[index] as Float64Array)
      if (moved.size === 0) usual = numbers
      for (let figure = 0; figure < count; figure += 1) out[figure] = figureOf(figure, numbers)
      return out
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
  const middle = figures.all(usual, new Set())
  const shared = sharedVariables(sides, places)
  const moves = movesOf(sides, shared)
  const factorsAt = factorsIn(sides, medians, shared)
  const moments = new Moments(middle, [...main])
  const all = new Set(sides.keys())
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
    const factors = sides.map((_, index) => factorsAt(scores, index))
    moments.expect(ends, figures.all(factors, all))
    yield undefined
  }
  const rooms = [middle.slice(), middle.slice()] as const
  for (const move of moves) {
    const moved = movedBy(move, shared)
    for (const [end, room] of rooms.entries()) {
      const values = ends[end] as readonly Float64Array[]
      const factors = usual.slice()
      for (const [index, some] of moved) {
        const side = sides[index] as Side
        const state = states[index] as SideState
        factors[index] =
          some.length === 1 && some[0]?.weight === 1
            ? side.moved(state, some[0].at, (values[index] as Float64Array)[some[0].at] as number)
            : side.at(movedValues(side, medians[index] as Float64Array, some, end === 0 ? -FAR : FAR))
      }
      figures.all(factors, new Set(moved.keys()), room)
    }
    moments.add(...rooms)
    yield undefined
  }
  for (const figure of moments.main) {
    moments.bend(figure, (free) => {
      const scores = scoresOf(moves, free)
      return figures.one(figure, (index) => factorsAt(scores, index))
    })
    yield undefined
  }
  return moments.bounds()
}

/** The factors of one side, whose variables are moved to scores. */
function factorsIn(
  sides: readonly Side[],
  medians: readonly Float64Array[],
  shared: ReturnType<typeof sharedVariables>,
): (scores: Float64Array, index: number) => Float64Array {
  const variablesOf = sides.map((): { variable: number; at: number }[] => [])
  for (const [variable, some] of shared.entries())
    for (const { side, at } of some) variablesOf[side]?.push({ variable, at })
  return (scores, index) => {
    const side = sides[index] as Side
    const values = (medians[index] as Float64Array).slice()
    for (const { variable, at } of variablesOf[index] ?? []) {
      const { distribution } = side.variables[at] ?? {}
      if (distribution && scores[variable] !== 0)
        values[at] = valueAtScore(distribution, scores[variable] as number)
    }
    return side.at(values)
  }
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
