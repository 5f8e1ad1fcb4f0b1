import type { StatedCorrelation } from '../estimate/input.ts'
import type { Refusal } from '../issues/issue.ts'
import { editDistance } from '../units/edit-distance.ts'
import type { Correlated } from './program.ts'

/** A pivot this near 0 counts as 0: it is the rounding error of a variance of 1. */
const PIVOT_TOLERANCE = 1e-9

/** Values below a pivot of 0 must also be 0; their rounding error is the square root of the pivot's. */
const REST_TOLERANCE = 1e-6

const MAX_CANDIDATES = 3

/** A correlation of two variables of the estimate. */
interface Pair {
  readonly first: number
  readonly second: number
  readonly stated: StatedCorrelation
}

/**
 * Groups the variables that stated correlations connect. In a group, pairs without a stated coefficient have
 * coefficient 0.
 *
 * @param indexOf the variable of a parameter; undefined if the parameter is certain or missing
 * @param keys the keys of all uncertain parameters, to suggest near ones for an unknown key
 * @returns the groups with the Cholesky factor of their matrix, and `correlation-unknown` or `correlation-impossible`
 *   for every correlation that cannot hold
 */
export function correlatedGroups(
  correlations: readonly StatedCorrelation[],
  indexOf: (key: string) => number | undefined,
  keys: readonly string[] = [],
): { readonly groups: readonly Correlated[]; readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = []
  const pairs = correlations.flatMap((stated): Pair[] => {
    const [first, second] = stated.between.map(indexOf)
    if (first === undefined || second === undefined) refusals.push(...unknown(stated, indexOf, keys))
    else if (first === second) refusals.push(sameVariable(stated))
    else return [{ first, second, stated }]
    return []
  })
  const groups = componentsOf(pairs).flatMap((members): Correlated[] => {
    const variables = [...new Set(members.flatMap(({ first, second }) => [first, second]))].sort(
      (a, b) => a - b,
    )
    const lower = choleskyFactor(matrixOf(variables, members), variables.length)
    if (lower instanceof Float64Array) return [{ variables, lower }]
    refusals.push(impossible(members, variables, lower))
    return []
  })
  return { groups, refusals }
}

/** Sets of pairs that are connected, directly or through others. */
function componentsOf(pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  const groupOf = new Map<number, Pair[]>()
  for (const pair of pairs) {
    const one = groupOf.get(pair.first) ?? []
    const other = groupOf.get(pair.second) ?? []
    const joined = one === other ? one : [...one, ...other]
    joined.push(pair)
    for (const { first, second } of joined) groupOf.set(first, joined).set(second, joined)
  }
  return [...new Set(groupOf.values())]
}

/** The correlation matrix, row by row. */
function matrixOf(variables: readonly number[], pairs: readonly Pair[]): Float64Array {
  const size = variables.length
  const matrix = new Float64Array(size * size)
  for (let index = 0; index < size; index += 1) matrix[index * size + index] = 1
  for (const { first, second, stated } of pairs) {
    const [row, column] = [variables.indexOf(first), variables.indexOf(second)]
    matrix[row * size + column] = stated.coefficient
    matrix[column * size + row] = stated.coefficient
  }
  return matrix
}

/** The place that shows that a matrix is not a correlation matrix. */
interface Failure {
  readonly row: number
  /** The part of the variance of that variable that the variables before it leave over. */
  readonly left: number
}

/** L with L·Lᵀ = a positive semi-definite matrix. A column is 0 if the variables before it leave no variance over. */
function choleskyFactor(matrix: Float64Array, size: number): Float64Array | Failure {
  const lower = new Float64Array(size * size)
  const rest = (row: number, column: number): number => {
    let left = matrix[row * size + column] as number
    for (let k = 0; k < column; k += 1)
      left -= (lower[row * size + k] as number) * (lower[column * size + k] as number)
    return left
  }
  for (let column = 0; column < size; column += 1) {
    const pivot = rest(column, column)
    if (pivot < -PIVOT_TOLERANCE) return { row: column, left: pivot }
    const isZero = pivot <= PIVOT_TOLERANCE
    const root = isZero ? 0 : Math.sqrt(pivot)
    lower[column * size + column] = root
    for (let row = column + 1; row < size; row += 1) {
      const below = rest(row, column)
      if (!isZero) lower[row * size + column] = below / root
      // A variable that follows from those before it cannot move with another one unless they do.
      else if (Math.abs(below) > REST_TOLERANCE) return { row, left: -Math.abs(below) }
    }
  }
  return lower
}

function impossible(pairs: readonly Pair[], variables: readonly number[], failure: Failure): Refusal {
  const keyOf = new Map(
    pairs.flatMap(({ first, second, stated: { between } }) => [
      [first, between[0]],
      [second, between[1]],
    ]),
  )
  const names = variables.map((variable) => keyOf.get(variable))
  const unstated = (variables.length * (variables.length - 1)) / 2 - pairs.length
  const [first] = pairs
  const pointer = first?.stated.pointer ?? ''
  const detail = `These coefficients contradict each other: given the quantities before it, ${keyOf.get(variables[failure.row] ?? Number.NaN)} would have a variance of ${Number(failure.left.toPrecision(3))}, which must not be negative. The matrix covers ${names.join(', ')}${unstated > 0 ? `; pairs that are not stated (${unstated}) count as 0` : ''}. State smaller coefficients${unstated > 0 ? ', or the missing pairs' : ''}.`
  return {
    code: 'correlation-impossible',
    pointer: pairs.length === 1 ? pointer : pointer.slice(0, pointer.lastIndexOf('/')),
    detail,
  }
}

function sameVariable({ between, pointer }: StatedCorrelation): Refusal {
  const detail = `${between.join(' and ')} are the same uncertain quantity in this estimate, so they always move together. Remove the pair.`
  return { code: 'correlation-impossible', pointer: `${pointer}/between`, detail }
}

function unknown(
  { between, pointer }: StatedCorrelation,
  indexOf: (key: string) => number | undefined,
  keys: readonly string[],
): readonly Refusal[] {
  return between.flatMap((key, place) => {
    if (indexOf(key) !== undefined) return []
    const candidates = nearest(key, keys)
    const detail = `This estimate has no uncertain parameter ${key}. Name a stated quantity by its JSON pointer, such as /demand/0/vehicleDistance, or a record of the factor set by its id. The lines of the estimate show both.`
    return [
      {
        code: 'correlation-unknown' as const,
        pointer: `${pointer}/between/${place}`,
        detail,
        ...(candidates.length > 0 ? { candidates } : {}),
      },
    ]
  })
}

const nearest = (key: string, keys: readonly string[]): readonly string[] =>
  keys
    .map((other) => ({ other, distance: editDistance(key, other) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_CANDIDATES)
    .map(({ other }) => other)
