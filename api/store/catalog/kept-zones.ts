import type { DatasetStore, Zone, ZoneCoverage } from './datasets.ts'
import { nextVersion } from './duckdb-datasets.ts'
import type { DuckdbFile } from './duckdb-file.ts'
import { releaseAsPublished } from './open-release.ts'
import { inTransaction } from './transaction.ts'

const INSERT = `
  INSERT INTO zone SELECT $1, unnest(from_json($2,
    '[{"zone":"VARCHAR","city":"VARCHAR","longitude":"DOUBLE","latitude":"DOUBLE","area_km2":"DOUBLE"}]'), recursive := true)`

/** Zones of datasets in the embedded database. */
export const duckdbZones = ({
  rows,
  inTurn,
  writing,
}: DuckdbFile): Pick<DatasetStore, 'saveZones' | 'listZones'> & ZoneCoverage => ({
  saveZones: async (dataset, zones) => {
    // A zone in two rows would count its facts twice.
    if (new Set(zones.map(({ zone }) => zone)).size < zones.length)
      throw new Error('Each zone may stand only once.')
    await writing(() =>
      inTurn((on) =>
        inTransaction(on, async () => {
          const version = await nextVersion(on, dataset)
          await on.run('DELETE FROM zone WHERE dataset = $1', [dataset])
          await on.run(INSERT, [dataset, JSON.stringify(zones.map(toRow))])
          await releaseAsPublished(on, dataset, version)
        }),
      ),
    )
  },
  listZones: async (dataset) =>
    (await rows<Row>('SELECT * EXCLUDE dataset FROM zone WHERE dataset = $1 ORDER BY zone', [dataset])).map(
      toZone,
    ),
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

interface Row {
  readonly zone: string
  readonly city: string | null
  readonly longitude: number | null
  readonly latitude: number | null
  readonly area_km2: number | null
}

const toRow = ({ zone, city, centroid, areaKm2 }: Zone): Row => ({
  zone,
  city,
  longitude: centroid?.[0] ?? null,
  latitude: centroid?.[1] ?? null,
  area_km2: areaKm2 ?? null,
})

const toZone = ({ zone, city, longitude, latitude, area_km2 }: Row): Zone => ({
  zone,
  city,
  ...(longitude === null || latitude === null ? {} : { centroid: [longitude, latitude] }),
  ...(area_km2 === null ? {} : { areaKm2: area_km2 }),
})
