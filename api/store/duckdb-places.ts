import type { ZoneCoverage } from './datasets.ts'
import type { DuckdbFile } from './duckdb-file.ts'
import { overFacts } from './in-place/over-facts.ts'
import { rowsOn } from './rows-on.ts'

/** Which years and zones facts name. */
export const duckdbPlaces = ({ aside }: Pick<DuckdbFile, 'aside'>): ZoneCoverage => {
  const asked = <Row>(dataset: string, sqlOf: (facts: string) => string): Promise<Row[]> =>
    aside((on) => overFacts(on, dataset, (facts) => rowsOn<Row>(on, sqlOf(facts), [dataset])))
  return {
    listFactYears: async (dataset) =>
      (
        await asked<{ year: string }>(
          dataset,
          (facts) =>
            `SELECT DISTINCT left(period, 4) AS year FROM ${facts} WHERE dataset = $1 AND period IS NOT NULL ORDER BY year`,
        )
      ).map(({ year }) => year),
    listFactZones: async (dataset) =>
      (
        await asked<{ zone: string }>(
          dataset,
          (facts) =>
            `SELECT origin AS zone FROM ${facts} WHERE dataset = $1 AND origin IS NOT NULL
             UNION SELECT destination FROM ${facts} WHERE dataset = $1 AND destination IS NOT NULL ORDER BY zone`,
        )
      ).map(({ zone }) => zone),
    countUnmappedZones: async (dataset) => {
      const [row] = await asked<{ count: number }>(
        dataset,
        (facts) => `SELECT count(*)::DOUBLE AS count FROM (
           SELECT origin AS zone FROM ${facts} WHERE dataset = $1
           UNION SELECT destination FROM ${facts} WHERE dataset = $1
         ) ends
         WHERE zone IS NOT NULL AND zone NOT IN (SELECT zone FROM zone WHERE dataset = $1)`,
      )
      return row?.count ?? 0
    },
  }
}
