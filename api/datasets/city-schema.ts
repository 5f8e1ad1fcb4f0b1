import { z } from 'zod'
import { country, pageQuery, slug } from '../request/common.ts'

const facts = {
  name: z.string().trim().min(1).max(120),
  country,
  population: z
    .record(
      z.string().regex(/^(19|20)\d{2}$/, 'Years must be written like 2024.'),
      z.number().int().min(1).max(100_000_000),
    )
    .default({})
    .meta({ description: 'Inhabitants by year.', examples: [{ 2019: 793_100 }] }),
}

/** What a caller states about a city. */
export const cityFacts = z
  .strictObject(facts)
  .meta({ id: 'CityFacts', description: 'A city that estimates and datasets may name.' })

export const cityView = z.strictObject({ id: slug, ...facts }).meta({ id: 'City' })

export const cityPage = z
  .strictObject({ items: z.array(cityView), next: z.string().optional() })
  .meta({ id: 'Cities', description: 'A page of cities, by id.' })

export const cityQuery = z.strictObject(pageQuery)

export const cityPath = z.strictObject({ id: slug })
