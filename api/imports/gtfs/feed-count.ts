import type { ImportDatabase } from '../../store/intake.ts'

/** The numbers that queries of one number give, in their order; null counts as 0. */
export async function countsOf(
  database: ImportDatabase,
  queries: readonly string[],
): Promise<readonly number[]> {
  const [row = {}] = await database.rows<Record<string, number | null>>(
    `SELECT ${queries.map((query, at) => `CAST((${query}) AS DOUBLE) AS n${at}`).join(', ')}`,
  )
  return queries.map((_, at) => row[`n${at}`] ?? 0)
}

/** A number as people read it: whole from 100 on, else with two decimals. */
export const shown = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toFixed(2)))

/** A share in per cent. */
export const shownShare = (part: number, whole: number): string =>
  `${whole > 0 ? Number(((part / whole) * 100).toPrecision(2)) : 0} %`
