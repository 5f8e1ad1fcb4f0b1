import type { Parameter } from '../estimate/parameter.ts'
import type { Compiled } from './compile.ts'
import type { Propagation } from './propagation.ts'

/** The cause of a share of a figure's variance, in words that people use. */
export interface Driver {
  readonly name: string
  readonly shareOfVariance: number
  /** Standard error of the share, if it comes from draws. */
  readonly standardError?: number
  /** The parameters with that name; the one that matters most comes first. */
  readonly parameters: readonly Parameter[]
}

/** Variables that people see as one input, with the change of the figure per score of each. */
export interface DriverGroup {
  readonly name: string
  readonly variables: readonly number[]
  readonly weights: readonly number[]
}

/**
 * The name of a parameter for all vehicles of a mode: `Passenger car, medium petrol euro-4: energy intensity, petrol`
 * becomes the energy intensity of cars.
 */
export const driverName = (name: string): string =>
  name.replace(/^([^:,]+),[^:]*:/, '$1:').replace(/: ([^,]+), .*$/, ': $1')

/** Names are words of the vocabulary, so that there are few; a set with more kinds of vehicles begins anew. */
const namesMade = new Map<string, string>()
const MAX_NAMES = 5000

function nameOfDriver({ name }: Parameter): string {
  const known = namesMade.get(name)
  if (known !== undefined) return known
  if (namesMade.size >= MAX_NAMES) namesMade.clear()
  const made = driverName(name)
  namesMade.set(name, made)
  return made
}

/** The groups of the variables that a figure depends on. */
export function driverGroups(
  { program, parameters }: Compiled,
  gradient: Float64Array,
): readonly DriverGroup[] {
  const groups = new Map<string, { name: string; variables: number[]; weights: number[] }>()
  for (let variable = 0; variable < program.variables.length; variable += 1) {
    const weight = gradient[variable] as number
    if (weight === 0) continue
    const name = nameOfDriver(parameters[variable] as Parameter)
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
 * The shares of a figure's first-order variance by cause, the largest first; they sum to 1. Variables that move together
 * share their joint effect evenly, so a share may be negative if they offset each other.
 *
 * @param propagation the propagation of the program
 * @param figure its index in `program.figures`
 * @returns an empty list if the figure is certain
 */
export function propagatedDrivers(
  compiled: Compiled,
  propagation: Propagation,
  figure: number,
): readonly Driver[] {
  const { gradient, together, variance } = propagation.slopeOf(figure)
  if (!(variance > 0)) return []
  return sortDrivers(
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

/** The parameters of variables; the one that moves the figure most comes first. */
export function byWeight(
  { parameters }: Compiled,
  variables: readonly number[],
  gradient: Float64Array,
): readonly Parameter[] {
  const [only, another] = variables
  if (only !== undefined && another === undefined) return [parameters[only] as Parameter]
  return variables
    .toSorted((a, b) => Math.abs(gradient[b] as number) - Math.abs(gradient[a] as number))
    .map((variable) => parameters[variable] as Parameter)
}

/** The largest first; equal shares by name. */
export const sortDrivers = (drivers: readonly Driver[]): readonly Driver[] =>
  drivers.toSorted((a, b) => b.shareOfVariance - a.shareOfVariance || (a.name < b.name ? -1 : 1))
