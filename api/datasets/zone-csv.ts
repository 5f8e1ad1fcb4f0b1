import { findColumns, NO_ROW, readSmallTable, type SmallTable } from '../imports/small-table.ts'
import { decodeText, isGarbled, LETTERS_LOST, type TextEncoding } from '../imports/text-encoding.ts'
import { Failure, type Fault, refusal } from '../request/failure.ts'
import { type ListNumber, numbersOf } from './list-number.ts'
import { ZONE_HEADS } from './zone-heads.ts'
import { ZONE_COLUMNS } from './zone-schema.ts'

const NUMBERS: Readonly<Record<string, ListNumber>> = {
  longitude: { most: 180 },
  latitude: { most: 90 },
  areaKm2: {},
  population: { isCount: true },
}
const REQUIRED = ZONE_COLUMNS.slice(0, 2)

/**
 * Turns CSV rows into the same document as JSON has; the schema checks both.
 *
 * @throws {Failure} if the text is no table of zones: it would replace the zones by none
 */
export function readZonesCsv(bytes: Uint8Array): {
  readonly zones: readonly Readonly<Record<string, unknown>>[]
} {
  const table = tableIn(bytes)
  const headOf = findColumns(table, ZONE_HEADS)
  const lacking = REQUIRED.filter((name) => !headOf.has(name))
  if (lacking.length > 0)
    throw refusal(
      lacking.map((column): Fault => {
        const detail = `The table needs this column: a row for each zone, with ${ZONE_COLUMNS.join(', ')}.`
        return { code: 'invalid-field', pointer: '', detail, column }
      }),
    )
  const zone = headOf.get('zone') ?? ''
  const count = table.rows.filter((row) => isGarbled(row[zone] ?? '')).length
  if (count > 0)
    throw refusal([{ code: 'value-not-read', pointer: '', column: 'zone', detail: LETTERS_LOST, count }])
  return { zones: zonesOf(table, headOf) }
}

/** A body that is no table of zones is no request of this path, whatever else it may be. */
function tableIn(bytes: Uint8Array): SmallTable {
  try {
    return readSmallTable(bytes)
  } catch (error) {
    const [fault] = error instanceof Failure ? error.faults : []
    if (fault?.code !== 'file-unreadable') throw error
    const advice = fault.detail === NO_ROW ? ' To remove all zones, send the JSON {"zones": []}.' : ''
    throw refusal([{ code: 'invalid-field', pointer: '', detail: `${fault.detail}${advice}` }])
  }
}

/** The encoding of a table of zones, if it is not UTF-8: letters of another encoding would name other zones. */
export function zonesEncoding(bytes: Uint8Array): TextEncoding | undefined {
  const encoding = decodeText(bytes)?.encoding
  return encoding === 'utf-8' ? undefined : encoding
}

function zonesOf(
  { columns, rows }: SmallTable,
  headOf: ReadonlyMap<string, string>,
): readonly Readonly<Record<string, unknown>>[] {
  const own = new Set(headOf.values())
  // What the schema does not know, it refuses: once for each column, at the first row that fills it, so that it hides no other fault.
  const unknown = columns.filter((column) => !own.has(column))
  const firstOf = new Map(unknown.map((column) => [column, rows.findIndex((row) => row[column] !== '')]))
  const named = [...headOf, ...unknown.map((column) => [column, column] as const)]
  const numbers = numbersOf(
    rows,
    named.flatMap(([column, head]) => {
      const kind = NUMBERS[column]
      return kind ? [{ column, head, kind }] : []
    }),
  )
  return rows.map((row, at) => {
    const given = named.filter(([, head]) => row[head] !== '' && (firstOf.get(head) ?? at) === at)
    const zone = Object.fromEntries(given.map(([name, head]) => [name, numbers.get(name)?.[at] ?? row[head]]))
    // An empty cell means that the zone lies in no city; a missing column means nothing.
    return row[headOf.get(ZONE_COLUMNS[1]) ?? ''] === '' ? { ...zone, city: null } : zone
  })
}
