import Papa from 'papaparse'
import { ZONE_COLUMNS } from './zone-schema.ts'

const NUMBERS: ReadonlySet<string> = new Set(['longitude', 'latitude', 'areaKm2'])

/** Rows of a CSV text as the document of zones that JSON would have; the schema says what is wrong with them. */
export function readZonesCsv(text: string): { readonly zones: readonly Readonly<Record<string, unknown>>[] } {
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  return { zones: data.map(toZone) }
}

function toZone(row: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const given = Object.entries(row).filter(([, value]) => value !== '')
  const zone = Object.fromEntries(
    given.map(([name, value]) => [
      name,
      NUMBERS.has(name) && !Number.isNaN(Number(value)) ? Number(value) : value,
    ]),
  )
  // An empty cell says that the zone lies in no city; a missing column says nothing.
  return row[ZONE_COLUMNS[1]] === '' ? { ...zone, city: null } : zone
}
