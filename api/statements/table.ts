import Papa from 'papaparse'
import { requireBoundedHead } from '../imports/csv-head.ts'
import { tableStartOf } from '../imports/preamble.ts'
import { decodeText, ENCODING_TITLES } from '../imports/text-encoding.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { plainName } from '../request/folded-name.ts'
import { isPersonalColumn } from '../request/personal-sign.ts'

/** A table of texts, by the names of its columns as they stand. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly Readonly<Record<string, string>>[]
  readonly notes: readonly string[]
  readonly delimiter: string
  /** The lines above the head. */
  readonly above: string
}

/** @throws {Failure} if the bytes are no table */
export function readTable(bytes: Uint8Array): Table {
  const decoded = decodeText(bytes)
  if (!decoded) throw tableRefusal('The file is text in no encoding that is known here. Save it in UTF-8.')
  const { skippedLines, delimiter } = tableStartOf(decoded.text)
  const lines = decoded.text.split('\n')
  const text = lines.slice(skippedLines).join('\n')
  requireBoundedHead(text)
  const { data, meta, errors } = Papa.parse<Record<string, string>>(text, {
    header: true,
    delimiter,
    skipEmptyLines: 'greedy',
    transform: (cell) => cell.trim(),
  })
  const [damage] = errors.filter(({ type }) => type !== 'Delimiter')
  if (damage)
    throw tableRefusal(
      `The cells${damage.row === undefined ? '' : ` of row ${damage.row + 1}`} do not fit the first line.`,
    )
  if (data.length === 0) throw tableRefusal('The table has no row.')
  const { encoding } = decoded
  const notes =
    encoding === 'utf-8'
      ? []
      : [`The text is in ${ENCODING_TITLES[encoding]} and was read so. [text-encoding]`]
  const above = lines.slice(0, skippedLines).join('\n')
  return { columns: meta.fields ?? [], rows: data, notes, delimiter, above }
}

/** The column that a table has for one of several names; case and punctuation make no difference. */
export const findColumn = ({ columns }: Table, names: readonly string[]): string | undefined =>
  columns.find((column) => names.some((name) => plainName(name) === plainName(column)))

/** Faults of columns about persons, whatever else the table holds. */
export const personalFaults = ({ columns }: Table, known: ReadonlySet<string>): readonly Fault[] =>
  columns
    .filter((column) => !known.has(column) && isPersonalColumn(column))
    .map((column) => ({
      code: 'person-level-data',
      column,
      detail: 'The column seems to describe a person, vehicle, device, place or point in time: remove it.',
    }))

export const tableRefusal = (detail: string): Error =>
  refusal([{ code: 'file-unreadable', detail }], 'file-refused')
