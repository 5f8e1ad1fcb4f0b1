import { SCOPES, SUB_SECTORS } from '../../src/index.ts'
import { getKnown, knownOf } from '../estimate/figure-schema.ts'
import {
  DETAIL_HEADERS,
  type DetailColumn,
  SCOPE_WORDS,
  SUB_SECTOR_WORDS,
  TRANSPORT_SECTOR,
  UNSUMMED_REF,
} from './ecrf-form.ts'
import type { InventoryDocument } from './schema.ts'
import { gasReasons, gasTonnes, notEstimated, scopeSum } from './sums.ts'

type Row = InventoryDocument['rows'][number]

/** What a cell of a workbook may hold; null is an empty cell. */
export type Cell = string | number | null | { readonly value: string; readonly fontWeight: 'bold' }
export type Cells = readonly (readonly Cell[])[]

/** A bold cell of a head. */
const headCell = (value: string): Cell => ({ value, fontWeight: 'bold' })

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
  coverage,
  compiler,
}: InventoryDocument): Cells {
  const whyGwp = USUAL_GWP_SETS.includes(gwp) ? null : 'The request of the estimate chose this set.'
  const level = totals.basicPlus.complete ? 'BASIC+' : totals.basic.complete ? 'BASIC' : null
  return [
    [headCell('City'), null],
    ['Type of inventory', 'Transport (GPC II) only'],
    ['Name of city', city.name],
    ['Country', city.country],
    ['Region', city.region ?? null],
    ['City ID (GeoNames)', null],
    ['City coordinate', null],
    ['Inventory year', yearOrText(period)],
    ['Geographic boundary', city.boundary ?? null],
    ['Heating degree days (HDD)', null],
    ['Cooling degree days (CDD)', null],
    ['Land area (km2)', city.area ?? null],
    ['Resident population', city.population ?? null],
    ['GDP (US$)', null],
    ['Type of economy', null],
    ['Climate', null],
    ['Other information', coverage.sentence],
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
    ['Name', compiler?.office ?? null],
    ['Department', compiler?.department ?? null],
    ['Date', null],
    ['Version', null],
    ['E-mail', null],
    ['Web page', compiler?.webPage ?? null],
  ]
}

/** A year as a number, as spreadsheets keep it; another period as text. */
const yearOrText = (period: string): number | string => (/^\d{4}$/.test(period) ? Number(period) : period)

const HEAD: Cells = [
  [
    headCell('Sectors and Sub-Sectors'),
    headCell('Direct Emissions'),
    null,
    headCell('Indirect emissions from the use of grid-supplied energy'),
    null,
    headCell('Emissions occurring outside the city boundary'),
    null,
    headCell('Explanation'),
  ],
  [
    null,
    ...SCOPES.flatMap(() => [headCell('tCO2e'), headCell('Notation key')]),
    headCell('Exclusions, what is reported elsewhere, comments'),
  ],
]

/** eCRF_2: a row for each sub-sector, in t CO2e by scope. */
export function summarySheet({ rows }: InventoryDocument): Cells {
  const subSectors = SUB_SECTORS.map((subSector): readonly Cell[] => {
    const of = SCOPES.map((scope) =>
      rows.find((row) => row.subSector === subSector && row.scope === scope && isSummary(row)),
    )
    const cells = of.flatMap((row): readonly Cell[] => [
      knownOf(row?.emissions?.co2e ?? null)?.value ?? null,
      row?.notationKey ?? null,
    ])
    const explanations = of.flatMap((row) => (row?.notationKey ? [keyText(row)] : []))
    return [SUB_SECTOR_WORDS[subSector], ...cells, explanations.join(' ') || null]
  })
  return [...HEAD, ...subSectors, totalOf(rows)]
}

/** Whether a row belongs to a sub-sector and scope: II.5.3 does too, although it is in no sum. */
const isSummary = ({ ref, subSector, scope }: Row): boolean => ref === `${subSector}.${scope}`

function totalOf(rows: readonly Row[]): readonly Cell[] {
  const sums = SCOPES.flatMap((scope): readonly Cell[] => [scopeSum(rows, scope) ?? null, null])
  const missing = notEstimated(rows)
  const notes = [
    ...(missing.length > 0 ? [`Not estimated, and therefore not in the total: ${missing.join(', ')}.`] : []),
    ...(rows.some(({ ref, emissions }) => ref === UNSUMMED_REF && emissions)
      ? [`${UNSUMMED_REF} is in no total.`]
      : []),
  ]
  return ['Total Transport', ...sums, notes.join(' ') || null]
}

/** A notation key in words: its row, its reason, and the row that holds the emissions. */
function keyText({ ref, notationKey, reportedIn, explanation }: Row): string {
  const where = reportedIn === null ? '' : ` in ${reportedIn}`
  return `${ref} ${notationKey}${where}: ${explanation ?? 'not explained.'}`
}

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
    co2e: getKnown(co2e).value,
    biogenicCo2: biogenicCo2.value,
  }
}

/** The form has no column for emissions known only as CO2e, or for gases known only in part. */
function described(detail: Detail): string {
  const { activityDescription, emissions } = detail
  const { value } = emissions.unsplit
  const notes = [
    ...(value === 0
      ? []
      : [`${value} t CO2e are known only as CO2e: they are in the total, but in no column of a gas.`]),
    ...gasReasons(detail),
  ]
  return notes.length === 0 ? activityDescription : `${activityDescription} (${notes.join(' ')})`
}
