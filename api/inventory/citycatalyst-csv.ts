import { getKnown } from '../estimate/figure-schema.ts'
import { csvText } from '../http/csv.ts'
import { SUB_SECTOR_WORDS } from './ecrf-form.ts'
import type { InventoryDocument } from './schema.ts'
import { gasTonnes } from './sums.ts'

type Detail = InventoryDocument['rows'][number]['details'][number]

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
 * Each row has one unit, which its column says: the total is in t CO2e, the gases in t of each gas.
 */
export function citycatalystCsv({ id, rows }: InventoryDocument): string {
  const data = rows.flatMap(({ ref, subSector, notationKey, details }) => {
    const place = [id, ref, SUB_SECTOR_WORDS[subSector]]
    return notationKey ? [[...place, notationKey]] : details.map((detail) => [...place, ...cellsOf(detail)])
  })
  const full = data.map((row) =>
    Object.fromEntries(CITYCATALYST_HEADERS.map((head, index) => [head, row[index]])),
  )
  return csvText(full, CITYCATALYST_HEADERS)
}

function cellsOf(detail: Detail): readonly (string | number | null)[] {
  const { activity, amount, emissionFactor: factor, emissions, activitySource } = detail
  const tonnes = (['co2', 'ch4', 'n2o'] as const).map((gas) => gasTonnes(detail, gas))
  return [
    null,
    getKnown(emissions.co2e).value,
    't CO2e',
    activity,
    amount?.value ?? null,
    amount?.unit ?? null,
    factor.co2,
    factor.ch4,
    factor.n2o,
    factor.unit,
    ...tonnes,
    null,
    activitySource,
  ]
}
