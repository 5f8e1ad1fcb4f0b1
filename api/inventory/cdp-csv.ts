import { getKnown } from '../estimate/figure-schema.ts'
import { csvText } from '../http/csv.ts'
import type { InventoryDocument } from './schema.ts'
import { notEstimated, scopeSum } from './sums.ts'

/**
 * The totals that CDP-ICLEI asks for, under the headers of its data of 2021: one row.
 *
 * A total is empty if none of its rows has a number; BASIC+ is empty if no row of scope 3 has one.
 * The questionnaire asks for the whole city, but this is only its transport; the comment says so.
 */
export function cdpCsv({ city, period, rows, totals, method, gwp, coverage }: InventoryDocument): string {
  const missing = notEstimated(rows)
  const comment = [
    coverage.sentence,
    `Transport (GPC II) only; allocation ${method.allocation}, GWP ${gwp}.`,
    ...(missing.length > 0 ? [`Not estimated, and not in any total: ${missing.join(', ')}.`] : []),
  ]
  const [scope1, scope2, scope3] = [scopeSum(rows, '1'), scopeSum(rows, '2'), scopeSum(rows, '3')]
  const hasBasic = scope1 !== undefined || scope2 !== undefined
  const row = {
    City: city.name,
    Country: city.country,
    'Accounting year': period,
    'Primary Protocol': 'Global Protocol for Community Greenhouse Gas Emissions Inventories (GPC)',
    'Primary Protocol Comment': comment.join(' '),
    'Gases Included': 'CO2; CH4; N2O',
    'TOTAL Scope 1 Emissions (metric tonnes CO2e)': scope1 ?? '',
    'TOTAL Scope 2 emissions (metric tonnes CO2e)': scope2 ?? '',
    'TOTAL Scope 3 Emissions': scope3 ?? '',
    'TOTAL BASIC Emissions (GPC)': hasBasic ? getKnown(totals.basic.co2e).value : '',
    'TOTAL BASIC+ Emissions (GPC)': scope3 === undefined ? '' : getKnown(totals.basicPlus.co2e).value,
    Population: city.population ?? '',
  }
  return csvText([row])
}
