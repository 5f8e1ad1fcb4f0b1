import type { Sum } from '../estimate/figure-schema.ts'
import { csvText } from '../http/csv.ts'
import type { InventoryDocument } from './schema.ts'

type Row = InventoryDocument['rows'][number]
type Detail = Row['details'][number]

/** The columns in order; docs/method.md describes each. */
export const INVENTORY_COLUMNS = [
  'ref',
  'subSector',
  'scope',
  'level',
  'title',
  'notationKey',
  'explanation',
  'reportedIn',
  'activity',
  'carrier',
  'modes',
  'quantity',
  'value',
  'unit',
  'lower',
  'upper',
  'factor',
  'factorUnit',
  'factorScale',
  'factorYear',
  'activityQuality',
  'factorQuality',
  'activitySource',
  'factorSource',
  'note',
  'coverage',
] as const

type Cells = { readonly [Column in (typeof INVENTORY_COLUMNS)[number]]?: string | number | undefined }

const QUANTITIES = ['co2', 'ch4', 'n2o', 'unsplit', 'co2e', 'biogenicCo2'] as const

/**
 * An inventory as tidy CSV (RFC 4180): one row for each reference number, activity and quantity; a row with a notation
 * key has no quantity and no value. There are no totals: the rows sum to them. The first row says what is covered.
 */
export function inventoryCsv({ rows, coverage }: InventoryDocument): string {
  const data = rows.flatMap((row): readonly Cells[] =>
    row.notationKey === null
      ? row.details.flatMap((detail) => detailCells(row, detail))
      : [
          {
            ...headOf(row),
            notationKey: row.notationKey,
            explanation: row.explanation ?? '',
            reportedIn: row.reportedIn ?? '',
          },
        ],
  )
  const [first, ...others] = data
  return csvText([{ ...first, coverage: coverage.sentence }, ...others], INVENTORY_COLUMNS)
}

const headOf = ({ ref, subSector, scope, level, title }: Row): Cells => ({
  ref,
  subSector,
  scope,
  level,
  title,
})

function detailCells(row: Row, detail: Detail): readonly Cells[] {
  const { activity, carrier, modes, amount, emissionFactor, emissions } = detail
  const head: Cells = {
    ...headOf(row),
    activity,
    carrier: carrier ?? '',
    modes: modes.join(' '),
    activityQuality: detail.activityQuality.grade,
    factorQuality: detail.factorQuality.grade,
    activitySource: detail.activitySource,
    factorSource: emissionFactor.source,
  }
  const factorOf = (quantity: (typeof QUANTITIES)[number]): Cells => {
    const factor = quantity === 'unsplit' ? null : emissionFactor[quantity]
    if (factor === null) return {}
    const { unit, scale, year } = emissionFactor
    return { factor, factorUnit: unit, factorScale: scale ?? '', factorYear: year ?? '' }
  }
  return [
    ...(amount ? [{ ...head, quantity: 'activity', ...amount }] : []),
    ...QUANTITIES.map((quantity) => ({
      ...head,
      quantity,
      ...cellsOf(emissions[quantity]),
      ...factorOf(quantity),
    })),
  ]
}

/** A sum of which a part is unknown has the known part for its value, with a note. */
function cellsOf(figure: Sum): Cells {
  if (figure.value !== null) return figure
  const { known, unit, reason } = figure
  return { ...known, unit, note: known ? `Known part only. ${reason}` : `Not known. ${reason}` }
}
