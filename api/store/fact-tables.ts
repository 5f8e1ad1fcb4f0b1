import type { Statements } from './catalog/statements.ts'
import type { FactColumn } from './datasets.ts'
import { FACT_COLUMN_NAMES } from './fact-column.ts'

/** Takes facts of every file. */
const WIDE_FACTS = 'wide_fact'

/** The tables of facts of a data file with the columns that they have: a file goes into the first that has all of its own. */
const FACT_TABLES: Readonly<Record<string, readonly FactColumn[]>> = {
  city_fact: [
    'period',
    'city',
    'mode',
    'trips',
    'passenger_distance_pkm',
    'vehicle_distance_vkm',
    'contributors',
  ],
  zone_fact: [
    'period',
    'origin',
    'destination',
    'mode',
    'distance_band',
    'trips',
    'passenger_distance_pkm',
    'contributors',
  ],
  [WIDE_FACTS]: FACT_COLUMN_NAMES,
}

/** The files that facts are of. */
export const FACT_BATCHES = 'fact_batch'

export const FACT_TABLE_NAMES = Object.keys(FACT_TABLES)

/** The table that facts of these columns go into. */
export const tableFor = (columns: readonly string[]): string =>
  FACT_TABLE_NAMES.find((table) =>
    columns.every((name) => (FACT_TABLES[table] as readonly string[]).includes(name)),
  ) ?? WIDE_FACTS

/**
 * Deletes facts from all tables of a data file.
 *
 * @param where of the files that they are of
 * @param further condition of the facts
 * @returns how many
 */
export async function deleteFacts(
  on: Statements,
  where: string,
  values: readonly string[],
  further = 'true',
): Promise<number> {
  let deleted = 0
  for (const table of FACT_TABLE_NAMES)
    deleted += await on.change(
      `DELETE FROM ${table} WHERE batch IN (SELECT id FROM ${FACT_BATCHES} WHERE ${where}) AND ${further}`,
      values,
    )
  return deleted
}
