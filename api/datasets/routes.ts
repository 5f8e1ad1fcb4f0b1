import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { json, problems } from '../http/problem-schema.ts'
import { validatorCompilerFor } from '../request/validation.ts'
import type { DatasetDescription } from '../store/datasets.ts'
import type { Store } from '../store/store.ts'
import { deleteDataset } from './delete-dataset.ts'
import { getDataset } from './get-dataset.ts'
import type { ImportJobs } from './import-jobs.ts'
import { refusedFilesOf } from './refused-file.ts'
import { register } from './register.ts'
import {
  DATASET_NAMES,
  datasetDeleted,
  datasetDetail,
  datasetFacts,
  datasetPage,
  datasetPath,
  datasetQuery,
  datasetView,
} from './schema.ts'

/** Datasets: callers register them before they import files. */
export const datasetRoutes: FastifyPluginAsyncZod<{ store: Store; jobs: ImportJobs }> = async (
  app,
  { store, jobs },
) => {
  app.post(
    '/v1/datasets',
    {
      validatorCompiler: validatorCompilerFor(undefined, DATASET_NAMES),
      schema: {
        operationId: 'registerDataset',
        tags: ['Datasets'],
        summary: 'Register a dataset of aggregates',
        description:
          'Registering the same facts again changes nothing. A registered dataset keeps its facts: for other facts, register another dataset.',
        body: datasetFacts,
        response: {
          201: json('The dataset', datasetView),
          ...problems(
            'malformed-body',
            'invalid-request',
            'person-level-data',
            'conflict',
            'body-too-large',
            'unsupported-media-type',
          ),
        },
      },
    },
    async (request, reply) => {
      const dataset = await register(store, request.body as DatasetDescription)
      return reply.code(201).header('location', `/v1/datasets/${dataset.id}`).send(dataset)
    },
  )

  app.get(
    '/v1/datasets',
    {
      schema: {
        operationId: 'listDatasets',
        tags: ['Datasets'],
        summary: 'List datasets',
        querystring: datasetQuery,
        response: { 200: json('A page of datasets', datasetPage), ...problems('invalid-request') },
      },
    },
    async (request) => {
      const { items, ...rest } = await store.listDatasets(request.query)
      return { ...rest, items: [...items] }
    },
  )

  app.get(
    '/v1/datasets/:id',
    {
      schema: {
        operationId: 'getDataset',
        tags: ['Datasets'],
        summary: 'Get a dataset with its imported files',
        params: datasetPath,
        response: { 200: json('The dataset', datasetDetail), ...problems('invalid-request', 'not-found') },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const dataset = await getDataset(id, store)
      const zones = {
        mapped: (await store.listZones(id)).length,
        unmapped: await store.countUnmappedZones(id),
      }
      const refused = await refusedFilesOf(id, store)
      const periods = await store.cube({ dataset: id, by: ['period'] })
      const years = [...new Set(periods.flatMap(({ period }) => period?.slice(0, 4) ?? []))].sort()
      const detail = { dataset, items: await store.listFiles(id), years, zones, refused }
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(detail) as never)
    },
  )
  app.delete(
    '/v1/datasets/:id',
    {
      schema: {
        operationId: 'deleteDataset',
        tags: ['Datasets'],
        summary: 'Delete a dataset with its facts, files, zones and jobs',
        description:
          'All of it, or nothing; imports that run are cancelled. Saved estimates made of it stay and say `withdrawn`.',
        params: datasetPath,
        response: {
          200: json('What was deleted', datasetDeleted),
          ...problems('invalid-request', 'not-found', 'not-ready'),
        },
      },
    },
    async (request) => deleteDataset(request.params.id, store, jobs),
  )
}
