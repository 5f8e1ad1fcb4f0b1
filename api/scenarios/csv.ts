import { csvText } from '../http/csv.ts'
import type { ScenarioResult } from './schema.ts'

/** A scenario as CSV (RFC 4180): a row for each year. */
export function scenarioCsv({ years, base }: ScenarioResult): string {
  return csvText(
    years.map(({ year, reference, scenario, difference }) => ({
      year,
      city: base.city,
      unit: reference.unit,
      reference: reference.value,
      referenceLower: reference.lower ?? '',
      referenceUpper: reference.upper ?? '',
      scenario: scenario.value,
      scenarioLower: scenario.lower ?? '',
      scenarioUpper: scenario.upper ?? '',
      difference: difference.value,
      differenceLower: difference.lower ?? '',
      differenceUpper: difference.upper ?? '',
    })),
  )
}
