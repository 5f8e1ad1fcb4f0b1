import Papa from 'papaparse'
import { SUB_SECTOR_WORDS } from '../ecrf-form.ts'
import type { InventoryDocument } from '../schemas/inventory.ts'

const KG_PER_T = 1000

/** The columns of CityCatalyst's download, in their order. */
export const CITYCATALYST_HEADERS = [
  'Inventory Reference',
  'GPC Reference Number',
  'Subsector name',
  'Notation Key',
  'Total Emissions',
  'Total Emission Units',
  'Activity type',
  'Activity Value',
  'Activity Units',
  'Emission Factor - CO2',
  'Emission Factor - CH4',
  'Emission Factor - N2O',
  'Emission Factor - Unit',
  'CO2 Emissions',
  'CH4 Emissions',
  'N2O Emissions',
  'Data source ID',
  'Data source name',
] as const

/**
 * An inventory as CityCatalyst's CSV: a row for each activity, or for a notation key.
 *
 * The form mixes units, and so does this: the total is t CO2e, the gases are kg of each gas.
 */
export function citycatalystCsv({ id, rows }: InventoryDocument): string {
  const data = rows.flatMap(({ ref, subSector, notationKey, details }) => {
    const place = [id, ref, SUB_SECTOR_WORDS[subSector]]
    if (notationKey) return [[...place, notationKey]]
    return details.map(({ activity, amount, emissionFactor: factor, emissions, activitySource }) => [
      ...place,
      null,
      emissions.co2e.value,
      't CO2e',
      activity,
      amount?.value,
      amount?.unit,
      factor.co2,
      factor.ch4,
      factor.n2o,
      factor.unit,
      emissions.co2.value * KG_PER_T,
      emissions.ch4.value * KG_PER_T,
      emissions.n2o.value * KG_PER_T,
      null,
      activitySource,
    ])
  })
  const full = data.map((row) => CITYCATALYST_HEADERS.map((_, index) => row[index] ?? ''))
  const table = { fields: [...CITYCATALYST_HEADERS], data: full }
  return `${Papa.unparse(table, { escapeFormulae: true, newline: '\r\n' })}\r\n`
}
