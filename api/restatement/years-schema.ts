import { z } from 'zod'
import { GWP_SETS } from '../../src/index.ts'
import { coverage } from '../estimate/coverage-schema.ts'
import { figure, sum } from '../estimate/figure-schema.ts'
import { givenEstimate } from '../estimate/given-estimate.ts'
import { plainNotice } from '../estimate/notice-schema.ts'
import { slug } from '../request/common.ts'

const yearText = z.string().regex(/^(19|20)\d{2}$/, 'Years must be written like 2024.')

export const cityPath = z.strictObject({ id: slug })
export const yearPath = z.strictObject({ id: slug, year: yearText })

export const yearsQuery = z.strictObject({
  base: yearText.optional().meta({ description: 'The year whose index is 1; the first, if absent.' }),
  factorSet: z.string().max(40).optional().meta({ description: 'Default: the newest.' }),
  gwp: z.enum(GWP_SETS).optional().meta({ description: 'Default: those of the last year.' }),
})
export type YearsQuery = z.output<typeof yearsQuery>

export const MAX_YEARS = 60

/** The body of POST /v1/years. */
export const yearsRequest = z.strictObject({
  years: z.array(givenEstimate).min(1).max(MAX_YEARS),
  factorSet: z.string().max(40).optional(),
})

/** What DELETE of a year answers. */
export const deletedYear = z.strictObject({ year: z.number().int() })

/** What PUT of a year answers. */
export const savedYear = z
  .strictObject({ city: slug, year: z.number().int(), estimate: z.string(), co2e: sum })
  .meta({ id: 'SavedYear' })

const cityYear = z
  .strictObject({
    year: z.number().int(),
    estimate: z.string(),
    population: z.number().nullable(),
    co2e: sum,
    perCapita: sum.nullable(),
    spliced: figure.meta({
      description:
        'The year on the level of the last one: without breaks, and of what neighbours both count.',
    }),
    index: figure.meta({ description: 'Spliced, over the base; what years share cancels.' }),
    change: z.number().nullable().meta({ description: 'Spliced, over the year before, less 1.' }),
    coverage,
  })
  .meta({ id: 'CityYear' })

/** The answer of GET /v1/cities/{id}/years. */
export const cityYears = z
  .strictObject({
    city: z.strictObject({ name: z.string(), country: z.string() }),
    basis: z.strictObject({
      methodVersion: z.string(),
      factorSet: z.string(),
      gwp: z.string(),
      allocation: z.string(),
    }),
    base: z.number().int(),
    comparable: z.boolean(),
    years: z.array(cityYear),
    missing: z.array(z.number().int()),
    breaks: z.array(z.strictObject({ before: z.number().int(), after: z.number().int(), what: z.string() })),
    notices: z.array(plainNotice),
  })
  .meta({ id: 'CityYears', description: 'The years of a city on one basis, with breaks and a spliced line.' })
export type CityYears = z.output<typeof cityYears>
