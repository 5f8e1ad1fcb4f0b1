import type { Fault } from '../request/failure.ts'
import type { Dataset } from '../store/datasets.ts'
import type { ImportDatabase, ImportNotice } from '../store/intake.ts'
import { minimumOf } from './guard/cell-rule.ts'
import { SCALED_BY_NOTE, saysScale, unitSaid } from './lines-above.ts'
import { PERIOD } from './period.ts'
import { measure } from './row-check.ts'
import type { SourceTable } from './source-table.ts'
import { sqlName, sqlText } from './sql-text.ts'

/** How suppliers write that they withhold a number: never a number, and never a zero. */
const MARK =
  /^\s*([<≤] ?[0-9]+|\*{1,3}|[xX]|[.]{2,3}|…|[-–—:]|[cCsS]|n\/?a|N\/?A|k[.] ?A[.]|[nN][.]? ?[dD][.]?|n[.] ?a[.]|[sS]\/[dD]|[./]|缺失|suppressed|withheld|confidential|\(D\))\s*$/u

/** Whether a cell says that its number is withheld or unknown. */
export const isMarkOfWithheld = (text: string): boolean => MARK.test(text)

/** Whoever publishes openly writes no number for a missing one: there a -1 is a fault. */
const isMarkIn =
  ({ legalBasis }: Dataset) =>
  (name: string): string => {
    const column = sqlName(name)
    const isText = `regexp_full_match(CAST(${column} AS VARCHAR), ${sqlText(MARK.source)})`
    return `coalesce(${legalBasis === 'open-licence' ? isText : `${isText} OR ${isMinusOne(column)}`}, false)`
  }

/** Columns of what contributed: where that is withheld, the row is. */
const COUNTS = ['contributors', 'users']

/** So few small cells of a large table are left out; more of them mean that nobody looked. */
const LEFT_OUT = { share: 0.01, fromRows: 100 }

/** A table without the rows that its supplier withheld, and what is to be known about it. */
interface GivenRows {
  readonly source: SourceTable
  readonly notices: readonly ImportNotice[]
}

/**
 * Reads marks of what a supplier withheld as what they are: the number is missing, and where the contributors or all numbers of a row are
 * withheld, the row is. An empty count is such a mark where the row has no number at all.
 */
export async function withoutWithheld(
  source: SourceTable,
  measures: readonly string[],
  database: ImportDatabase,
  dataset: Dataset,
): Promise<GivenRows> {
  const isMark = isMarkIn(dataset)
  const columns = measures.filter(source.has)
  if (columns.length === 0) return { source, notices: [] }
  const isAnyMark = `(${columns.map(isMark).join(' OR ')})`
  const isEmpty = columns.map((name) => `${sqlName(name)} IS NULL`).join(' AND ')
  // Who contributed to a sum that is withheld says nothing of the sum.
  const isSumWithheld = [
    isAnyMark,
    ...columns
      .filter((name) => !COUNTS.includes(name))
      .map((name) => `(${sqlName(name)} IS NULL OR ${isMark(name)})`),
  ].join(' AND ')
  const isCountWithheld = columns.filter((name) => COUNTS.includes(name)).map(isMark)
  const isWithheld = [...isCountWithheld, isSumWithheld, isEmpty].join(' OR ')
  const isNote = `(${isEmpty} AND ${holdsNothingElse(source)})`
  const [found] = await database.rows<{ marks: number; withheld: number; notes: number }>(
    `SELECT coalesce(countif((${isAnyMark} OR ${isEmpty}) AND NOT ${isNote}), 0)::DOUBLE AS marks,
       coalesce(countif((${isWithheld}) AND NOT ${isNote}), 0)::DOUBLE AS withheld,
       coalesce(countif(${isNote}), 0)::DOUBLE AS notes FROM ${source.view}`,
  )
  if (!found?.marks && !found?.notes) return { source, notices: [] }
  const view = `${source.view}_given`
  const selected = source.columns.map(({ name }) =>
    columns.includes(name)
      ? `CASE WHEN ${isMark(name)} THEN NULL ELSE ${sqlName(name)} END AS ${sqlName(name)}`
      : sqlName(name),
  )
  await database.run(
    `CREATE OR REPLACE TEMP VIEW ${view} AS SELECT ${selected.join(', ')} FROM ${source.view} WHERE NOT (${isWithheld})`,
  )
  const ofMarks =
    `${found.marks} rows have numbers that their supplier withheld, such as -1, <10 or an empty cell. They are missing, and not 0; ` +
    `${found.withheld} rows had no other number or no contributors, and were left out.`
  const faults = [...source.faults, ...(await noteFaults(source, database, isWithheld, dataset))]
  const ofNotes = `${found.notes} rows were left out: they hold a note, such as one below a table, or nothing.`
  const notices = [
    ...(found.marks > 0 ? [{ code: 'withheld-by-supplier', detail: ofMarks } as const] : []),
    ...(found.notes > 0 ? [{ code: 'rows-left-out', detail: ofNotes } as const] : []),
  ]
  return { source: { ...source, view, faults }, notices }
}

/** Whether a row without a number has one cell at most, which is no period: a note below a table says nothing of a place or mode. */
function holdsNothingElse({ columns, has }: SourceTable): string {
  const texts = columns.filter(({ role, name }) => role !== 'measure' && has(name))
  const filled = texts.map(({ name }) => `CAST(${sqlName(name)} IS NOT NULL AS INTEGER)`)
  const isOfPeriod = texts
    .filter(({ role }) => role === 'period')
    .map(({ name }) => `coalesce(regexp_full_match(${sqlName(name)}, ${sqlText(`${PERIOD}.{0,3}`)}), false)`)
  return `${['0', ...filled].join(' + ')} <= 1 AND NOT (${['false', ...isOfPeriod].join(' OR ')})`
}

const MAX_NOTES = 200

/** What a note below a table says of the unit of all figures must not be passed over with its row. */
async function noteFaults(
  { view, columns, has }: SourceTable,
  database: ImportDatabase,
  isLeftOut: string,
  { grain }: Dataset,
): Promise<readonly Fault[]> {
  const texts = columns.filter(({ role, name }) => role !== 'measure' && has(name))
  if (texts.length === 0) return []
  const text = `concat_ws(' ', ${texts.map(({ name }) => sqlName(name)).join(', ')})`
  const notes = await database.rows<{ text: string }>(
    `SELECT DISTINCT ${text} AS text FROM ${view} WHERE ${isLeftOut} LIMIT ${MAX_NOTES}`,
  )
  if (notes.some((note) => saysScale(note.text))) return [SCALED_BY_NOTE]
  return notes.flatMap((note) => unitSaid(note.text, grain) ?? []).slice(0, 1)
}

/** Leaves a few cells below the minimum out of a large table of data that are not openly published, where the rest is sound. */
export async function withoutSmallCells(
  source: SourceTable,
  contributors: string,
  database: ImportDatabase,
  dataset: Dataset,
): Promise<GivenRows> {
  const minimum = minimumOf(dataset)
  const isSmall = `coalesce(${contributors} > 0 AND ${contributors} < ${minimum}, false)`
  const [found] = await database.rows<{ rows: number; small: number }>(
    `SELECT count(*)::DOUBLE AS rows, coalesce(countif(${isSmall}), 0)::DOUBLE AS small FROM ${source.view}`,
  )
  const { rows = 0, small = 0 } = found ?? {}
  if (small === 0 || rows < LEFT_OUT.fromRows || small > LEFT_OUT.share * rows) return { source, notices: [] }
  const view = `${source.view}_large`
  await database.run(
    `CREATE OR REPLACE TEMP VIEW ${view} AS SELECT * FROM ${source.view} WHERE NOT (${isSmall})`,
  )
  const detail = `${small} rows were left out: they have fewer than ${minimum} contributors. Leave them out before you send the file.`
  return { source: { ...source, view }, notices: [{ code: 'rows-left-out', detail }] }
}

/** An SQL condition of a number that stands for a withheld one. */
export const isMinusOne = (column: string): string => `${measure(column)} = -1`
