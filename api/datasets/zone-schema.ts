import { z } from 'zod'
import { slug } from '../request/common.ts'
import { fileNotice } from './schema.ts'

const zone = z
  .strictObject({
    zone: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .meta({ description: 'The name of the zone in the files of the dataset.' }),
    city: slug.nullable().meta({ description: 'The city of the zone; null: outside every city.' }),
    longitude: z
      .number()
      .min(-180)
      .max(180)
      .optional()
      .meta({ description: 'Longitude of the centre [degrees].' }),
    latitude: z.number().min(-90).max(90).optional(),
    areaKm2: z.number().positive().max(1e7).optional(),
    // Looked at once, and not kept.
    population: z.number().min(0).optional(),
  })
  .refine(({ longitude, latitude }) => (longitude === undefined) === (latitude === undefined), {
    error: 'A centre needs both longitude and latitude.',
    path: ['longitude'],
  })

/** The zones of a dataset. A zone is a place, not a person's whereabouts. */
export const zoneList = z
  .strictObject({ zones: z.array(zone).max(100_000) })
  .superRefine(({ zones }, context) => {
    const seen = new Set<string>()
    zones.forEach(({ zone: id }, index) => {
      if (seen.has(id))
        context.addIssue({
          code: 'custom',
          path: ['zones', index, 'zone'],
          message: 'Each zone may stand only once.',
          params: { code: 'duplicate-row' },
        })
      seen.add(id)
    })
  })
  .meta({ id: 'Zones', description: 'The city of each zone of a dataset.' })
export type ZoneList = z.output<typeof zoneList>

/** Fields that here describe a place, not a person. */
export const ZONE_NAMES: ReadonlySet<string> = new Set(['longitude', 'latitude'])

export const ZONE_COLUMNS = ['zone', 'city', 'longitude', 'latitude', 'areaKm2'] as const

export const zonesSaved = z
  .strictObject({
    dataset: z.string(),
    version: z.number().int(),
    zones: z.number().int(),
    notices: z.array(fileNotice).optional(),
  })
  .meta({ id: 'ZonesSaved' })
