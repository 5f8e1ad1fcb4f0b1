import type { EstimateResult, LinesView } from '../estimate/result-schema.ts'
import { csvText } from '../http/csv.ts'

const SIGNS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  times: ['× ', ''],
  'divided-by': ['÷ ', ''],
  'times-complement': ['× (1 − ', ')'],
  'divided-by-complement': ['÷ (1 − ', ')'],
}

/**
 * The lines of an estimate as CSV (RFC 4180): one row for each product, with what it was multiplied from.
 *
 * @param coverage of the estimate, said in the first row; absent if an earlier version made the estimate
 */
export function linesCsv(view: LinesView, coverage: EstimateResult['coverage'] | undefined): string {
  return csvText(withCoverage(lineRows(view), coverage))
}

/** The coverage is said once, before any number. */
export const withCoverage = <Row extends object>(
  rows: readonly Row[],
  coverage: EstimateResult['coverage'] | undefined,
) => rows.map((row, at) => ({ ...row, coverage: at === 0 ? (coverage?.sentence ?? '') : '' }))

/** A row for each product. */
export function lineRows({ lines, parameters }: LinesView) {
  return lines.flatMap(({ products, ...line }) =>
    products.map(({ quantity, scope = '', value, lower, upper, unit, terms }) => {
      const used = terms.flatMap(({ parameter, role }) => {
        const found = parameters[parameter]
        return found ? [{ ...found, role }] : []
      })
      return {
        line: line.id,
        row: line.pointer,
        mode: line.mode ?? '',
        flow: line.flow ?? '',
        sector: line.sector ?? '',
        subSector: line.subSector,
        vehicleClass: line.vehicleClass ?? '',
        powertrain: line.powertrain ?? '',
        emissionStandard: line.emissionStandard ?? '',
        carrier: line.carrier ?? '',
        method: line.method,
        quantity,
        scope,
        value,
        lower: lower ?? '',
        upper: upper ?? '',
        unit,
        calculation: used
          .map(({ role, value: number, unit: per }) => termText(role, `${number} ${per}`))
          .join(' ')
          .replace(/^× /, ''),
        parameters: used.map(({ name }) => name).join('; '),
        sources: [
          ...new Set(
            used.map(({ record, origin }) => (record ? `${record.source}, ${record.locator}` : origin)),
          ),
        ].join('; '),
      }
    }),
  )
}

function termText(role: string, text: string): string {
  const [before, after] = SIGNS[role] ?? [`${role} `, '']
  return `${before}${text}${after}`
}
