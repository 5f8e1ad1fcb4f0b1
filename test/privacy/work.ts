import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { duckdbFile } from '../../api/store/duckdb-file.ts'
import { prepareStore, storeOn } from '../../api/store/duckdb-store.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { openDatabase } from '../../api/store/open-database.ts'

/** A step of the plan of a statement, as the database tells it. */
interface Step {
  readonly operator_type?: string
  readonly operator_cardinality?: number
  readonly operator_rows_scanned?: number
  readonly children?: readonly Step[]
}

interface Asked {
  readonly sql: string
  readonly values: readonly DuckDBValue[]
}

/** A store whose work is counted: what it was asked, and how many rows each step of it read and passed on. */
export interface WatchedStore {
  readonly store: WholeStore
  /** The work of a request, as text. It is the same on a slow machine. */
  workOf(request: () => Promise<unknown>): Promise<string>
}

/** @param instead what a broken build asks in the place of a statement */
export function watchedStore(instead: (sql: string) => string = (sql) => sql): WatchedStore {
  const asked: Asked[] = []
  let connection: DuckDBConnection | undefined
  const staging = join(tmpdir(), `cordon-${randomUUID()}`)
  const open = async () => {
    const opened = await openDatabase(':memory:', staging, prepareStore)
    connection = opened.connection
    const { run, runAndReadAll } = opened.connection
    opened.connection.run = (sql, values, types) => {
      asked.push({ sql: instead(sql), values: Array.isArray(values) ? values : [] })
      return run.call(opened.connection, instead(sql), values, types)
    }
    opened.connection.runAndReadAll = (sql, values, types) => {
      asked.push({ sql: instead(sql), values: Array.isArray(values) ? values : [] })
      return runAndReadAll.call(opened.connection, instead(sql), values, types)
    }
    return opened
  }
  return {
    store: storeOn(duckdbFile(open, staging)),
    workOf: async (request) => {
      asked.length = 0
      await request()
      const statements = [...asked]
      const steps: string[] = []
      for (const { sql, values } of statements)
        steps.push(`${sql}\n${await stepsOf(connection, sql, values)}`)
      return steps.join('\n')
    },
  }
}

/** The steps of a statement that reads; running it again changes nothing. */
async function stepsOf(
  connection: DuckDBConnection | undefined,
  sql: string,
  values: readonly DuckDBValue[],
): Promise<string> {
  if (!connection || !/^\s*(SELECT|WITH|FROM)\b/i.test(sql)) return ''
  const found = await connection.runAndReadAll(`EXPLAIN (ANALYZE, FORMAT json) ${sql}`, [...values])
  const [row] = found.getRowObjectsJS()
  return stepText(JSON.parse(String(row?.['explain_value'])))
}

const stepText = (step: Step, depth = 0): string =>
  [
    `${' '.repeat(depth)}${step.operator_type ?? ''} ${step.operator_rows_scanned ?? 0} ${step.operator_cardinality ?? 0}`,
    ...(step.children ?? []).map((child) => stepText(child, depth + 1)),
  ].join('\n')

/** Sorts what is withheld, too, before it leaves it out. */
export const withheldInWindow = (sql: string): string =>
  /^SELECT \* FROM released_cell WHERE .* AND is_given/.test(sql)
    ? sql
        .replace(
          'SELECT * FROM released_cell WHERE',
          'SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY city, mode, period ORDER BY release_number DESC) AS nth FROM released_cell) WHERE nth = 1 AND',
        )
        .replace('concat(city)', 'city')
    : sql

/** Lets the database leave out a name that is not between the least and the greatest that it holds. */
export const namesByBounds = (sql: string): string => sql.replace('concat(city)', 'city')
