import { ENERGY_CARRIERS, type FactorSet } from '../domain.ts'
import { sha256 } from '../load.ts'
import { resolvedYears } from './energy.ts'
import type { Cells } from './runs.ts'
import { VehicleResolver } from './vehicles.ts'

/** Columns of `digests.csv`. */
export const DIGEST_COLUMNS = ['place', 'table', 'rows', 'digest'] as const

/** A digest shows that something changed; every year would only show it more often. */
const YEARS = [2000, 2010, 2020, 2025] as const

/** A country that nobody publishes a figure of: a code that ISO 3166 keeps free for its users. */
const ELSEWHERE = 'ZZ'

/**
 * What every place of a set resolves to, in a few years, as a digest: a change shows as a changed row. Vehicles are of
 * every class; places without a figure of their own resolve as `elsewhere`, or as one of their group does.
 */
export function resolveDigests(set: FactorSet): readonly Cells[] {
  const resolver = new VehicleResolver(set)
  const { records, groups } = set.content
  const regions = [...new Set(records.map(({ region }) => region))].filter(isPlace).sort()
  const ofVehicles = new Set(
    records
      .filter(({ mode, region }) => mode !== undefined && region.length === 2)
      .map(({ region }) => region),
  )
  // One that its group alone speaks of stands for all of them.
  for (const { members } of groups) {
    const other = members.find((member) => !ofVehicles.has(member))
    if (other !== undefined) ofVehicles.add(other)
  }
  const rowOf = (place: string, table: string, rows: readonly unknown[]): Cells => [
    place === ELSEWHERE ? 'elsewhere' : place,
    table,
    rows.length,
    sha256(JSON.stringify(rows)).slice('sha256:'.length, 'sha256:'.length + DIGITS),
  ]
  return [
    ...[...ofVehicles, ELSEWHERE].sort().map((place) =>
      rowOf(
        place,
        'vehicles',
        YEARS.flatMap((year) => resolver.resolve(place, year)),
      ),
    ),
    ...[...regions, ELSEWHERE].map((place) =>
      rowOf(
        place,
        'fuels and electricity',
        ENERGY_CARRIERS.flatMap((carrier) => [...resolvedYears(set, carrier, place, YEARS)]),
      ),
    ),
  ]
}

/** Enough of a digest to show a change. */
const DIGITS = 16

const isPlace = (region: string): boolean => region.length === 2 || region.includes('-')
