import type { Column } from './column.ts'
import { DrawnDrivers, type DrawnShare } from './drawn-drivers.ts'
import type { DriverGroup } from './driver.ts'
import { type DrawnFigure, Evaluation } from './evaluation.ts'
import type { Program, ProgramFigure } from './program.ts'
import type { Interval } from './propagation.ts'
import { MAX_SEED } from './stream.ts'
import { type Limit, Tails } from './tail.ts'

/** A request for the drivers of a figure, with the groups of variables that may be drivers. */
export interface DriverTask {
  /** The id of the figure. */
  readonly figure: string
  readonly groups: readonly DriverGroup[]
}

/** The same program and options give the same bits on every machine. */
export interface SimulationOptions {
  /** Whole number from `DRAWS.least` to `DRAWS.most`. */
  readonly draws: number
  /** Whole number from 0 to 4 294 967 295. */
  readonly seed: number
  /** Level of confidence, at least 0.5 and below 1; 0.95 by default. */
  readonly level?: number
  /** Figures that need drivers; none by default. */
  readonly driversOf?: readonly DriverTask[]
}

/** The interval of a figure, from draws. */
export interface DrawnInterval extends Interval {
  /** The value in the estimate. */
  readonly value: number
  /** Half the width of the 95 % interval of the limit itself, from the order of the draws. */
  readonly lowerError: number
  readonly upperError: number
  /** True if both limits are known to within 1 % of themselves, as IPCC requires. */
  readonly converged: boolean
}

/** The results of the draws, as plain data. */
export interface Simulation {
  /** One for each shown figure, in the same order. */
  readonly intervals: readonly DrawnInterval[]
  /** One for each item of `driversOf`, in the same order. */
  readonly drivers: readonly { readonly figure: string; readonly shares: readonly DrawnShare[] }[]
  /** True if every interval converged. */
  readonly converged: boolean
  /** The figure with the least certain limits, with its larger error ÷ limit; undefined if all are certain. */
  readonly worst: { readonly id: string; readonly errorShare: number } | undefined
}

export const DRAWS = { least: 100, most: 1_000_000 } as const

/** Drivers need only this many draws: a share is then known to a percent of the variance. */
const DRIVER_DRAWS = 20_480

/** IPCC 2006, Volume 1, section 3.2.3: draws suffice when the 95 % interval is determined to within ±1 %. */
const CONVERGED_SHARE = 0.01

/**
 * Intervals of every shown figure by IPCC Approach 2: every parameter is drawn once for all figures that it is part of.
 * Memory does not grow with the draws, except for the outer 2 × 3 % of them, which can be the limits of a figure.
 *
 * @throws {RangeError} for draws, a seed or a level out of range
 */
export function simulate(program: Program, options: SimulationOptions): Simulation {
  const { draws, seed, level = 0.95, driversOf = [] } = options
  checkRange(draws, seed, level)
  const share = (1 - level) / 2
  let run = runOnce(program, draws, seed, share, driversOf, false)
  if ([...run.tails.values()].some(({ isComplete }) => !isComplete))
    run = runOnce(program, draws, seed, share, driversOf, true)
  const { figures, tails, drivers } = run
  const found = program.figures.flatMap((figure, index) =>
    figure.shown
      ? [intervalOf(figure, program.values[index] as number, figures[index] as DrawnFigure, tails)]
      : [],
  )
  return {
    intervals: found.map(({ interval }) => interval),
    drivers: driversOf.map(({ figure }, index) => ({ figure, shares: drivers[index]?.shares() ?? [] })),
    converged: found.every(({ interval }) => interval.converged),
    worst: worstOf(found),
  }
}

interface Run {
  readonly figures: readonly DrawnFigure[]
  readonly tails: ReadonlyMap<Column, Tails>
  readonly drivers: readonly DrawnDrivers[]
}

function runOnce(
  program: Program,
  draws: number,
  seed: number,
  share: number,
  driversOf: readonly DriverTask[],
  isCareful: boolean,
): Run {
  const evaluation = new Evaluation(program, seed)
  const { figures } = evaluation
  const drivers = driversOf.map(({ figure: id, groups }) => {
    const index = program.figures.findIndex((figure) => figure.id === id)
    if (index < 0) throw new RangeError(`No figure is called ${id}.`)
    return new DrawnDrivers(evaluation, index, program.values[index] ?? 0, groups)
  })
  // Figures that read the same column share one pair of tails.
  const tails = new Map<Column, Tails>()
  for (const [index, { shown }] of program.figures.entries()) {
    const column = figures[index]?.column
    if (shown && column && !tails.has(column)) tails.set(column, new Tails(draws, share, isCareful))
  }
  for (let done = 0; done < draws; done += evaluation.block) {
    const count = Math.min(evaluation.block, draws - done)
    evaluation.next()
    for (const [column, one] of tails) one.add(column, count)
    if (done < DRIVER_DRAWS) for (const one of drivers) one.add(count)
  }
  return { figures, tails, drivers }
}

interface Found {
  readonly interval: DrawnInterval
  readonly errorShare: number
}

function intervalOf(
  { id }: ProgramFigure,
  value: number,
  { column, scale, constant }: DrawnFigure,
  tails: ReadonlyMap<Column, Tails>,
): Found {
  const drawn = column && tails.get(column)
  if (!drawn) {
    const certain = { lower: value, upper: value, lowerError: 0, upperError: 0 }
    return { interval: { id, value, ...certain, converged: true }, errorShare: 0 }
  }
  const read = ({ value: limit, error, isBracketed }: Limit): Limit => ({
    value: constant + scale * limit,
    error: scale * error,
    isBracketed,
  })
  const lower = read(drawn.lower)
  const upper = read(drawn.upper)
  const errorShare = Math.max(errorShareOf(lower), errorShareOf(upper))
  const interval = {
    id,
    value,
    lower: lower.value,
    upper: upper.value,
    lowerError: lower.error,
    upperError: upper.error,
    converged: lower.isBracketed && upper.isBracketed && errorShare <= CONVERGED_SHARE,
  }
  return { interval, errorShare }
}

const errorShareOf = ({ value, error }: Limit): number => (error === 0 ? 0 : error / Math.abs(value))

function worstOf(found: readonly Found[]): Simulation['worst'] {
  const [first, ...others] = found.filter(({ errorShare }) => errorShare > 0)
  if (!first) return undefined
  const { interval, errorShare } = others.reduce(
    (worst, one) => (one.errorShare > worst.errorShare ? one : worst),
    first,
  )
  return { id: interval.id, errorShare }
}

function checkRange(draws: number, seed: number, level: number): void {
  if (!(Number.isInteger(draws) && draws >= DRAWS.least && draws <= DRAWS.most))
    throw new RangeError(`${draws} is not a whole number of draws from ${DRAWS.least} to ${DRAWS.most}.`)
  if (!(Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED))
    throw new RangeError(`${seed} is not a whole number from 0 to ${MAX_SEED}.`)
  if (!(level >= 0.5 && level < 1)) throw new RangeError(`${level} is not a level from 0.5 and below 1.`)
}
