import Papa from 'papaparse'
import { requireBoundedHead } from '../imports/csv-head.ts'
import { decodeText, type TextEncoding } from '../imports/text-encoding.ts'
import { Failure, type Fault, refusal } from '../request/failure.ts'
import { ZONE_COLUMNS } from './zone-schema.ts'

const NUMBERS: ReadonlySet<string> = new Set(['longitude', 'latitude', 'areaKm2', 'population'])
const REQUIRED = ZONE_COLUMNS.slice(0, 2)

type Row = Readonly<Record<string, string>>

/**
 * Turns CSV rows into the same document as JSON has; the schema checks both.
 *
 * @throws {Failure} if the text is no table of zones: it would replace the zones by none
 */
export function readZonesCsv(bytes: Uint8Array): {
  readonly zones: readonly Readonly<Record<string, unknown>>[]
} {
  const text = textOf(bytes)
  requireBoundedHead(text)
  const { data, meta, errors } = Papa.parse<Row>(text, { header: true, skipEmptyLines: true })
  const columns = meta.fields ?? []
  const lacking = REQUIRED.filter((name) => !columns.includes(name))
  if (lacking.length > 0)
    throw refusal(lacking.map((column) => fault('The table needs this column in its first line.', column)))
  // A delimiter that cannot be told is that of a table of one row.
  const [damage] = errors.filter(({ type }) => type !== 'Delimiter')
  if (damage) {
    const line = damage.row === undefined ? '' : ` of row ${damage.row + 1}`
    throw refusal([fault(`The cells${line} do not fit the first line, or a quote is not closed.`)])
  }
  if (data.length === 0)
    throw refusal([fault('The table has no row. To remove all zones, send the JSON {"zones": []}.')])
  return { zones: data.map(toZone) }
}

const fault = (detail: string, column?: string): Fault => ({
  code: 'invalid-field',
  pointer: '',
  detail,
  ...(column === undefined ? {} : { column }),
})

/** The encoding of a table of zones, if it is not UTF-8: letters of another encoding would name other zones. */
export function zonesEncoding(bytes: Uint8Array): TextEncoding | undefined {
  const encoding = decodeText(bytes)?.encoding
  return encoding === 'utf-8' ? undefined : encoding
}

function textOf(bytes: Uint8Array): string {
  const decoded = decodeText(bytes)
  if (decoded) return decoded.text
  throw new Failure(
    'malformed-body',
    'The table is text in no encoding that is known here. Save it in UTF-8.',
  )
}

function toZone(row: Row): Readonly<Record<string, unknown>> {
  const given = Object.entries(row).filter(([, value]) => value !== '')
  const zone = Object.fromEntries(
    given.map(([name, value]) => [
      name,
      NUMBERS.has(name) && !Number.isNaN(Number(value)) ? Number(value) : value,
    ]),
  )
  // An empty cell means that the zone lies in no city; a missing column means nothing.
  return row[ZONE_COLUMNS[1]] === '' ? { ...zone, city: null } : zone
}
