import type { ZoneCoverage } from './datasets.ts'
import type { FactReader } from './fact-reader.ts'

/** Which years and zones facts name. */
export function factPlaces({ reading }: FactReader): ZoneCoverage {
  const rows = <Row>(dataset: string, sqlOf: (facts: string) => string): Promise<Row[]> =>
    reading(dataset, (seen) => seen.rows<Row>(sqlOf(seen.facts), [dataset]))
  return {
    listFactYears: async (dataset) =>
      (
        await rows<{ year: string }>(
          dataset,
          (facts) =>
            `SELECT DISTINCT substr(period, 1, 4) AS year FROM ${facts} WHERE dataset = $1 AND period IS NOT NULL ORDER BY year`,
        )
      ).map(({ year }) => year),
    listFactZones: async (dataset) =>
      (
        await rows<{ zone: string }>(
          dataset,
          (facts) =>
            `SELECT origin AS zone FROM ${facts} WHERE dataset = $1 AND origin IS NOT NULL
             UNION SELECT destination FROM ${facts} WHERE dataset = $1 AND destination IS NOT NULL ORDER BY zone`,
        )
      ).map(({ zone }) => zone),
    countUnmappedZones: async (dataset) => {
      const [row] = await rows<{ count: number }>(
        dataset,
        (facts) => `SELECT CAST(count(*) AS DOUBLE) AS count FROM (
           SELECT origin AS zone FROM ${facts} WHERE dataset = $1
           UNION SELECT destination FROM ${facts} WHERE dataset = $1
         ) ends
         WHERE zone IS NOT NULL AND zone NOT IN (SELECT zone FROM zone WHERE dataset = $1)`,
      )
      return row?.count ?? 0
    },
  }
}
