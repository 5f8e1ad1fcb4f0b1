import countries from 'i18n-iso-countries'
import { z } from 'zod'

/** A country of a city or dataset. */
export const country = z
  .string()
  .refine((code) => countries.isValid(code) && code.length === 2 && code === code.toUpperCase(), {
    error: 'Not an ISO 3166-1 alpha-2 country code in capitals, such as GB.',
    params: { code: 'unknown-country' },
  })
  .meta({ description: 'ISO 3166-1 alpha-2', examples: ['GB'] })
