import { power } from '../kernel/power.ts'
import type { Target } from './lever.ts'
import { type PathPoint, pathValue } from './ramp.ts'
import type { ScenarioRecords } from './records.ts'

/** A target as a level by year, or as an amount that all years share. */
export interface TargetPath {
  readonly target: Target
  readonly year: number
  /** Share of the emissions of the base year that may be emitted in each year, from the base year on; none of a budget. */
  readonly levels?: readonly number[]
  readonly records: readonly string[]
}

/** @param years from the base year on */
export function targetPath(
  target: Target,
  years: readonly number[],
  { targets }: ScenarioRecords,
): TargetPath {
  const baseYear = years[0] as number
  const year = target.year ?? (years.at(-1) as number)
  const { kind, reduction = 0 } = target
  if (kind === 'budget') return { target, year, records: [] }
  if (kind === 'science-based') {
    const published = targets.filter((one) => one.kind === kind && one.year > baseYear)
    const points: PathPoint[] = [
      { year: baseYear, value: 1 },
      ...published.map((one) => ({ year: one.year, value: 1 + one.value })),
    ]
    return {
      target,
      year,
      levels: years.map((one) => pathValue(points, one)),
      records: published.map(({ id }) => id),
    }
  }
  const left = 1 - reduction
  const span = year - baseYear
  return {
    target,
    year,
    levels: years.map((one) => {
      const t = Math.min(1, (one - baseYear) / span)
      return kind === 'linear' ? 1 - reduction * t : rootPower(left, t)
    }),
    records: [],
  }
}

/** left to the power of t, in steps that `power` takes exactly enough. */
function rootPower(left: number, t: number): number {
  if (t === 0 || t === 1) return t === 0 ? 1 : left
  if (left < 0.4) return rootPower(Math.sqrt(left), t) ** 2
  return power(left, t)
}

/** How a line of emissions stands to a target. */
export interface TargetVerdict {
  readonly holds: boolean
  /** Emissions of the target's year, or of all years up to it, minus what may be emitted [kg]. */
  readonly gapKg: number
  /** From which year on the level of the target's year is kept; of a budget: the year in which it is used up. */
  readonly reached: number | undefined
}

/** @param line emissions by year from the base year [kg CO2e] */
export function judge(
  { target, year, levels }: TargetPath,
  line: ArrayLike<number>,
  years: readonly number[],
): TargetVerdict {
  const at = year - (years[0] as number)
  if (!levels) {
    const budget = target.budgetKg ?? 0
    let sum = 0
    let used: number | undefined
    for (let index = 1; index < years.length; index += 1) {
      if (index > at) break
      sum += line[index] as number
      if (sum > budget && used === undefined) used = years[index]
    }
    return { holds: sum <= budget, gapKg: sum - budget, reached: used }
  }
  const level = (levels[at] as number) * (line[0] as number)
  let reached: number | undefined
  for (let index = years.length - 1; index >= 0 && (line[index] as number) <= level; index -= 1)
    reached = years[index]
  return { holds: (line[at] as number) <= level, gapKg: (line[at] as number) - level, reached }
}
