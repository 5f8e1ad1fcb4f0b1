import { Failure } from '../request/failure.ts'
import type { ImportDatabase } from '../store/intake.ts'
import { measure } from './row-check.ts'
import { EngineBroken } from './shielded-database.ts'
import type { SourceTable } from './source-table.ts'
import { copyToParquet, sqlName, sqlText } from './sql-text.ts'
import { isMinusOne } from './withheld-row.ts'
import { mayBeThousands } from './written-measure.ts'

/** The rows of a source, kept in a file of columns. */
export interface KeptRows {
  readonly source: SourceTable
  readonly path: string
}

const UNREAD = 'unread numbers'

/**
 * Reads the rows of a text once and keeps them in columns, numbers as numbers: every further look at them costs a part of
 * reading the text again. They are as unchecked as before. Undefined if a text in a column of numbers is none, or may be
 * another: whoever checks the rows needs to see it.
 *
 * @param path we made it
 * @param withNumbers the same rows with some columns read as numbers, if there is a quicker way to do that
 */
export async function keepRows(
  source: SourceTable,
  database: ImportDatabase,
  path: string,
  withNumbers?: SourceTable['withNumbers'],
): Promise<KeptRows | undefined> {
  const columns = source.columns.filter(({ name }) => source.has(name))
  const measures = columns.flatMap(({ role, name }) => (role === 'measure' ? [sqlName(name)] : []))
  const selected = columns.map(({ role, name }) =>
    role === 'measure' ? `${measure(sqlName(name))} AS ${sqlName(name)}` : sqlName(name),
  )
  const counts = columns.filter(({ isCount, name }) => isCount && source.isText(name))
  const isUnread = [
    'false',
    ...measures.map((name) => `(${name} IS NOT NULL AND ${measure(name)} IS NULL)`),
    ...measures.map(isMinusOne),
    // Where every number is missing, it was withheld.
    `(${measures.map((name) => `${name} IS NULL`).join(' AND ') || 'false'})`,
    ...counts.map(({ name }) => mayBeThousands(name)),
  ]
  const write = (from: string): Promise<void> =>
    database.run(
      copyToParquet(
        `SELECT ${[...selected, `${isUnread.join(' OR ')} AS ${sqlName(UNREAD)}`].join(', ')} FROM ${from}`,
        path,
      ),
    )
  const numbers = columns.filter((one) => one.role === 'measure' && !counts.includes(one))
  if (!withNumbers || !(await isDone(() => write(withNumbers(numbers.map(({ name }) => name))))))
    await write(source.view)
  const rows = `read_parquet(${sqlText(path)})`
  const [found] = await database.rows<{ unread: boolean | null }>(
    `SELECT bool_or(${sqlName(UNREAD)}) AS unread FROM ${rows}`,
  )
  if (found?.unread) return undefined
  const view = `${source.view}_kept`
  const all = source.columns.map(({ name }) =>
    source.has(name) ? sqlName(name) : `CAST(NULL AS VARCHAR) AS ${sqlName(name)}`,
  )
  await database.run(`CREATE OR REPLACE TEMP VIEW ${view} AS SELECT ${all.join(', ')} FROM ${rows}`)
  return { source: { ...source, view, wordsIn: view }, path }
}

/** Whether a statement passes the content of the file; what is wrong with it the next one tells. */
async function isDone(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof Failure && !(error instanceof EngineBroken)) return false
    throw error
  }
}
