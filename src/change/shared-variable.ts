import type { StatedCorrelation } from '../estimate/input.ts'
import { refuseAny } from '../issues/issue.ts'
import { correlatedGroups } from '../uncertainty/correlation.ts'
import { rowNames } from './row-names.ts'
import type { Side } from './side.ts'

/** Where an uncertain quantity stands: on one side, or on several that share it. */
type SharedVariable = readonly { readonly side: number; readonly at: number }[]

/**
 * The uncertain quantities of some estimates, each once: what several share is one quantity, and moves them all.
 *
 * A documented figure is shared where its key is the same: a record, the error that all years of a series have in common, how
 * far a city lies from what is known of it. A stated one is shared where the same was stated, of the same place, in whatever
 * order its rows stand.
 */
export function sharedVariables(
  sides: readonly Side[],
  places: readonly number[],
): readonly SharedVariable[] {
  const found = new Map<string, { side: number; at: number }[]>()
  for (const [side, { estimate, variables, parameters }] of sides.entries()) {
    const nameOf = rowNames(estimate.input)
    for (const [at, { key, distribution }] of variables.entries()) {
      const isStated = parameters[at]?.origin === 'stated'
      const name = !isStated ? key : `${nameOf(key)}|${places[side]}|${JSON.stringify(distribution)}`
      const known = found.get(name) ?? []
      known.push({ side, at })
      found.set(name, known)
    }
  }
  return [...found.values()]
}

/** What one free score moves: shared variables, each by so much of it. */
type Move = readonly { readonly variable: number; readonly weight: number }[]

/**
 * What moves when one of as many free scores does as there are shared variables: the variable itself, or by a stated
 * correlation others with it. What a side states of variables that it does not have, or that are certain there, moves nothing.
 *
 * @throws {EstimateRefused} for correlations that cannot hold together
 */
export function movesOf(sides: readonly Side[], shared: readonly SharedVariable[]): readonly Move[] {
  const moves = shared.map((_, variable): Move => [{ variable, weight: 1 }])
  const stated = statedBetween(sides, shared)
  if (stated.length === 0) return moves
  const { groups, refusals } = correlatedGroups(stated, Number)
  refuseAny(refusals)
  for (const { variables, lower } of groups)
    for (const [column, variable] of variables.entries())
      moves[variable] = variables.flatMap((moved, row) => {
        const weight = lower[row * variables.length + column] as number
        return weight === 0 ? [] : [{ variable: moved, weight }]
      })
  return moves
}

/** The scores of the shared variables, from the free ones. */
export function scoresOf(moves: readonly Move[], free: Float64Array): Float64Array {
  const scores = new Float64Array(free.length)
  for (const [index, move] of moves.entries()) {
    const score = free[index] as number
    if (score !== 0)
      for (const { variable, weight } of move)
        scores[variable] = (scores[variable] as number) + weight * score
  }
  return scores
}

/** Stated correlations between shared variables, which they name by their places; where sides differ, as the last one says. */
function statedBetween(
  sides: readonly Side[],
  shared: readonly SharedVariable[],
): readonly StatedCorrelation[] {
  const found = new Map<string, StatedCorrelation>()
  for (const [side, of] of sides.entries())
    for (const { places, ...one } of of.correlations()) {
      const [a = -1, b = -1] = places
        .map((at) =>
          at === undefined
            ? -1
            : shared.findIndex((some) => some.some((x) => x.side === side && x.at === at)),
        )
        .sort((x, y) => x - y)
      if (a >= 0 && b >= 0 && a !== b) found.set(`${a} ${b}`, { ...one, between: [String(a), String(b)] })
    }
  return [...found.values()]
}
