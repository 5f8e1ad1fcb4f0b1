import type { DuckDBConnection } from '@duckdb/node-api'
import type { ComparisonFigure, FactColumn } from './datasets.ts'
import { DIMENSIONS, factRelation, inMillionths, kept, MEASURES, writtenRows } from './fact-column.ts'
import type { FactsFile, NewFile } from './intake.ts'
import { whileUnchanged } from './over-facts.ts'
import { type OwnFiles, refuseRepeatedFacts } from './repeated-facts.ts'
import { rowsOn } from './rows-on.ts'
import { refuseTellingParts } from './telling-parts.ts'
import { refuseTellingTotals } from './telling-totals.ts'

/** A statement that copies the facts of a file to a table. @param first columns that the values of the statement fill */
export function insertFacts(table: string, first: readonly string[], read: FactsFile): string {
  const has = (name: FactColumn): boolean => name in read.columns
  const texts = DIMENSIONS.filter(has)
  const numbers = MEASURES.filter(has)
  return `INSERT INTO ${table} (${[...first, ...texts, ...numbers.map(kept)].join(', ')})
     SELECT ${[...first.map((_, at) => `$${at + 1}`), ...texts, ...numbers.map(inMillionths)].join(', ')}
     FROM ${factRelation(read)}`
}

/**
 * Refuses facts that must not stand beside those that the dataset has.
 *
 * @throws RepeatedFacts, TellingTotals, TellingParts
 */
export async function refuseBeside(
  on: DuckDBConnection,
  read: FactsFile,
  { dataset, digest, replaces, sameKeys }: NewFile,
): Promise<void> {
  const own: OwnFiles = [digest, replaces ?? digest]
  const refuse = async (): Promise<void> => {
    if (sameKeys !== 'add') await refuseRepeatedFacts(on, read, dataset, own)
    await refuseTellingTotals(on, read, dataset, own)
    await refuseTellingParts(on, read, dataset, own)
  }
  await (read.inPlace ? whileUnchanged(read.inPlace, refuse) : refuse())
}

/** The emissions that a file itself gives. */
export const comparisonFiguresOf = (
  on: DuckDBConnection,
  { path }: FactsFile,
): Promise<readonly ComparisonFigure[]> =>
  rowsOn<ComparisonFigure>(
    on,
    `SELECT city, period, mode, flow, quantity, value, unit FROM ${writtenRows(path)} WHERE quantity IS NOT NULL`,
  )
