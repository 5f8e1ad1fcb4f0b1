import { GRAIN_LENGTHS, type Grain } from '../../../src/index.ts'
import { columnOf } from '../../imports/source-table.ts'
import { sqlName } from '../../imports/sql-text.ts'
import { TIDY_COLUMNS, TIDY_KEY, TIDY_SUMS } from '../../imports/tidy-columns.ts'
import { singleRefusal } from '../../request/failure.ts'
import type { ImportDatabase } from '../../store/intake.ts'

/** How a table is made safe. */
export interface Preparing {
  /** The period that sums are made of. */
  readonly by: Grain
  /** The fewest contributors of a sum that leaves. */
  readonly minimum: number
  /** What counts are rounded to; contributors are rounded down. */
  readonly roundTo: number
  /** The column that tells persons or devices apart, if the table is a list of trips. It leaves in no form. */
  readonly contributor?: string | undefined
}

/** What was done, for the note and for whoever signs it. */
export interface Prepared {
  readonly columns: readonly string[]
  readonly rows: readonly Readonly<Record<string, string | number | null>>[]
  readonly rowsRead: number
  readonly cells: number
  readonly small: number
  /** Withheld beside small ones, because a total would have told these. */
  readonly beside: number
  readonly withheldTrips: number | null
  /** Columns that were not read. */
  readonly leftOut: readonly string[]
}

/** So often a total may ask for a further cell; a table that needs more is not made to be sent. */
const MAX_TURNS = 20

/**
 * Sums a table by period, place and mode, leaves out sums of too few contributors and those that a total would tell, and rounds
 * the rest.
 *
 * @param relation of the rows, as SQL
 * @throws {Failure} if a column that is needed is not there
 */
export async function prepareTable(
  relation: string,
  { by, minimum, roundTo, contributor }: Preparing,
  database: ImportDatabase,
): Promise<Prepared> {
  const headers = await headersOf(relation, contributor, database)
  const { found } = headers
  const keys = TIDY_KEY.filter((name) => found.has(name))
  const sums = TIDY_SUMS.filter((name) => found.has(name) || (name === 'trips' && contributor !== undefined))
  const source = (name: string): string => sqlName(found.get(name) ?? name)
  const text = (name: string): string =>
    name === 'period'
      ? `left(CAST(${source(name)} AS VARCHAR), ${GRAIN_LENGTHS[by]})`
      : `nullif(trim(CAST(${source(name)} AS VARCHAR)), '')`
  const number = (name: string): string => `TRY_CAST(${source(name)} AS DOUBLE)`
  // One unknown part makes a sum unknown; a list of trips has one in each row.
  const sum = (name: string): string =>
    found.has(name)
      ? `CASE WHEN bool_and(${number(name)} IS NOT NULL) THEN sum(${number(name)}) END`
      : 'count(*)::DOUBLE'
  // Of several days the same persons may have been counted: the most of one day are surely distinct.
  const contributors =
    contributor === undefined
      ? `max(${number('contributors')})`
      : `count(DISTINCT ${sqlName(contributor)})::DOUBLE`
  await database.run(
    `CREATE OR REPLACE TEMP TABLE cell AS SELECT ${[
      ...keys.map((name) => `${text(name)} AS ${name}`),
      ...sums.map((name) => `${sum(name)} AS ${name}`),
      `${contributors} AS contributors`,
      'true AS is_given',
      'row_number() OVER () AS nth',
    ].join(', ')} FROM ${relation} GROUP BY ${keys.map(text).join(', ')}`,
  )
  await database.run(`UPDATE cell SET is_given = false WHERE coalesce(contributors, 0) < ${minimum}`)
  const small = await countOf('NOT is_given', database)
  const beside = keys.includes('mode') ? await withholdBeside(keys, minimum, database) : 0
  const [told] = await database.rows<{ rows: number; withheld: number | null }>(
    `SELECT (SELECT count(*)::DOUBLE FROM ${relation}) AS rows,
       ${sums.includes('trips') ? '(SELECT sum(trips) FROM cell WHERE NOT is_given)' : 'NULL'} AS withheld`,
  )
  const rounded = (name: string): string =>
    name === 'trips' ? `round(trips / ${roundTo}) * ${roundTo}` : `round(${name}, 1)`
  const rows = await database.rows<Record<string, string | number | null>>(
    `SELECT ${[
      ...keys,
      ...sums.map((name) => `${rounded(name)} AS ${name}`),
      `floor(contributors / ${roundTo}) * ${roundTo} AS contributors`,
    ].join(', ')} FROM cell WHERE is_given ORDER BY ${keys.join(', ')}`,
  )
  return {
    columns: [...keys, ...sums, 'contributors'],
    rows,
    rowsRead: told?.rows ?? 0,
    cells: await countOf('true', database),
    small,
    beside,
    withheldTrips: told?.withheld ?? null,
    leftOut: headers.leftOut,
  }
}

const countOf = async (where: string, database: ImportDatabase): Promise<number> =>
  (await database.rows<{ count: number }>(`SELECT count(*)::DOUBLE AS count FROM cell WHERE ${where}`))[0]
    ?.count ?? 0

/**
 * Rows without a mode are totals of those with one. Where a total is given and what is withheld beside it is one cell, or of too few
 * contributors together, the smallest cell that is given is withheld too.
 */
async function withholdBeside(
  keys: readonly string[],
  minimum: number,
  database: ImportDatabase,
): Promise<number> {
  const places = keys.filter((name) => name !== 'mode')
  const isWithheldPart = 'mode IS NOT NULL AND NOT is_given'
  const told = `(SELECT ${places.join(', ')} FROM cell GROUP BY ALL
    HAVING bool_or(mode IS NULL AND is_given) AND count(*) FILTER (WHERE ${isWithheldPart}) > 0
      AND (count(*) FILTER (WHERE ${isWithheldPart}) = 1 OR sum(contributors) FILTER (WHERE ${isWithheldPart}) < ${minimum})) told`
  const isThere = places.map((name) => `told.${name} IS NOT DISTINCT FROM cell.${name}`).join(' AND ')
  const withhold = async (chosen: string): Promise<number> => {
    const given = await countOf('is_given', database)
    await database.run(`UPDATE cell SET is_given = false WHERE nth IN (${chosen})`)
    return given - (await countOf('is_given', database))
  }
  let beside = 0
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const further = await withhold(
      `SELECT arg_min(nth, contributors) FROM cell JOIN ${told} ON ${isThere}
       WHERE mode IS NOT NULL AND is_given GROUP BY ${places.map((name) => `cell.${name}`).join(', ')}`,
    )
    beside += further
    if (further === 0) break
  }
  // Where no part is left to withhold, the total goes.
  return beside + (await withhold(`SELECT nth FROM cell JOIN ${told} ON ${isThere} WHERE mode IS NULL`))
}

async function headersOf(relation: string, contributor: string | undefined, database: ImportDatabase) {
  const described = await database.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${relation}`)
  const names = described.map(({ column_name: name }) => name)
  const found = new Map<string, string>()
  const leftOut: string[] = []
  for (const header of names) {
    const column = header === contributor ? undefined : columnOf(header, TIDY_COLUMNS)
    if (column && !found.has(column.name)) found.set(column.name, header)
    else if (header !== contributor) leftOut.push(header)
  }
  if (contributor !== undefined && !names.includes(contributor))
    throw missing('The table has no column of the name in --contributor.')
  if (!found.has('period')) throw missing('The table needs a column period: a day, a month or a moment.')
  if (!['city', 'origin', 'destination'].some((name) => found.has(name)))
    throw missing('The table needs a column city, origin or destination.')
  if (contributor === undefined && !found.has('contributors'))
    throw missing(
      'The table needs a column contributors, or, if it is a list of trips, --contributor with the column that tells persons apart.',
    )
  return { found, leftOut }
}

const missing = (detail: string) => singleRefusal('file-refused', 'column-missing', detail)
