import type { DuckDBConnection } from '@duckdb/node-api'
import { MILLIONTHS } from './fact-column.ts'
import { findingFilled } from './filled-columns.ts'
import { overFacts } from './over-facts.ts'
import { rowsOn } from './rows-on.ts'

/** How a database adds up whole numbers so that nothing is rounded. */
export interface Adding {
  /** The type in which products of two whole numbers are exact. */
  readonly whole: string
  /** A sum that is exact, as a text. @param condition of the numbers that count */
  sum(number: string, condition?: string): string
  /** How many distinct days, or months or years themselves, facts of one month have. */
  readonly daysOfMonth: string
}

/** Facts of a dataset and its zones, as they are at one moment. */
export interface FactsSeen {
  /** A relation with the columns of the table of facts; `zone` is that of zones. */
  readonly facts: string
  /** Columns that may have a value in some fact. */
  filled(): Promise<ReadonlySet<string>>
  /** @param values the first is the dataset */
  rows<Row>(sql: string, values: string[]): Promise<Row[]>
  /** Whether a table says in which city the zones lie. */
  isZoned(): Promise<boolean>
}

/** Reads facts, by statements in the words that DuckDB and Trino share. */
export interface FactReader {
  readonly adding: Adding
  /** Runs work over what is seen at one moment. @throws {FactsGone} as {@link overFacts} */
  reading<T>(dataset: string, work: (seen: FactsSeen) => Promise<T>): Promise<T>
}

export const filtered = (condition: string | undefined): string =>
  condition === undefined ? '' : ` FILTER (WHERE ${condition})`

/** The days of a month one after another, so that the place of one is three times its number. */
export const DAYS = `..${Array.from({ length: 31 }, (_, at) => `-${String(at + 1).padStart(2, '0')}`).join('')}`

const ADDING_IN_DUCKDB: Adding = {
  // A bit for each needs no table of all that were seen.
  daysOfMonth: `coalesce(bit_count(bit_or(1::BIGINT << (instr('${DAYS}', substr(period, 8)) // 3))), 0)`,
  whole: 'HUGEINT',
  sum: (number, condition) => `CAST(sum(${number})${filtered(condition)} AS VARCHAR)`,
}

/** Reads facts in a database of DuckDB. */
export const duckdbReader = (
  aside: <T>(work: (on: DuckDBConnection) => Promise<T>) => Promise<T>,
): FactReader => {
  const findFilled = findingFilled()
  return {
    adding: ADDING_IN_DUCKDB,
    reading: (dataset, work) =>
      aside((on) =>
        overFacts(on, dataset, (facts, inFiles) =>
          work({
            facts,
            filled: async () => inFiles ?? findFilled(on, facts, dataset),
            rows: (sql, values) => rowsOn(on, sql, values),
            isZoned: async () =>
              (await rowsOn(on, 'SELECT 1 FROM zone WHERE dataset = $1 LIMIT 1', [dataset])).length > 0,
          }),
        ),
      ),
  }
}

/** A sum or a number of a database as a number: rounded here alone, so that all databases give the same. */
export const numberOf = (text: string | null | undefined): number | null =>
  text === null || text === undefined ? null : Number(text)

/** Whole millionths as what they are millionths of. */
export const fromMillionths = (text: string | null | undefined): number | null =>
  text === null || text === undefined ? null : Number(text) / MILLIONTHS
