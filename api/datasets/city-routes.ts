import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { json, OF_BODY, problems } from '../http/problem-schema.ts'
import { Failure } from '../request/failure.ts'
import type { DatasetStore } from '../store/datasets.ts'
import { cityFacts, cityPage, cityPath, cityQuery, cityView, savedCityPath } from './city-schema.ts'

/** Cities that estimates and datasets may name. */
export const cityRoutes: FastifyPluginAsyncZod<{ store: DatasetStore }> = async (app, { store }) => {
  app.put(
    '/v1/cities/:id',
    {
      schema: {
        operationId: 'saveCity',
        tags: ['Datasets'],
        summary: 'Save a city: its name, country and population',
        params: savedCityPath,
        body: cityFacts,
        response: {
          200: json('The city', cityView),
          ...problems(...OF_BODY),
        },
      },
    },
    async (request) => {
      const city = { id: request.params.id, ...request.body }
      await store.saveCity(city)
      return city
    },
  )

  app.get(
    '/v1/cities/:id',
    {
      schema: {
        operationId: 'getCity',
        tags: ['Datasets'],
        summary: 'Get a city',
        params: cityPath,
        response: { 200: json('The city', cityView), ...problems('invalid-request', 'not-found') },
      },
    },
    async (request) => {
      const city = await store.findCity(request.params.id)
      if (!city) throw new Failure('not-found', 'No city with this id is saved.')
      return city
    },
  )

  app.get(
    '/v1/cities',
    {
      schema: {
        operationId: 'listCities',
        tags: ['Datasets'],
        summary: 'List cities',
        querystring: cityQuery,
        response: { 200: json('A page of cities', cityPage), ...problems('invalid-request') },
      },
    },
    async (request) => {
      const { items, ...rest } = await store.listCities(request.query)
      return { ...rest, items: [...items] }
    },
  )
}
