import type { DuckDBConnection } from '@duckdb/node-api'
import { MILLIONTHS } from './fact-column.ts'
import { findingFilled } from './filled-columns.ts'
import { overFacts } from './over-facts.ts'
import { rowsOn } from './rows-on.ts'

/** How a database adds up whole numbers so that nothing is rounded. */
export interface Adding {
  /** The type in which products of two whole numbers are exact. */
  readonly whole: string
  /** A whole number, handed out so that {@link numberOf} rounds it and nobody before. */
  exact(number: string): string
  /** A sum, handed out like {@link exact}. @param condition of the numbers that count */
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

/** At the place where a day stands in {@link DAYS}, its bit; at the first place, where what is no day is found, the lowest. */
const BITS = Array.from({ length: DAYS.length }, (_, at) =>
  at === 0 ? 1 : at % 3 === 2 ? 2 ** ((at + 1) / 3) : 0,
).join(', ')

const ADDING_IN_DUCKDB: Adding = {
  // A bit for each needs no table of all that were seen. Looked up, it is worked out once for each period of a part of the table;
  // an operator that can fail, such as a shift, is worked out for each fact.
  daysOfMonth: `coalesce(bit_count(bit_or(([${BITS}]::BIGINT[])[instr('${DAYS}', substr(period, 8))])), 0)`,
  whole: 'HUGEINT',
  exact: (number) => number,
  sum: (number, condition) => `sum(${number})${filtered(condition)}`,
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

/** A whole number as a database hands it out: a text, or a number that is whole in the language too. */
export type Exact = string | bigint | null

/** A sum or a number of a database as a number: rounded here alone, so that all databases give the same. */
export const numberOf = (exact: Exact | undefined): number | null =>
  exact === null || exact === undefined ? null : Number(exact)

/** Whole millionths as what they are millionths of. */
export const fromMillionths = (exact: Exact | undefined): number | null =>
  exact === null || exact === undefined ? null : Number(exact) / MILLIONTHS
