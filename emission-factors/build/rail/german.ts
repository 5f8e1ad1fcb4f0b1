import { interpolated, type Line, type Points } from '../levels/line.ts'
import type { NationalFigures } from '../levels/national-figures.ts'
import { meanOf } from '../levels/smooth.ts'

export const GERMAN_LOCATOR =
  'per train-km: edition 2021 from 2009 on, a straight line; before, the trend of a typical country in edition 2015'

/** A straight line through the logarithms. */
export function steadyTrend(points: Points): Map<number, number> {
  const meanYear = meanOf([...points.keys()])
  const meanLog = meanOf([...points.values()].map(Math.log))
  const years = [...points.keys()]
  const slope =
    years.reduce(
      (sum, year) => sum + (year - meanYear) * (Math.log(points.get(year) as number) - meanLog),
      0,
    ) / years.reduce((sum, year) => sum + (year - meanYear) ** 2, 0)
  return new Map(years.map((year) => [year, Math.exp(meanLog + slope * (year - meanYear))]))
}

/** From this year on the German edition falls as others do; before, by 18 % in one year: it counts other trains. */
const GERMAN_FROM = 2009

/** The German edition from 2009 on, on a straight line, and before it the trend of a typical country at its level. */
export function germanLine(german: Points, typical: Points): Points {
  const own = steadyTrend(new Map([...german].filter(([year]) => year >= GERMAN_FROM)))
  const ratio = (own.get(GERMAN_FROM) as number) / (typical.get(GERMAN_FROM) as number)
  const before = [...typical].filter(([year]) => year < GERMAN_FROM)
  return new Map([...before.map(([year, energy]) => [year, energy * ratio] as const), ...own])
}

/** The mean of electric and diesel trains at 65 to 35, until 2019: the pandemic is in no default. */
export function germanPersons(figures: NationalFigures): Line {
  const of = (powertrain: string): Points =>
    figures.points({ measure: 'occupancy', mode: 'rail', powertrain, region: 'DE' })
  const diesel = of('diesel')
  const means = [...of('electric')].map(
    ([year, electric]) => [year, 0.65 * electric + 0.35 * (diesel.get(year) as number)] as const,
  )
  return interpolated(steadyTrend(new Map(means.filter(([year]) => year <= 2019))))
}
