import type { DatasetDescription, Zone } from '../../api/store/datasets.ts'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'

const { licence: _, ...unlicensed } = FLOWS_OF_TEST
export const CLOSED_FLOWS: DatasetDescription = {
  ...unlicensed,
  legalBasis: 'agreement',
  contributorUnit: 'person',
}

const MODES = ['car', 'bus', 'rail', 'walk']
const CITIES = ['a', 'b']
const ZONES_OF_CITY = 4

export const ZONES: readonly Zone[] = CITIES.flatMap((city) =>
  Array.from({ length: ZONES_OF_CITY }, (_, zone) => ({ zone: `${city}${zone}`, city, areaKm2: 4 })),
)

/**
 * Flows of two cities over 91 days, whose numbers have fractions that round both ways and whose counts vary as counts do.
 * All pairs of zones, day by day: enough for a release.
 */
export function flowRows(kind: 'open' | 'closed'): string {
  const zones = ZONES.map(({ zone }) => `'${zone}'`).join(', ')
  const modes = MODES.map((mode) => `'${mode}'`).join(', ')
  // A seeded hash stands for chance.
  const chance = (salt: string): string =>
    `((hash(day, origin, destination, mode, '${salt}') % 1000003)::DOUBLE / 1000003)`
  return `
    SELECT strftime(DATE '2024-01-01' + day::INTEGER, '%Y-%m-%d') AS period, origin, destination, mode,
      CASE WHEN mode = 'car' THEN '20-30' END AS speed_band_km_per_h,
      round(n * (1.1 + ${chance('turns')}) + ${chance('part')}, 7) AS trips,
      n * (5.5 + 20 * ${chance('length')}) AS passenger_distance_pkm,
      CASE WHEN mode = 'car' THEN 20 + 5 * ${chance('speed')} END AS mean_speed_km_per_h,
      ${kind === 'closed' ? 'n AS contributors' : "CASE WHEN mode = 'rail' THEN 1000 + n END AS index_value"},
      ${kind === 'open' ? "CASE WHEN origin = 'a0' AND destination = 'a0' THEN 'a' END" : 'NULL::VARCHAR'} AS city
    FROM (SELECT *, 30 + floor(170 * ${chance('count')}) AS n
      FROM (SELECT unnest(range(91)) AS day), (SELECT unnest([${zones}]) AS origin), (SELECT unnest([${zones}]) AS destination),
        (SELECT unnest([${modes}]) AS mode))
    WHERE day < ${kind === 'open' ? 70 : 91}`
}
