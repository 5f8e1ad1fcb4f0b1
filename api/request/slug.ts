import { z } from 'zod'

/** A name that its owner chose. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Not small letters, digits and hyphens.')
  .max(64)
  .meta({ description: 'Small letters, digits and hyphens, at most 64.', examples: ['leeds'] })
