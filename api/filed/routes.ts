import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { json, problems } from '../http/problem-schema.ts'
import { Failure } from '../request/failure.ts'
import { validatorCompilerFor } from '../request/validation.ts'
import type { SavedFiled, Store } from '../store/store.ts'
import { WORKBOOK_BOUNDS } from '../workbook/bounds.ts'
import { WORKBOOK_TYPE } from '../workbook/media-type.ts'
import type { ReadFiled } from './read-thread.ts'
import {
  type FiledInventory,
  filedInventory,
  filedOptions,
  filedPage,
  filedPath,
  filedQuery,
} from './schema.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
const CSV_TYPE = 'text/csv'
const ANY_BYTES = 'application/octet-stream'
const workbook = z.unknown().meta({ type: 'string', format: 'binary', description: '.xlsx or CSV' })
const validate = validatorCompilerFor()

/** Inventories that cities filed as eCRF workbooks: read, saved on request, and given out again. */
export const filedInventoryRoutes: FastifyPluginAsyncZod<{ store: Store; readFiled: ReadFiled }> = async (
  app,
  { store, readFiled },
) => {
  app.addContentTypeParser([WORKBOOK_TYPE, CSV_TYPE, ANY_BYTES], { parseAs: 'buffer' }, (_, body, done) =>
    done(null, body),
  )

  app.post(
    '/v1/filed-inventories',
    {
      bodyLimit: WORKBOOK_BOUNDS.fileBytes,
      // The reader checks the bytes.
      validatorCompiler: (part) =>
        part.httpPart === 'body' ? (bytes: unknown) => ({ value: bytes }) : validate(part),
      schema: {
        operationId: 'readFiledInventory',
        tags: ['Filed inventories'],
        summary: 'Read the transport rows of a filed eCRF workbook',
        description:
          'Takes an .xlsx workbook with a sheet eCRF_3, or a CSV. `unread` lists everything that could not be read. ' +
          'Only `save=true` saves the result; saving again changes nothing. A workbook with macros, links, ' +
          'encryption or formulas in its inventory is refused.',
        consumes: [WORKBOOK_TYPE, CSV_TYPE, ANY_BYTES],
        querystring: filedOptions,
        body: workbook,
        response: {
          200: json('The inventory as read', filedInventory),
          201: json('The inventory as read, saved at Location', filedInventory),
          ...problems(
            'invalid-request',
            'body-too-large',
            'unsupported-media-type',
            'workbook-refused',
            'busy',
            'not-ready',
          ),
        },
      },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body))
        throw new Failure('unsupported-media-type', `Send the workbook as ${WORKBOOK_TYPE}.`)
      const inventory = await readFiled(request.body)
      if (request.query.save === 'true') {
        await store.saveFiled(toSavedFiled(inventory))
        reply.code(201).header('location', `/v1/filed-inventories/${inventory.id}`)
      }
      return inventory
    },
  )

  app.get(
    '/v1/filed-inventories',
    {
      schema: {
        operationId: 'listFiledInventories',
        tags: ['Filed inventories'],
        summary: 'List the saved filed inventories',
        querystring: filedQuery,
        response: { 200: json('A page of filed inventories', filedPage), ...problems('invalid-request') },
      },
    },
    async (request) => store.listFiled(request.query),
  )

  app.get(
    '/v1/filed-inventories/:id',
    {
      schema: {
        operationId: 'getFiledInventory',
        tags: ['Filed inventories'],
        summary: 'Get a filed inventory as it was read',
        params: filedPath,
        response: {
          200: json('The filed inventory', filedInventory),
          ...problems('invalid-request', 'not-found'),
        },
      },
    },
    async (request, reply) => {
      const { document } = await filedOf(store, request.params.id)
      return reply.type(JSON_TYPE).send(document)
    },
  )
}

/** @throws {Failure} `not-found` if none with this id is saved */
export async function filedOf(store: Store, id: string): Promise<SavedFiled> {
  const found = await store.findFiled(id)
  if (!found) throw new Failure('not-found', 'No filed inventory with this id is saved.')
  return found
}

const toSavedFiled = (inventory: FiledInventory): SavedFiled => ({
  id: inventory.id,
  city: inventory.city.name,
  year: inventory.year,
  rows: inventory.rows.length,
  unread: inventory.unreadCount,
  document: JSON.stringify(inventory),
})
