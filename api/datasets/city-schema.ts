import { z } from 'zod'
import { refusalsOfCity } from '../../src/index.ts'
import { country, pageQuery, slug } from '../request/common.ts'
import { isPersonalId } from '../request/person-level.ts'

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

interface Stated {
  readonly name: string
  readonly population: Readonly<Record<string, number>>
}

/** What no request may be about, no saved city may be either. */
function requireCity({ name, population }: Stated, context: z.core.$RefinementCtx): void {
  const inhabitants = Object.entries(population).map(([year, value]) => ({ pointer: year, value }))
  for (const { code, pointer, detail: message } of refusalsOfCity({ name, inhabitants }, 'name'))
    context.addIssue({
      code: 'custom',
      path: pointer === 'name' ? ['name'] : ['population', pointer],
      message,
      params: { code },
    })
}

/** What a caller states about a city. */
export const cityFacts = z
  .strictObject(facts)
  .superRefine(requireCity)
  .meta({ id: 'CityFacts', description: 'A city that estimates and datasets may name.' })

/** A city is called by its name or by a code of its country, and not by a number of somebody. */
const cityId = slug.refine((id) => !isPersonalId(id), {
  error: 'Looks like an identifier. Name the city.',
  params: { code: 'person-level-data' },
})

const cityWithId = z.strictObject({ id: slug, ...facts })

/** A city of a list that a caller sends. */
export const namedCity = z.strictObject({ id: cityId, ...facts }).superRefine(requireCity)

export const cityView = cityWithId.meta({ id: 'City' })

export const cityPage = z
  .strictObject({ items: z.array(cityView), next: z.string().optional() })
  .meta({ id: 'Cities', description: 'A page of cities, by id.' })

export const cityQuery = z.strictObject(pageQuery)

export const cityPath = z.strictObject({ id: slug })

/** The path of a city that is saved. */
export const savedCityPath = z.strictObject({ id: cityId })
