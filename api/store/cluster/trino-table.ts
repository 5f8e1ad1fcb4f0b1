import { FACT_COLUMN_NAMES, kept, MEASURES } from '../fact-column.ts'
import { quoted } from '../quoted.ts'
import { StoreRefused } from '../store-refused.ts'
import { StoreUnavailable } from '../store-unavailable.ts'
import { type Trino, TrinoFailed, type TrinoPlace } from './trino.ts'

const TABLE = 'activity_fact'

/** What a measure of the table is. */
const UNIT = 'whole millionths'

/** The columns of facts, as the table has them. */
export const FACTS = FACT_COLUMN_NAMES.map((name) =>
  MEASURES.includes(name)
    ? { name: kept(name), type: 'bigint', comment: UNIT }
    : { name, type: 'varchar', comment: '' },
)

const COLUMNS = [
  { name: 'batch', type: 'varchar', comment: '' },
  { name: 'dataset', type: 'varchar', comment: '' },
  ...FACTS,
]

/** The table of the facts, with its catalog and schema. */
export const tableOf = ({ catalog, schema }: TrinoPlace): string => `${catalog}.${schema}.${TABLE}`

/**
 * Makes the table if it is missing: Iceberg, with files of each batch apart, so that a batch goes with its files.
 *
 * @throws {StoreRefused} if Trino cannot be used, or if the table has other columns or units
 */
export async function prepareTable(trino: Trino, place: TrinoPlace): Promise<void> {
  const { catalog, schema } = place
  const columns = COLUMNS.map(
    ({ name, type, comment }) => `${name} ${type}${comment === '' ? '' : ` COMMENT ${quoted(comment)}`}`,
  )
  try {
    await trino.rows(
      `CREATE TABLE IF NOT EXISTS ${tableOf(place)} (${columns.join(', ')})
       WITH (partitioning = ARRAY['dataset', 'batch'])`,
    )
    const found = await trino.rows(
      `SELECT column_name, data_type, coalesce(comment, '') FROM ${catalog}.information_schema.columns
       WHERE table_schema = ${quoted(schema)} AND table_name = ${quoted(TABLE)} ORDER BY ordinal_position`,
    )
    const wanted = COLUMNS.map(({ name, type, comment }) => [name, type, comment])
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      throw new StoreRefused(
        `The table ${tableOf(place)} has other columns or units than this Cordon writes. Name another schema with CORDON_FACTS, or start the Cordon that wrote it.`,
      )
  } catch (error) {
    throw trinoRefusal(place, error)
  }
}

/** In words for whoever named the parts, without what may be secret. */
function trinoRefusal({ url, catalog, schema }: TrinoPlace, error: unknown): unknown {
  const where = `Trino at ${new URL(url).host}`
  if (error instanceof StoreUnavailable) return new StoreRefused(`${where} cannot be reached.`)
  if (!(error instanceof TrinoFailed)) return error
  if (error.code === 'SCHEMA_NOT_FOUND')
    return new StoreRefused(
      `${where} has no schema ${catalog}.${schema}; make it: CREATE SCHEMA ${catalog}.${schema}.`,
    )
  if (error.code === 'NOT_LET_IN' || error.code === 'PERMISSION_DENIED')
    return new StoreRefused(`${where} does not let the user of CORDON_FACTS make or read its table.`)
  return new StoreRefused(`${where} cannot keep facts in ${catalog}.${schema} (${error.code}).`)
}
