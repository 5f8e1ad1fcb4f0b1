import { z } from 'zod'
import { CONTAINERS } from '../imports/importer.ts'

const importFormat = z.strictObject({
  format: z.string().meta({ description: 'As in `format=`.', examples: ['tidy'] }),
  title: z.string(),
  containers: z.array(z.enum(CONTAINERS)).meta({ description: 'How files of it may be packed.' }),
  options: z
    .record(z.string(), z.string())
    .meta({ description: 'Further query parameters, with their meanings.' }),
})

export const importFormats = z
  .strictObject({ items: z.array(importFormat) })
  .meta({ id: 'ImportFormats', description: 'Every outside format that datasets can be of.' })
