import { z } from 'zod'
import { CONTAINERS } from '../imports/importer.ts'

const importFormat = z.strictObject({
  format: z.string().meta({ description: 'The value for `format=`.', examples: ['tidy'] }),
  title: z.string(),
  containers: z.array(z.enum(CONTAINERS)).meta({ description: 'How files of this format may be packed.' }),
  options: z
    .record(z.string(), z.string())
    .meta({ description: 'Further query parameters, with their meanings.' }),
})

export const importFormats = z
  .strictObject({ items: z.array(importFormat) })
  .meta({ id: 'ImportFormats', description: 'All formats that can be imported.' })
