import type { Estimate } from '../estimate/estimate.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { findFactor } from '../factors/select.ts'
import { periodText } from '../kernel/period.ts'
import { band, judge, range } from './band.ts'
import type { Finding } from './check.ts'
import { TEMPERATURE } from './check-list.ts'

/** How far a city may lie outside the 95 % interval of its country's normal, and how far no city does [°C]. */
const UNUSUAL_C = 15
const IMPOSSIBLE_C = 35
/** Of a whole year: seasons even out, and no city of a nation lies further off (Utqiagvik 20, Sanya 19 °C). */
const IMPOSSIBLE_OF_YEAR_C = 25

/** Checks a stated temperature against the normal of the country in that month or year; sets without normals say nothing. */
export function checkTemperature({ input }: Estimate, set: FactorSet): readonly Finding[] {
  const { climate, city, period } = input
  if (!climate) return []
  const { value, pointer } = climate.meanTemperature
  const at = { region: city.country, year: period.year }
  const ofYear = { kind: 'mean-temperature' } as const
  const { month } = period
  const normal =
    (month === undefined ? undefined : findFactor(set, { subject: { ...ofYear, month }, ...at })) ??
    findFactor(set, { subject: ofYear, ...at })
  if (!normal) return []
  const { canonicalValue, lower = canonicalValue, upper = canonicalValue } = normal.record
  const around = (degrees: number) => range(lower - degrees, upper + degrees)
  const limits = band(around(UNUSUAL_C), around(month === undefined ? IMPOSSIBLE_OF_YEAR_C : IMPOSSIBLE_C))
  const verdict = judge(value, limits)
  if (!verdict) return []
  const subject = `${city.country} ${periodText(period)}`
  return [{ ...verdict, check: TEMPERATURE, subject, value, band: limits, pointer }]
}
