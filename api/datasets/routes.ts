import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Keyring } from '../access/keyring.ts'
import { isOwner, ownDatasets } from '../access/owner.ts'
import { json, OF_BODY, problems } from '../http/problem-schema.ts'
import { validatorCompilerFor } from '../request/validation.ts'
import type { Dataset, DatasetDescription } from '../store/datasets.ts'
import type { FailedRelease } from '../store/released.ts'
import type { Store } from '../store/store.ts'
import { deleteDataset } from './delete-dataset.ts'
import { getDataset } from './get-dataset.ts'
import type { ImportJobs } from './import-jobs.ts'
import { refusedFilesOf } from './refused-file.ts'
import { registerForCaller } from './register.ts'
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
export const datasetRoutes: FastifyPluginAsyncZod<{
  store: Store
  jobs: ImportJobs
  keyring: Keyring
}> = async (app, { store, jobs, keyring }) => {
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
          ...problems(...OF_BODY, 'conflict'),
        },
      },
    },
    async (request, reply) => {
      const dataset = await registerForCaller(store, request.body as DatasetDescription)
      if (dataset.key !== undefined) await keyring.reload()
      const isOwn = dataset.key !== undefined || (await isOwner(store, 'dataset', dataset.id))
      reply.code(201).header('location', `/v1/datasets/${dataset.id}`)
      return reply.send(isOwn ? dataset : toOthers(dataset))
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
      const own = await ownDatasets(store)
      return { ...rest, items: items.map((one) => (!own || own.includes(one.id) ? one : toOthers(one))) }
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
      reply.type('application/json; charset=utf-8')
      if (!(await isOwner(store, 'dataset', id)))
        return reply.send(JSON.stringify({ dataset: toOthers(dataset) }) as never)
      const zones = {
        mapped: (await store.listZones(id)).length,
        unmapped: await store.countUnmappedZones(id),
      }
      const refused = await refusedFilesOf(id, store)
      const years = await store.listFactYears(id)
      const items = await store.listFiles(id)
      const failed = await store.findFailedRelease(id)
      const detail = {
        dataset,
        items,
        ...(failed ? { unreleased: whyOf(failed) } : {}),
        years: [...years],
        zones,
        refused,
      }
      return reply.send(JSON.stringify(detail) as never)
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
    async (request) => {
      const deleted = await deleteDataset(request.params.id, store, jobs)
      await keyring.reload()
      return deleted
    },
  )
}

/** What others see of a dataset: from counts they could tell what a further file brought. */
const toOthers = ({ files, facts, ...dataset }: Dataset) => dataset

/** Why a due release could not be made, where the dataset is told already. */
const whyOf = ({ dataset: _, ...why }: FailedRelease) => why
