import { knownOf } from '../estimate/figure-schema.ts'
import { csvText } from '../http/csv.ts'
import type { Restatement } from './schema.ts'

/** A series as CSV (RFC 4180): a row for each year, filed and recomputed side by side; a missing year has only its number. */
export function restatementCsv({ filed, recomputed }: Restatement): string {
  const again = new Map(recomputed.years.map((one) => [one.year, one]))
  const given = filed.years.map((year) => {
    const after = again.get(year.year)
    return {
      year: year.year,
      city: year.city,
      population: year.population ?? '',
      unit: year.co2e.unit,
      filed: knownOf(year.co2e)?.value ?? '',
      filedLower: knownOf(year.co2e)?.lower ?? '',
      filedUpper: knownOf(year.co2e)?.upper ?? '',
      filedMethodVersion: year.methodVersion,
      filedFactorSet: year.factorSet,
      filedGwp: year.gwp,
      filedAllocation: year.allocation,
      breaksWithYearBefore: breakText(filed.breaks, year.year),
      filedEstimate: year.estimate,
      recomputed: knownOf(after?.co2e ?? null)?.value ?? '',
      recomputedLower: knownOf(after?.co2e ?? null)?.lower ?? '',
      recomputedUpper: knownOf(after?.co2e ?? null)?.upper ?? '',
      recomputedMethodVersion: recomputed.basis.methodVersion,
      recomputedFactorSet: recomputed.basis.factorSet,
      recomputedGwp: recomputed.basis.gwp,
      recomputedAllocation: recomputed.basis.allocation,
      recomputedEstimate: after?.estimate ?? '',
      change: after?.change ?? '',
      relativeChange: after?.relativeChange ?? '',
      coverage: (after ?? year).coverage?.sentence ?? '',
    }
  })
  const gaps = filed.missing.map((year) => ({ year }))
  const rows = [...given, ...gaps].sort((a, b) => a.year - b.year)
  return csvText(rows, Object.keys(given[0] ?? {}))
}

const breakText = (breaks: Restatement['filed']['breaks'], year: number): string =>
  breaks
    .filter(({ after }) => after === year)
    .flatMap(({ changed }) => changed.map(({ what, before, after }) => `${what}: ${before} → ${after}`))
    .join('; ')
