import type { Parameter } from '../estimate/parameter.ts'
import type { Compiled } from './compile.ts'
import type { Propagation } from './propagation.ts'

/** What a share of a figure's variance comes from, as a person names it. */
export interface Driver {
  readonly name: string
  readonly shareOfVariance: number
  /** Standard error of the share, where it is from draws. */
  readonly standardError?: number
  /** Parameters of that name, those that matter most first. */
  readonly parameters: readonly Parameter[]
}

/** Variables that a person sees as one input, with how much the figure changes with the score of each. */
export interface DriverGroup {
  readonly name: string
  readonly variables: readonly number[]
  readonly weights: readonly number[]
}

/**
 * What a parameter is called where all vehicles of a mode are meant: `Passenger car, medium petrol euro-4: energy
 * intensity, petrol` is the energy intensity of cars.
 */
export const driverName = (name: string): string =>
  name.replace(/^([^:,]+),[^:]*:/, '$1:').replace(/: ([^,]+), .*$/, ': $1')

/** The groups of a figure's variables; what it does not depend on is left out. */
export function driverGroups(
  { program, parameters }: Compiled,
  gradient: Float64Array,
): readonly DriverGroup[] {
  const groups = new Map<string, { name: string; variables: number[]; weights: number[] }>()
  for (const variable of program.variables.keys()) {
    const weight = gradient[variable] as number
    if (weight === 0) continue
    const name = driverName(parameters[variable]?.name ?? '')
    let group = groups.get(name)
    if (!group) {
      group = { name, variables: [], weights: [] }
      groups.set(name, group)
    }
    group.variables.push(variable)
    group.weights.push(weight)
  }
  return [...groups.values()]
}

/**
 * The shares of a figure's first-order variance by what they come from, largest first; they sum to 1. Variables that
 * move together share what they do together evenly, so that a share may be below 0 where they offset one another.
 *
 * @param propagation of the program
 * @param figure its index in `program.figures`
 * @returns nothing for a figure that is certain
 */
export function propagatedDrivers(
  compiled: Compiled,
  propagation: Propagation,
  figure: number,
): readonly Driver[] {
  const { gradient, together, variance } = propagation.slopeOf(figure)
  if (!(variance > 0)) return []
  return sorted(
    driverGroups(compiled, gradient).map(({ name, variables }) => ({
      name,
      shareOfVariance: variables.reduce(
        (sum, k) => sum + ((gradient[k] as number) * (together[k] as number)) / variance,
        0,
      ),
      parameters: byWeight(compiled, variables, gradient),
    })),
  )
}

/** The parameters of variables, those that a figure changes most with first. */
export function byWeight(
  { parameters }: Compiled,
  variables: readonly number[],
  gradient: Float64Array,
): readonly Parameter[] {
  return variables
    .toSorted((a, b) => Math.abs(gradient[b] as number) - Math.abs(gradient[a] as number))
    .map((variable) => parameters[variable] as Parameter)
}

/** Largest first; of equals, by name. */
export const sorted = (drivers: readonly Driver[]): readonly Driver[] =>
  drivers.toSorted((a, b) => b.shareOfVariance - a.shareOfVariance || (a.name < b.name ? -1 : 1))
