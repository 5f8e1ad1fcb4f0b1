import Papa from 'papaparse'
import { ZONE_COLUMNS } from './zone-schema.ts'

const NUMBERS: ReadonlySet<string> = new Set(['longitude', 'latitude', 'areaKm2'])

/** Turns CSV rows into the same document as JSON has; the schema checks both. */
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
  // An empty cell means that the zone lies in no city; a missing column means nothing.
  return row[ZONE_COLUMNS[1]] === '' ? { ...zone, city: null } : zone
}
