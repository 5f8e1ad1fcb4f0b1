import type { DatasetStore, Zone } from '../datasets.ts'
import { nextVersion } from './kept-datasets.ts'
import { releaseAsPublished } from './open-release.ts'
import type { Catalog } from './statements.ts'

const COLUMNS = {
  zone: 'VARCHAR',
  city: 'VARCHAR',
  longitude: 'FLOAT8',
  latitude: 'FLOAT8',
  area_km2: 'FLOAT8',
} as const

/** Zones of datasets. */
export const keptZones = ({ rows, changing }: Catalog): Pick<DatasetStore, 'saveZones' | 'listZones'> => ({
  saveZones: async (dataset, zones) => {
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
      await releaseAsPublished(on, dataset, version)
    })
  },
  listZones: async (dataset) =>
    (
      await rows<Row>(
        'SELECT zone, city, longitude, latitude, area_km2 FROM zone WHERE dataset = $1 ORDER BY zone',
        [dataset],
      )
    ).map(toZone),
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
