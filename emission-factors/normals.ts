import { type FactorRow, PROVENANCE, readTable, type Table } from './table.ts'

/**
 * Normal temperatures of a region: a row of `normals.csv`. Each list holds the mean of the year and of the twelve months, in
 * °C with a space between.
 */
export interface NormalRow extends Pick<FactorRow, 'id' | 'region' | (typeof PROVENANCE)[number]> {
  readonly values: string
  readonly lowers: string
  readonly uppers: string
}

/** Columns of `normals.csv`, in order. */
export const NORMAL_COLUMNS = ['id', 'region', 'values', 'lowers', 'uppers', ...PROVENANCE] as const

/** The year and its twelve months. */
export const PERIODS = 13

export const readNormals = (text: string): Table => readTable(text, NORMAL_COLUMNS, 'normals.csv')

/**
 * The records of the year, under the id of the row, and of each month.
 *
 * @throws {Error} if a list has not thirteen numbers
 */
export function recordsOfNormals(rows: readonly NormalRow[]): FactorRow[] {
  return rows.flatMap(({ id, region, values, lowers, uppers, ...provenance }) => {
    const [means, from, to] = [values, lowers, uppers].map((list) => numbersIn(list, id)) as [
      number[],
      number[],
      number[],
    ]
    return means.map(
      (value, month): FactorRow => ({
        id: month === 0 ? id : `${id}.${String(month).padStart(2, '0')}`,
        kind: 'mean-temperature',
        ...(month === 0 ? {} : { month }),
        region,
        value,
        unit: '°C',
        lower: from[month] as number,
        upper: to[month] as number,
        ...provenance,
      }),
    )
  })
}

/**
 * The mean of the year and of each month.
 *
 * @throws {Error} if the list has not thirteen numbers
 */
export function numbersIn(list: string, id: string): number[] {
  const numbers = list.split(' ').map((one) => (one === '' ? Number.NaN : Number(one)))
  if (numbers.length === PERIODS && numbers.every(Number.isFinite)) return numbers
  throw new Error(`normals of ${id}: '${list}' are not the means of a year and of twelve months`)
}
