import { yearOrText } from './ecrf-city.ts'
import {
  DETAIL_HEADERS,
  type DetailColumn,
  SCOPE_WORDS,
  SUB_SECTOR_WORDS,
  TRANSPORT_SECTOR,
} from './ecrf-form.ts'
import { keyText } from './ecrf-summary.ts'
import type { InventoryDocument } from './schema.ts'
import { gasTonnes } from './sums.ts'
import { type Cell, type Cells, headCell } from './workbook-cell.ts'

type Row = InventoryDocument['rows'][number]
type Detail = Row['details'][number]
type Filled = Partial<Readonly<Record<DetailColumn, Cell>>>

const COLUMNS = Object.keys(DETAIL_HEADERS) as readonly DetailColumn[]

/**
 * eCRF_3: a row for each activity, or one with the notation key if there is no number.
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

function detailCells(detail: Detail, gwp: InventoryDocument['gwpValues']): Filled {
  return {
    activity: detail.activity,
    activityAmount: detail.amount?.value ?? null,
    activityUnit: detail.amount?.unit ?? null,
    activityDescription: described(detail),
    activitySource: detail.activitySource,
    activityQuality: detail.activityQuality.grade,
    ...factorCells(detail.emissionFactor),
    factorQuality: detail.factorQuality.grade,
    ...emissionCells(detail, gwp),
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

function emissionCells(detail: Detail, gwp: InventoryDocument['gwpValues']): Filled {
  const { co2e, biogenicCo2 } = detail.emissions
  const asCo2e = (gas: 'ch4' | 'n2o'): number | null => {
    const tonnes = gasTonnes(detail, gas)
    return tonnes === null || gwp === undefined ? null : tonnes * gwp[gas]
  }
  return {
    co2: gasTonnes(detail, 'co2'),
    ch4: asCo2e('ch4'),
    n2o: asCo2e('n2o'),
    co2e: co2e.value,
    biogenicCo2: biogenicCo2.value,
  }
}

/** The form has no column for emissions known only as CO2e. */
function described({ activityDescription, emissions: { unsplit } }: Detail): string {
  if (unsplit.value === 0) return activityDescription
  return `${activityDescription} (${unsplit.value} t CO2e are known only as CO2e: they are in the total, but in no column of a gas.)`
}
