import { join } from 'node:path'
import { DECIMAL_MARKS } from '../../src/index.ts'
import type { ImportDatabase } from '../store/intake.ts'
import { withPartColumns } from './date-parts.ts'
import { DATE_ORDERS } from './day-way.ts'
import { factSelect } from './fact-select.ts'
import { cellsOf } from './guard/cell-rule.ts'
import { type GuardedTable, guardTable } from './guard/guard.ts'
import type { Importer, ReceivingDataset } from './importer.ts'
import { scaleFaults, unitSaid } from './lines-above.ts'
import { asTable } from './own-sheet.ts'
import { withDateParts } from './parted-date.ts'
import { periodChecks, periodDays } from './period.ts'
import { ROUNDING_OPTION, statedRounding } from './rounding.ts'
import { withoutSumRows } from './row-of-sums.ts'
import { keepRows } from './rows-once.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { openSourceTable, type SourceTable } from './source-table.ts'
import { requireFewBands, tidyChecks } from './tidy-check.ts'
import {
  TIDY_AMOUNTS,
  TIDY_COLUMNS,
  TIDY_KEY,
  TIDY_MEASURES,
  TIDY_SUMS,
  tidyColumnsFor,
} from './tidy-columns.ts'
import { withoutSmallCells, withoutWithheld } from './withheld-row.ts'
import { inCodes } from './word-codes.ts'
import { DATES_OPTION, statedOrder, withWrittenDays } from './written-day.ts'
import {
  DECIMAL_OPTION,
  isPublished,
  PLAIN,
  statedMark,
  type WrittenMeasures,
  writtenMeasures,
} from './written-measure.ts'

const OPTIONS = { ...DECIMAL_OPTION, ...DATES_OPTION, ...ROUNDING_OPTION }

/** The generic table: a row for each sum, a column for each field. */
export const tidy: Importer = {
  format: 'tidy',
  title: 'Tidy table: one row per sum',
  containers: ['csv', 'csv.gz', 'ndjson', 'ndjson.gz', 'parquet', 'xlsx'],
  columns: TIDY_COLUMNS,
  options: OPTIONS,
  words: { decimal: DECIMAL_MARKS, dates: DATE_ORDERS },
  read: async (given, store, dataset, options) => {
    const roundedTo = statedRounding(options, dataset)
    const mark = statedMark(options)
    const file = given.container === 'xlsx' ? await asTable(given, dataset, TIDY_COLUMNS, mark) : given
    const database = shieldedDatabase(store)
    const opening = await openSourceTable(file, database, (heads) =>
      withPartColumns(heads, tidyColumnsFor(heads)),
    )
    const ofTitle = unitSaid(opening.above, dataset.grain)
    const table = {
      ...opening,
      faults: [...opening.faults, ...scaleFaults(opening.above), ...(ofTitle ? [ofTitle] : [])],
    }
    const periods = { column: 'period', stated: statedOrder(options) }
    const dated = await withDateParts(await withWrittenDays(table, database, periods), database)
    const opened = await inCodes(file, dated, database)
    // The table of a workbook has its numbers read already.
    const rules = { stated: file === given ? mark : undefined }
    const isTyped = !TIDY_MEASURES.some((name) => opened.has(name) && opened.isText(name))
    const once =
      isTyped || (await isPublished(file, rules))
        ? await keepRows(
            opened,
            database,
            join(file.folder, 'rows.parquet'),
            // Rows that were read in another way since are not as they were opened.
            opened.view === opening.view ? opening.withNumbers : undefined,
          )
        : undefined
    const whole = once
      ? { source: once.source, notices: [] }
      : await withoutWithheld(opened, TIDY_AMOUNTS, database, dataset)
    const { number, checks } = once
      ? PLAIN
      : await writtenMeasures(file, whole.source, TIDY_MEASURES, database, rules)
    const isOpen = dataset.legalBasis === 'open-licence'
    const large =
      isOpen || !opened.has('contributors')
        ? { source: whole.source, notices: [] }
        : await withoutSmallCells(whole.source, number('contributors'), database, dataset)
    const guarded = await guardTidy(large.source, database, dataset, {
      number,
      checks,
      roundedTo,
      isUndated: dated.isUnread === true,
    })
    const { rows, notices } = guarded
    const counted = await withoutSums(large.source, database, guarded, number)
    const { source } = counted
    // Rows that are kept already are whole: what is left out, or rounded, is written anew.
    const kept = isOpen && source.view === whole.source.view ? once : undefined
    const expressions = Object.fromEntries(
      TIDY_COLUMNS.map(({ name, fact, role }) => {
        if (role !== 'measure') return [fact, name]
        // What stands behind a tenth of a kilometre is no figure of many persons.
        return [fact, !isOpen && TIDY_SUMS.includes(name) ? `round(${number(name)}, 1)` : number(name)]
      }),
    )
    // No two rows have the same key, so each is a fact.
    const facts = factSelect(expressions, source.view, 'as-is')
    const columns = TIDY_COLUMNS.filter(({ name }) => source.has(name)).map(({ name, fact }) => [fact, name])
    return {
      facts,
      ...(kept ? { written: { path: kept.path, columns: Object.fromEntries(columns) } } : {}),
      rowsRead: rows,
      notices: [...notices, ...whole.notices, ...large.notices, ...counted.notices],
    }
  },
}

interface GuardedWay extends WrittenMeasures {
  readonly roundedTo: number | undefined
  /** Whether its periods cannot be read, which is told already. */
  readonly isUndated?: boolean
}

/** What no tidy table may hold, whether it is sent or stays where it is. */
export async function guardTidy(
  source: SourceTable,
  database: ImportDatabase,
  dataset: ReceivingDataset,
  { number, checks, roundedTo, isUndated = false }: GuardedWay,
): Promise<GuardedTable> {
  const ofColumn = (name: string): string | undefined => (source.has(name) ? number(name) : undefined)
  const keys = TIDY_KEY.filter(source.has)
  const guarded = await guardTable(source, database, dataset, {
    // Without periods, rows have no key.
    ...(isUndated ? {} : { key: TIDY_KEY }),
    cells: cellsOf({
      trips: ofColumn('trips'),
      contributors: ofColumn('contributors'),
      passengerDistancePkm: ofColumn('passenger_distance_pkm'),
      vehicleDistanceVkm: ofColumn('vehicle_distance_vkm'),
      tonneDistanceTkm: ofColumn('tonne_distance_tkm'),
      mode: source.has('mode') ? 'mode' : undefined,
      sums: TIDY_SUMS.filter(source.has).map(number),
      days: periodDays('period'),
      roundedTo,
      isOwnTable: true,
    }),
    checks: [
      ...(isUndated ? [] : periodChecks('period', dataset.grain, source.view)),
      ...checks,
      ...tidyChecks(source, number),
    ],
    counts: Object.fromEntries(keys.map((name) => [name, `${name} IS NULL`])),
  })
  await requireFewBands(source, database)
  return guarded
}

/** A tidy table without the rows that are the sum of others in it. */
export const withoutSums = (
  source: SourceTable,
  database: ImportDatabase,
  { rows, counts }: GuardedTable,
  number: WrittenMeasures['number'],
): ReturnType<typeof withoutSumRows> =>
  withoutSumRows(
    source,
    database,
    { keys: TIDY_KEY.filter(source.has), sums: TIDY_SUMS.filter(source.has), number },
    TIDY_KEY.filter((name) => {
      const empty = counts[name] ?? 0
      return empty > 0 && empty < rows
    }),
  )
