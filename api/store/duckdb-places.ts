import type { ZoneCoverage } from './datasets.ts'
import type { DuckdbFile } from './duckdb-file.ts'

/** Which years and zones facts name. */
export const duckdbPlaces = ({ rows }: Pick<DuckdbFile, 'rows'>): ZoneCoverage => ({
  listFactYears: async (dataset) =>
    (
      await rows<{ year: string }>(
        'SELECT DISTINCT left(period, 4) AS year FROM activity_fact WHERE dataset = $1 AND period IS NOT NULL ORDER BY year',
        [dataset],
      )
    ).map(({ year }) => year),
  listFactZones: async (dataset) =>
    (
      await rows<{ zone: string }>(
        `SELECT origin AS zone FROM activity_fact WHERE dataset = $1 AND origin IS NOT NULL
         UNION SELECT destination FROM activity_fact WHERE dataset = $1 AND destination IS NOT NULL ORDER BY zone`,
        [dataset],
      )
    ).map(({ zone }) => zone),
  countUnmappedZones: async (dataset) => {
    const [row] = await rows<{ count: number }>(
      `SELECT count(*)::DOUBLE AS count FROM (
         SELECT origin AS zone FROM activity_fact WHERE dataset = $1
         UNION SELECT destination FROM activity_fact WHERE dataset = $1
       ) ends
       WHERE zone IS NOT NULL AND zone NOT IN (SELECT zone FROM zone WHERE dataset = $1)`,
      [dataset],
    )
    return row?.count ?? 0
  },
})
