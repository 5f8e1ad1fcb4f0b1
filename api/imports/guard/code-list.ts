import { refusalsOfCity } from '../../../src/index.ts'
import {
  areaCodesAmong,
  MIN_OPAQUE_LENGTH,
  OPAQUE_CODES,
  OPAQUE_TOKENS,
  PLAIN_AREAS,
  TOKEN,
} from '../../request/area-code.ts'
import type { Fault } from '../../request/failure.ts'
import { bareCode } from '../../request/personal-sign.ts'
import type { ImportDatabase } from '../../store/intake.ts'
import type { ReceivingDataset } from '../importer.ts'
import type { SourceTable } from '../source-table.ts'
import { sqlName, sqlText } from '../sql-text.ts'
import { bareCodeOf } from './text-sign.ts'

/** More distinct codes are not looked at one by one: then they stay what they seem. */
const MAX_CODES = 200_000

/** An SQL condition: the code may be anything, and only a list of areas tells that it is one. */
export function opaqueCondition(column: string): string {
  const matches = (code: string, pattern: string): string => `regexp_matches(${code}, ${sqlText(pattern)})`
  const isOpaque = (code: string): string =>
    `${matches(code, OPAQUE_CODES)} OR (${matches(code, TOKEN)} AND ${matches(code, OPAQUE_TOKENS)})`
  return (
    `CASE WHEN length(${column}) >= ${MIN_OPAQUE_LENGTH} THEN ` +
    `(${isOpaque(column)} OR ${isOpaque(`upper(${bareCodeOf(column)})`)}) ` +
    `AND NOT ${matches(column, PLAIN_AREAS)} ELSE false END`
  )
}

/** An SQL condition of texts that may be an address or a household: words with a number, or such words alone. */
export const addressCondition = (column: string): string =>
  `regexp_matches(${bareCodeOf(column)}, ${sqlText('\\pL{2,}.*[ ,.]#?[0-9]{1,4} ?[a-zA-Z]?$|^[0-9]{1,4}[a-zA-Z]?,? +\\pL{2,}|[hH]ousehold|[hH]aushalt|[fF]amil|家庭|住[户戶]|[路街巷弄道][0-9]')})`

/** Whether a code that looked like something about a person is an area after all. */
export type IsArea = (codes: readonly string[]) => (code: string) => boolean

export const isInAreaList =
  ({ zones = [] }: ReceivingDataset, isDoubtful: boolean): IsArea =>
  (codes) => {
    const registered = new Set(zones)
    const areas = areaCodesAmong(codes, isDoubtful)
    return (code) => registered.has(code) || areas.has(code)
  }

/** A name of an area has no house and no household. */
export const isNoAddress: IsArea = () => (code) =>
  refusalsOfCity({ name: bareCode(code), inhabitants: [] }, '').length === 0

/**
 * How many rows have a code that is of no area: whoever looked at one code alone may take it for a number of a device or a
 * moment, and sees in the list that it is of a census or a grid.
 */
export async function strangeRows(
  column: string,
  where: string,
  isArea: IsArea,
  { view }: SourceTable,
  database: ImportDatabase,
): Promise<number> {
  const found = await database.rows<{ code: string; rows: number }>(
    `SELECT ${sqlName(column)} AS code, count(*)::DOUBLE AS rows FROM ${view} WHERE ${where} GROUP BY 1 LIMIT ${MAX_CODES + 1}`,
  )
  const isKnown = found.length > MAX_CODES ? () => false : isArea(found.map(({ code }) => code))
  return found.reduce((sum, { code, rows }) => (isKnown(code) ? sum : sum + rows), 0)
}

/** Zones that are not on the list of the dataset: of data that are not openly published, what is not on it does not come in. */
export async function unlistedFaults(
  source: SourceTable,
  database: ImportDatabase,
  { zones, legalBasis }: ReceivingDataset,
): Promise<readonly Fault[]> {
  if (legalBasis === 'open-licence' || !zones || zones.length === 0) return []
  const columns = source.columns.filter(({ isZone, name }) => isZone && source.has(name))
  const faults: Fault[] = []
  for (const { name } of columns) {
    const registered = new Set(zones)
    const count = await strangeRows(
      name,
      `${sqlName(name)} IS NOT NULL`,
      () => (code) => registered.has(code),
      source,
      database,
    )
    if (count > 0)
      faults.push({
        code: 'value-not-read',
        column: name,
        detail:
          'Zones must be among those registered with the dataset; one outside every city is registered without a city.',
        count,
      })
  }
  return faults
}
