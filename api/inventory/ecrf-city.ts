import type { InventoryDocument } from './schema.ts'
import { type Cells, headCell } from './workbook-cell.ts'

/** Sets of potentials that the form accepts without an explanation. */
const USUAL_GWP_SETS: readonly string[] = ['AR4', 'AR5']

/** eCRF_1: labels and values. Cells that an inventory document cannot fill are empty. */
export function citySheet({
  id,
  city,
  period,
  gwp,
  method,
  methodVersion,
  factorSet,
  totals,
}: InventoryDocument): Cells {
  const whyGwp = USUAL_GWP_SETS.includes(gwp) ? null : 'The request of the estimate chose this set.'
  const level = totals.basicPlus.complete ? 'BASIC+' : totals.basic.complete ? 'BASIC' : null
  return [
    [headCell('City'), null],
    ['Type of inventory', 'Transport (GPC II) only'],
    ['Name of city', city.name],
    ['Country', city.country],
    ['Region', null],
    ['City ID (GeoNames)', null],
    ['City coordinate', null],
    ['Inventory year', yearOrText(period)],
    ['Geographic boundary', null],
    ['Heating degree days (HDD)', null],
    ['Cooling degree days (CDD)', null],
    ['Land area (km2)', null],
    ['Resident population', city.population ?? null],
    ['GDP (US$)', null],
    ['Type of economy', null],
    ['Climate', null],
    ['Other information', null],
    [headCell('Inventory'), null],
    [
      'Tool used',
      `Cordon, method version ${methodVersion}, factor set ${factorSet.id} (${factorSet.digest}), estimate ${id}`,
    ],
    ['GPC reporting level', level],
    ['Gases included', 'CO2, CH4, N2O'],
    ['Global warming potential (GWP)', gwp],
    ['Explanation where not AR4 or AR5', whyGwp],
    ['Overall methodology description', `${method.allocation}: ${method.description}`],
    ['Regulations', null],
    ['Comment on change in emissions', null],
    ['Third-party audit (Y/N)', null],
    ['Auditor', null],
    ['Audit year', null],
    ['Planned improvements', null],
    [headCell('Compiler'), null],
    ['Name', null],
    ['Department', null],
    ['Date', null],
    ['Version', null],
    ['E-mail', null],
    ['Web page', null],
  ]
}

/** A year as a number, as spreadsheets keep it; another period as text. */
export const yearOrText = (period: string): number | string =>
  /^\d{4}$/.test(period) ? Number(period) : period
