import {
  DETAIL_HEADERS,
  type DetailColumn,
  SCOPE_WORDS,
  SUB_SECTOR_WORDS,
  TRANSPORT_SECTOR,
} from '../ecrf-form.ts'
import type { InventoryDocument } from '../schemas/inventory.ts'
import { yearOrText } from './ecrf-1.ts'
import { keyText } from './ecrf-2.ts'
import { type Cell, type Cells, headCell } from './workbook-cell.ts'

type Row = InventoryDocument['rows'][number]
type Detail = Row['details'][number]
type Emissions = Detail['emissions']
type Filled = Partial<Readonly<Record<DetailColumn, Cell>>>

const COLUMNS = Object.keys(DETAIL_HEADERS) as readonly DetailColumn[]

/**
 * eCRF_3: a row for each activity; one with the notation key where there is no number.
 *
 * The columns of gases are t CO2e of each gas, not tonnes of gas. Without `gwpValues` those of CH4 and N2O are empty.
 */
export function detailSheet(document: InventoryDocument): Cells {
  const rows = document.rows.flatMap((row): readonly Filled[] => {
    const place = placeOf(row, document)
    if (row.notationKey)
      return [{ ...place, notationKey: row.notationKey, activityDescription: keyText(row) }]
    return row.details.map((detail) => ({ ...place, ...detailCells(detail, document.gwpValues) }))
  })
  return [
    COLUMNS.map((column) => headCell(DETAIL_HEADERS[column])),
    ...rows.map((row) => COLUMNS.map((column) => row[column] ?? null)),
  ]
}

const placeOf = ({ ref, subSector, scope }: Row, { period }: InventoryDocument): Filled => ({
  inventoryYear: yearOrText(period),
  gpcRef: ref,
  sector: TRANSPORT_SECTOR,
  subSector: SUB_SECTOR_WORDS[subSector],
  scope: SCOPE_WORDS[scope],
})

function detailCells(
  {
    activity,
    amount,
    activityDescription,
    activitySource,
    activityQuality,
    factorQuality,
    emissionFactor,
    emissions,
  }: Detail,
  gwp: InventoryDocument['gwpValues'],
): Filled {
  return {
    activity,
    activityAmount: amount?.value ?? null,
    activityUnit: amount?.unit ?? null,
    activityDescription: described(activityDescription, emissions),
    activitySource,
    activityQuality: activityQuality.grade,
    ...factorCells(emissionFactor),
    factorQuality: factorQuality.grade,
    ...emissionCells(emissions, gwp),
  }
}

const factorCells = (factor: Detail['emissionFactor']): Filled => ({
  factorUnit: factor.unit,
  factorCo2: factor.co2,
  factorCh4: factor.ch4,
  factorN2o: factor.n2o,
  factorCo2e: factor.co2e,
  factorBiogenicCo2: factor.biogenicCo2,
  factorYear: factor.year === null ? null : yearOrText(factor.year),
  factorScale: factor.scale,
  factorDescription: factor.description,
  factorSource: factor.source,
})

const emissionCells = (
  { co2, ch4, n2o, co2e, biogenicCo2 }: Emissions,
  gwp: InventoryDocument['gwpValues'],
): Filled => ({
  co2: co2.value,
  ch4: gwp ? ch4.value * gwp.ch4 : null,
  n2o: gwp ? n2o.value * gwp.n2o : null,
  co2e: co2e.value,
  biogenicCo2: biogenicCo2.value,
})

/** The form has no column for what is known as CO2e alone. */
function described(text: string, { unsplit }: Emissions): string {
  if (unsplit.value === 0) return text
  return `${text} (${unsplit.value} t CO2e are known as CO2e only: in the total, in the column of no gas.)`
}
