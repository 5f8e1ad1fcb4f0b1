import countries from 'i18n-iso-countries'
import { z } from 'zod'
import { findCountry } from '../words/country-name.ts'

/** No name of a country is longer; a longer text is not looked up. */
const MAX_COUNTRY_NAME = 80

/** A country of a city or dataset. */
export const country = z
  .string()
  .check(({ value: code, issues }) => {
    if (countries.isValid(code) && code.length === 2 && code === code.toUpperCase()) return
    const meant = code.length > MAX_COUNTRY_NAME ? undefined : findCountry(code)
    issues.push({
      code: 'custom',
      message: 'Not an ISO 3166-1 alpha-2 country code in capitals, such as GB.',
      input: code,
      params: { code: 'unknown-country', candidates: meant === undefined ? [] : [meant] },
    })
  })
  .meta({ description: 'ISO 3166-1 alpha-2', examples: ['GB'] })

/** A name that its owner chose. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Not small letters, digits and hyphens.')
  .max(64)
  .meta({ id: 'Slug', description: 'Small letters, digits, hyphens.', examples: ['leeds'] })

/** The query parameters of a paged list. */
export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(100)
    .meta({ description: 'At most this many items.' }),
  after: z.string().max(200).optional().meta({ description: 'The `next` of the page before.' }),
}
