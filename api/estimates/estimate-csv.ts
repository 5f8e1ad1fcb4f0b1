import { knownOf, type Sum } from '../estimate/figure-schema.ts'
import type { EstimateResult, LinesView } from '../estimate/result-schema.ts'
import { csvText } from '../http/csv.ts'
import { lineRows, withCoverage } from './lines-csv.ts'

/** Each list of groups, with the field that names a group in it. */
const GROUPS = {
  bySubSector: 'subSector',
  bySector: 'sector',
  byMode: 'mode',
  byScope: 'scope',
  byCarrier: 'carrier',
  byFlow: 'flow',
} as const

/**
 * An estimate as CSV (RFC 4180): the totals and every breakdown with their intervals, one figure a row, then a row for each
 * product of each line. `row` says which part of the result a figure is of, as `totals` or `byMode/car`.
 */
export function estimateCsv(result: EstimateResult, view: LinesView): string {
  const groups = Object.entries(GROUPS).flatMap(([list, field]) =>
    (result[list as keyof typeof GROUPS] as readonly Readonly<Record<string, unknown>>[]).flatMap((group) =>
      figureRows(`${list}/${group[field]}`, group),
    ),
  )
  const rows: readonly object[] = [...figureRows('totals', result.totals), ...groups, ...lineRows(view)]
  return csvText(withCoverage(rows, result.coverage), COLUMNS)
}

const COLUMNS = [
  ...['line', 'row', 'mode', 'flow', 'sector', 'subSector', 'vehicleClass', 'powertrain', 'emissionStandard'],
  ...['carrier', 'method', 'quantity', 'scope', 'value', 'lower', 'upper', 'unit', 'note'],
  ...['calculation', 'parameters', 'sources', 'coverage'],
]

/** The figures of one part; what is unknown has its known part for its value, with a note. */
function figureRows(row: string, part: Readonly<Record<string, unknown>>): readonly object[] {
  return Object.entries(part).flatMap(([quantity, figure]): readonly object[] => {
    if (quantity === 'shareOfCo2e')
      return typeof figure === 'number' ? [{ row, quantity, value: figure, unit: 'share' }] : []
    if (typeof figure !== 'object' || figure === null) return []
    const sum = figure as Sum
    const known = knownOf(sum)
    const note = sum.value !== null ? '' : `${known ? 'Known part only' : 'Not known'}. ${sum.reason}`
    const { value = '', lower = '', upper = '' } = known ?? {}
    return [{ row, quantity, value, lower, upper, unit: sum.unit, note }]
  })
}
