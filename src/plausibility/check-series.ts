import type { Notice } from '../issues/issue.ts'
import { type Band, judge, range } from './band.ts'
import { type Check, type Finding, noticeOf } from './check.ts'
import { POPULATION_JUMP, YEAR_ON_YEAR_JUMP } from './check-list.ts'

/** No ratio of a year to the year before is impossible: the city filed both. */
const ratioBand = (atMost: number): Band => ({ usual: range(1 / atMost, atMost), possible: {} })
export const JUMP_BAND = ratioBand(1.3)
export const POPULATION_JUMP_BAND = ratioBand(1.1)

export interface YearFigures {
  readonly year: number
  readonly pointer: string
  readonly co2eKg: number
  readonly population: number | undefined
}

/**
 * Finds jumps from one year to the next that cities seldom make. Over a gap, the yearly mean of the jump counts.
 *
 * @param years in order, each year once
 */
export function checkSeries(years: readonly YearFigures[]): readonly Notice[] {
  return years.flatMap((after, index) => {
    const before = years[index - 1]
    if (!before) return []
    return [
      ...jump(YEAR_ON_YEAR_JUMP, before, after, before.co2eKg, after.co2eKg, JUMP_BAND),
      ...jump(POPULATION_JUMP, before, after, before.population, after.population, POPULATION_JUMP_BAND),
    ].map(noticeOf)
  })
}

function jump(
  check: Check,
  before: YearFigures,
  after: YearFigures,
  from: number | undefined,
  to: number | undefined,
  limits: Band,
): readonly Finding[] {
  if (!from || !to) return []
  const value = (to / from) ** (1 / (after.year - before.year))
  const verdict = judge(value, limits)
  if (!verdict) return []
  const subject = `${before.year} to ${after.year}`
  return [{ ...verdict, check, subject, value, band: limits, pointer: after.pointer }]
}
