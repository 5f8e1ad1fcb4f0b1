import type { Figure } from '../estimate/figure-schema.ts'
import { csvText } from '../http/csv.ts'
import type { BoundariesDocument } from './schema.ts'

const COLUMNS = ['estimate', 'allocation', 'to', 'kind', 'of', 'value', 'lower', 'upper', 'unit', 'complete']

/**
 * Allocations as CSV (RFC 4180): a row for each total, scope and sub-sector of each allocation, and for each step from one to the
 * next. An allocation without a figure has a row without a value, which says what is missing.
 */
export function boundariesCsv({ estimate, sides, bridges, notAvailable }: BoundariesDocument): string {
  const row = (allocation: string, kind: string, of: string, figure: Figure, more: object = {}) => ({
    estimate,
    allocation,
    kind,
    of,
    value: figure.value,
    lower: figure.lower,
    upper: figure.upper,
    unit: figure.unit,
    ...more,
  })
  const ofSides = sides.flatMap(({ allocation, co2e, basic, basicPlus, complete, byScope, bySubSector }) => [
    row(allocation, 'total', 'co2e', co2e, { complete }),
    row(allocation, 'total', 'basic', basic, { complete }),
    row(allocation, 'total', 'basic+', basicPlus, { complete }),
    ...byScope.map((one) => row(allocation, 'scope', one.scope, one.co2e, { complete })),
    ...bySubSector.map((one) => row(allocation, 'sub-sector', one.subSector, one.co2e, { complete })),
  ])
  const ofBridges = bridges.flatMap(({ from, to, steps }) =>
    steps.map(({ id, co2e }) => row(from, 'step', id, co2e, { to })),
  )
  const lacking = notAvailable.map(({ allocation, missing }) => ({
    estimate,
    allocation,
    kind: 'not-available',
    of: missing.join(' '),
  }))
  return csvText([...ofSides, ...ofBridges, ...lacking], COLUMNS)
}
