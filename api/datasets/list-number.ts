import { type DecimalMark, type NumberReading, readWrittenNumber } from '../../src/index.ts'
import { type Fault, refusal } from '../request/failure.ts'

/** What a column of a list of places holds. */
export interface ListNumber {
  /** The most that a value can be without its sign, such as 180 degrees: it tells `50,737` from fifty thousand. */
  readonly most?: number
  /** Whether its values have no fraction: persons. */
  readonly isCount?: boolean
}

interface NumberColumn {
  readonly column: string
  readonly head: string
  readonly kind: ListNumber
}

type Rows = readonly Readonly<Record<string, string>>[]

/**
 * Numbers of columns as people write them, with the decimal mark that the columns show together; undefined of a text that
 * is no number, and of an empty one.
 *
 * @throws {Failure} `number-ambiguous` if nothing shows whether values are of thousands or have a fraction
 */
export function numbersOf(
  rows: Rows,
  columns: readonly NumberColumn[],
): ReadonlyMap<string, readonly (number | undefined)[]> {
  const marks = new Set(
    columns.flatMap(({ head, kind }) =>
      rows.flatMap((row) => shownBy(readWrittenNumber(row[head] ?? ''), kind) ?? []),
    ),
  )
  const [shown] = marks
  const mark = marks.size === 1 ? shown : undefined
  const faults: Fault[] = []
  const read = columns.map(({ column, head, kind }) => {
    let ambiguous = 0
    const values = rows.map((row) => {
      const number = readWrittenNumber(row[head] ?? '', mark)
      if (number.kind === 'none' || number.rest !== '') return undefined
      if (number.kind === 'number') return number.value
      const [thousands, fraction] = number.readings.map(Number)
      if (Math.abs(thousands ?? 0) > (kind.most ?? Number.POSITIVE_INFINITY)) return fraction
      ambiguous += 1
      return undefined
    })
    if (ambiguous > 0)
      faults.push({
        code: 'number-ambiguous',
        column,
        count: ambiguous,
        detail: kind.isCount
          ? 'Values may be of thousands or have a fraction: write persons in full, such as 35000.'
          : 'Values may be of thousands or have a fraction: write decimals with a point, such as 1.25.',
      })
    return [column, values] as const
  })
  if (faults.length > 0) throw refusal(faults, 'file-refused')
  return new Map(read)
}

/** The decimal mark that a number shows; one that may be either shows it where only one reading can be. */
function shownBy(
  number: NumberReading,
  { most = Number.POSITIVE_INFINITY }: ListNumber,
): DecimalMark | undefined {
  if (number.kind === 'none') return undefined
  if (number.kind === 'number') return number.mark
  return Math.abs(Number(number.readings[0])) > most ? number.mark : undefined
}
