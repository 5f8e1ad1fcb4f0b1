import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { assess } from '../draws/simulate.ts'
import { estimateQuestion, questionOf, toAnswer } from '../estimate/estimate.ts'
import { type EstimateRequest, estimateRequest } from '../estimate/request-schema.ts'
import { checkedRequestOf } from '../estimate/saved-estimate.ts'
import { prefersCsv } from '../http/media-type.ts'
import { json, OF_BODY, problems } from '../http/problem-schema.ts'
import { Failure, type Fault, refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { City } from '../store/datasets.ts'
import type { Store } from '../store/store.ts'
import { cityYearsOf, readYears, yearsOf } from './years.ts'
import { cityYearsCsv } from './years-csv.ts'
import {
  cityPath,
  cityYears,
  deletedYear,
  savedYear,
  yearPath,
  yearsQuery,
  yearsRequest,
} from './years-schema.ts'

const csvText = z.string().meta({ description: 'A row for each year.' })

/** The years that a city states, kept with it. */
export const cityYearRoutes: FastifyPluginAsyncZod<{ factorSets: FactorSets; store: Store }> = async (
  app,
  { factorSets, store },
) => {
  app.put(
    '/v1/cities/:id/years/:year',
    {
      schema: {
        operationId: 'saveYear',
        tags: ['Series'],
        summary: 'State a year of a city, in place of what was stated of it before',
        params: yearPath,
        body: estimateRequest,
        response: {
          200: json('The year', savedYear),
          ...problems(
            'malformed-body',
            'invalid-request',
            'person-level-data',
            'not-found',
            'unknown-factor-set',
            'body-too-large',
            'unsupported-media-type',
            'estimate-refused',
          ),
        },
      },
    },
    async (request) => {
      const { id, year } = request.params
      const city = await cityOf(store, id)
      const faults = faultsOf(city, year, request.body)
      if (faults.length > 0) throw refusal(faults)
      const made = estimateQuestion(questionOf(request.body, factorSets))
      const { result } = toAnswer(made, assess(made.estimate, 'result'))
      await store.saveYear({ city: id, year: Number(year), request: JSON.stringify(request.body) })
      return { city: id, year: Number(year), estimate: result.id, co2e: result.totals.co2e }
    },
  )

  app.delete(
    '/v1/cities/:id/years/:year',
    {
      schema: {
        operationId: 'deleteYear',
        tags: ['Series'],
        summary: 'Delete a year of a city',
        params: yearPath,
        response: {
          200: json('It is deleted', deletedYear),
          ...problems('invalid-request', 'not-found', 'not-ready'),
        },
      },
    },
    async (request) => {
      const { id, year } = request.params
      await cityOf(store, id)
      if (!(await store.deleteYear(id, Number(year))))
        throw new Failure('not-found', 'This year of the city is not saved.')
      return { year: Number(year) }
    },
  )

  app.get(
    '/v1/cities/:id/years',
    {
      schema: {
        operationId: 'getYears',
        tags: ['Series'],
        summary: 'The years of a city on one basis, with breaks, spliced line and index',
        description: 'JSON; CSV with `Accept: text/csv`.',
        params: cityPath,
        querystring: yearsQuery,
        response: {
          200: {
            description: 'The years',
            content: { 'application/json': { schema: cityYears }, 'text/csv': { schema: csvText } },
          },
          ...problems('invalid-request', 'not-found', 'unknown-factor-set', 'estimate-refused'),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      await cityOf(store, id)
      const kept = await store.listYears(id)
      if (kept.length === 0) throw new Failure('not-found', 'No year of this city is saved.')
      const years = readYears(
        kept.map((year) => ({ pointer: `/years/${year.year}`, request: checkedRequestOf(year) })),
        factorSets,
      )
      const answer = await cityYearsOf(years, request.query, factorSets)
      reply.header('vary', 'accept')
      if (!prefersCsv(request)) return answer
      return reply.type('text/csv; charset=utf-8').send(cityYearsCsv(answer))
    },
  )
}

/** Years on one basis, of which nothing need be saved. */
export const yearsRoute: FastifyPluginAsyncZod<{ factorSets: FactorSets; store: Store }> = async (
  app,
  { factorSets, store },
) => {
  app.post(
    '/v1/years',
    {
      // Each year is read separately, so that the faults of all are reported at once.
      validatorCompiler: () => (body: unknown) => ({ value: body }),
      schema: {
        operationId: 'showYears',
        tags: ['Series'],
        summary: 'Years of a city on one basis: as getYears, of what is given',
        body: yearsRequest,
        response: {
          200: {
            description: 'The years',
            content: { 'application/json': { schema: cityYears }, 'text/csv': { schema: csvText } },
          },
          ...problems(...OF_BODY),
        },
      },
    },
    async (request, reply) => {
      const answer = await yearsOf(request.body, factorSets, (id) => store.findEstimate(id))
      reply.header('vary', 'accept')
      if (!prefersCsv(request)) return answer
      return reply.type('text/csv; charset=utf-8').send(cityYearsCsv(answer))
    },
  )
}

async function cityOf(store: Store, id: string): Promise<City> {
  const city = await store.findCity(id)
  if (!city) throw new Failure('not-found', 'No city with this id is saved.')
  return city
}

/** A year of a city is of that city and that year. */
function faultsOf(city: City, year: string, { period, city: stated }: EstimateRequest): readonly Fault[] {
  const faults: Fault[] = []
  const say = (pointer: string, detail: string): void => {
    faults.push({ code: 'series-mixed', pointer, detail })
  }
  if (period !== year) say('/period', `The path says ${year}; the period must be the same.`)
  if (stated.name !== city.name)
    say('/city/name', `The city is saved as ${city.name}; the name must be the same.`)
  if (stated.country !== city.country) say('/city/country', `The city is in ${city.country}.`)
  return faults
}
