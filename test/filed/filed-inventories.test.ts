import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FiledReader, filedReader } from '../../api/filed/read-thread.ts'
import { filedInventory, filedPage } from '../../api/filed/schema.ts'
import { WORKBOOK_TYPE } from '../../api/workbook/media-type.ts'
import { newApp } from '../fixtures/service.ts'
import { archiveOf, filedWorkbook, LINE, partsOf } from '../fixtures/workbook.ts'

let workbook: Buffer
beforeAll(async () => {
  workbook = await filedWorkbook([LINE])
})

describe('the service', () => {
  let app: FastifyInstance
  beforeEach(async () => {
    app = await newApp()
  })
  afterEach(() => app.close())

  const post = (payload: Buffer | string, query = '', type = WORKBOOK_TYPE) =>
    app.inject({
      method: 'POST',
      url: `/v1/filed-inventories${query}`,
      payload,
      headers: { 'content-type': type },
    })

  test('reads a workbook and keeps nothing', async () => {
    const answer = await post(workbook)
    expect(answer.statusCode).toBe(200)
    expect(filedInventory.parse(answer.json()).rows).toHaveLength(1)
    expect((await app.inject('/v1/filed-inventories')).json()).toEqual({ items: [] })
  })

  test('keeps it where asked to, once, and gives it out again', async () => {
    const answer = await post(workbook, '?save=true')
    expect(answer.statusCode).toBe(201)
    const { id } = filedInventory.parse(answer.json())
    expect(answer.headers.location).toBe(`/v1/filed-inventories/${id}`)
    await post(workbook, '?save=true', 'application/octet-stream')
    expect(filedPage.parse((await app.inject('/v1/filed-inventories')).json())).toEqual({
      items: [{ id, city: null, year: '2019', rows: 1, unread: 0 }],
    })
    expect((await app.inject(`/v1/filed-inventories/${id}`)).json()).toEqual(answer.json())
  })

  test('keeps nothing of a file that is refused', async () => {
    const answer = await post(Buffer.from('%PDF-1.7'), '?save=true')
    expect([answer.statusCode, answer.json()]).toMatchObject([
      422,
      {
        type: '/docs/problems#workbook-refused',
        errors: [
          {
            code: 'workbook-not-xlsx',
            detail: 'The file is a PDF, even if its name says otherwise. Send an .xlsx workbook.',
          },
        ],
      },
    ])
    expect((await app.inject('/v1/filed-inventories')).json()).toEqual({ items: [] })
  })

  test('reads no more than 16 MiB', async () => {
    const answer = await post(Buffer.alloc(16 * 1_048_576 + 1))
    expect([answer.statusCode, answer.json().type]).toEqual([413, '/docs/problems#body-too-large'])
  })

  test('takes a table as text/csv, as what recognises it says', async () => {
    const table = 'GPC ref No.,Sector,Scope 1 (tCO2e),Scope 2 (tCO2e)\nII.1,On-road,400000,200\n'
    const answer = await post(Buffer.from(table), '', 'text/csv')
    expect([answer.statusCode, answer.json().rows.length]).toEqual([200, 2])
  })

  test('says how to send one', async () => {
    const answer = await post('{}', '', 'application/json')
    expect([answer.statusCode, answer.json().detail]).toEqual([415, `Send the workbook as ${WORKBOOK_TYPE}.`])
    const empty = await app.inject({ method: 'POST', url: '/v1/filed-inventories' })
    expect(empty.statusCode).toBe(415)
  })

  test('refuses other parameters, and an id that is not kept', async () => {
    expect((await post(workbook, '?save=perhaps')).statusCode).toBe(400)
    expect((await app.inject('/v1/filed-inventories/fil_0')).statusCode).toBe(404)
  })
})

/** A thread compiles what it runs, which takes a while on a busy machine. */
const PATIENT_MS = 1_200_000

describe('the thread', () => {
  const opened: FiledReader[] = []
  const open = (options: Parameters<typeof filedReader>[0] = {}): FiledReader => {
    const reader = filedReader({ mostMs: PATIENT_MS, ...options })
    opened.push(reader)
    return reader
  }
  afterAll(() => Promise.all(opened.map((reader) => reader.close())))

  test('reads what would be read here, and passes on what is refused', async () => {
    const reader = open()
    expect((await reader.read(workbook)).rows).toHaveLength(1)
    await expect(reader.read(Buffer.from('%PDF-'))).rejects.toMatchObject({ slug: 'workbook-refused' })
    expect((await reader.read(workbook)).rows).toHaveLength(1)
  })

  test('takes no longer than it may', async () => {
    await expect(open({ mostMs: 1 }).read(workbook)).rejects.toThrow('too much time or memory')
  })

  test('takes no more memory than it may', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, index) =>
        `<row r="${index + 1}">${['A', 'B', 'C', 'D']
          .map((column) => `<c r="${column}${index + 1}" t="str"><v>${index * 7919} of ${column}</v></c>`)
          .join('')}</row>`,
    )
    const reader = open({ mostHeapMb: 24 })
    await expect(reader.read(archiveOf(partsOf(rows.join(''))))).rejects.toThrow('too much time or memory')
  })

  test('lets only so many wait, and none once it is closed', async () => {
    const reader = open({ mostWaiting: 1 })
    const first = reader.read(workbook)
    await expect(reader.read(workbook)).rejects.toMatchObject({ slug: 'busy' })
    await first
    await reader.close()
    await expect(reader.read(workbook)).rejects.toMatchObject({ slug: 'not-ready' })
  })
})
