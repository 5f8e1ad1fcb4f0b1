import { chunksOf } from '../chunks.ts'
import type { DatasetStore, Zone, ZoneBoundaries } from '../datasets.ts'
import { nextVersion } from './kept-datasets.ts'
import { releaseAsPublished } from './open-release.ts'
import type { Catalog, Statements } from './statements.ts'

const COLUMNS = {
  zone: 'VARCHAR',
  city: 'VARCHAR',
  longitude: 'FLOAT8',
  latitude: 'FLOAT8',
  area_km2: 'FLOAT8',
} as const

type Zones = Pick<DatasetStore, 'saveZones' | 'saveBoundaries' | 'listZones' | 'listBoundaries'>

/** Zones of datasets. */
export const keptZones = ({ rows, changing }: Catalog): Zones => ({
  saveZones: async (dataset, zones, boundaries) => {
    // A zone in two rows would count its facts twice.
    if (new Set(zones.map(({ zone }) => zone)).size < zones.length)
      throw new Error('Each zone may stand only once.')
    await changing(async (on) => {
      const version = await nextVersion(on, dataset)
      await on.change('DELETE FROM zone WHERE dataset = $1', [dataset])
      await on.change(`INSERT INTO zone ${on.unfolded('$1::VARCHAR', '$2', COLUMNS)}`, [
        dataset,
        JSON.stringify(zones.map(toRow)),
      ])
      if (boundaries) await replaceBoundaries(on, dataset, boundaries)
      else
        await on.change(
          'DELETE FROM zone_boundary WHERE dataset = $1 AND zone NOT IN (SELECT zone FROM zone WHERE dataset = $1)',
          [dataset],
        )
      await releaseAsPublished(on, dataset, version)
    })
  },
  saveBoundaries: (dataset, boundaries) => changing((on) => replaceBoundaries(on, dataset, boundaries)),
  listBoundaries: async (dataset) =>
    new Map(
      (
        await rows<{ zone: string; geometry: string }>(
          'SELECT zone, geometry FROM zone_boundary WHERE dataset = $1 ORDER BY zone',
          [dataset],
        )
      ).map(({ zone, geometry }) => [zone, geometry]),
    ),
  listZones: async (dataset) =>
    (
      await rows<Row>(
        'SELECT zone, city, longitude, latitude, area_km2 FROM zone WHERE dataset = $1 ORDER BY zone',
        [dataset],
      )
    ).map(toZone),
})

async function replaceBoundaries(on: Statements, dataset: string, boundaries: ZoneBoundaries): Promise<void> {
  await on.change('DELETE FROM zone_boundary WHERE dataset = $1', [dataset])
  for (const some of chunksOf([...boundaries].map(([zone, geometry]) => ({ zone, geometry }))))
    await on.change(
      `INSERT INTO zone_boundary ${on.unfolded('$1::VARCHAR', '$2', { zone: 'VARCHAR', geometry: 'VARCHAR' })}`,
      [dataset, JSON.stringify(some)],
    )
}

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
