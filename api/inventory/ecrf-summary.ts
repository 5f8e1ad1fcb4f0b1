import { SCOPES, SUB_SECTORS } from '../../src/index.ts'
import { SUB_SECTOR_WORDS, UNSUMMED_REF } from './ecrf-form.ts'
import type { InventoryDocument } from './schema.ts'
import { notEstimated, scopeSum } from './sums.ts'
import { type Cell, type Cells, headCell } from './workbook-cell.ts'

type Row = InventoryDocument['rows'][number]

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
      row?.emissions?.co2e.value ?? null,
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
export function keyText({ ref, notationKey, reportedIn, explanation }: Row): string {
  const where = reportedIn === null ? '' : ` in ${reportedIn}`
  return `${ref} ${notationKey}${where}: ${explanation ?? 'not explained.'}`
}
