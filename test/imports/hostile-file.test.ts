import { readdirSync } from 'node:fs'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childReader } from '../../api/imports/child/child-reader.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { bundledProgram } from '../fixtures/bundled-program.ts'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import { newApp } from '../fixtures/service.ts'

const store = memoryStore()
const reader = childReader({
  worker: pathToFileURL(await bundledProgram(new URL('../../api/imports/import-worker.ts', import.meta.url))),
})
let app: FastifyInstance
let url: string
beforeAll(async () => {
  app = await newApp({ store, reader })
  url = await app.listen({ port: 0, host: '127.0.0.1' })
  await store.registerDataset(FLOWS_OF_TEST)
})
afterAll(async () => {
  await app.close()
  await reader.close()
  await store.close()
})

const CANARY = 'canaryQ7Zx81'

interface Answer {
  readonly status: number | undefined
  readonly body: string
}

async function put(
  content: Buffer | string | undefined,
  { format = 'tidy', type = 'text/csv' as string | undefined } = {},
): Promise<Answer> {
  const answer = await app.inject({
    method: 'PUT',
    url: `/v1/datasets/flows/content?format=${format}`,
    ...(content === undefined ? {} : { payload: content }),
    headers: type === undefined ? {} : { 'content-type': type },
  })
  return { status: answer.statusCode, body: answer.body }
}

/** What every refusal must fulfil: a 4xx with a place or a reason, that repeats nothing, after which all goes on. */
async function expectRefused({ status, body }: Answer): Promise<readonly string[]> {
  expect([400, 422], body).toContain(status)
  expect(body).not.toContain(CANARY)
  expect((await app.inject('/healthz')).statusCode).toBe(200)
  expect(readdirSync(store.stagingFolder())).toEqual([])
  const { errors } = JSON.parse(body) as { errors: { code: string; detail: string; column?: string }[] }
  expect(errors.length).toBeGreaterThan(0)
  expect(errors.length).toBeLessThanOrEqual(50)
  return errors.map(({ code, column = '', detail }) => `${code} ${column} ${detail}`)
}

const HEAD = 'period,city,mode,trips'
const ROW = '2024-03-04,a-town,car,41237'

describe('the parts that a file comes in', () => {
  test('nothing, with a type and without', async () => {
    expect(await expectRefused(await put(''))).toEqual(['file-empty  The file is empty.'])
    expect(await expectRefused(await put(undefined, { type: undefined }))).toEqual([
      'file-empty  The file is empty.',
    ])
  })

  test('zones without a body', async () => {
    const answer = await app.inject({ method: 'PUT', url: '/v1/datasets/flows/zones' })
    expect([answer.statusCode, answer.json().detail]).toEqual([400, 'The body is empty.'])
  })

  test.each(['x', '\u001f', '{', '\n'])('one byte: %j', async (byte) => {
    await expectRefused(await put(byte))
  })

  /** Sends each part when the one before has left. */
  async function inParts(parts: readonly Buffer[]): Promise<Answer> {
    const sending: ClientRequest = request(`${url}/v1/datasets/flows/content?format=tidy`, {
      method: 'PUT',
      headers: { 'content-type': 'text/csv' },
    })
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      sending.once('response', resolve).once('error', reject)
    })
    for (const part of parts) {
      await new Promise<void>((resolve) => sending.write(part, () => resolve()))
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    sending.end()
    const response = await answer
    let body = ''
    for await (const part of response) body += part
    return { status: response.statusCode, body }
  }

  const bytesOf = (file: Buffer): Buffer[] => [...file].map((byte) => Buffer.from([byte]))
  const one = Buffer.from(`${HEAD}\n${ROW}\n`)
  const other = gzipSync(`${HEAD}\n2024-03-05,a-town,car,41237\n`)

  test('one byte first, and all single bytes, packed or not', async () => {
    expect(await inParts([one.subarray(0, 1), one.subarray(1)])).toMatchObject({ status: 201 })
    expect(await inParts(bytesOf(one))).toMatchObject({ status: 200 })
    expect(await inParts([other.subarray(0, 1), other.subarray(1)])).toMatchObject({ status: 201 })
    expect(await inParts(bytesOf(other))).toMatchObject({ status: 200 })
  })

  test('one byte, and a sender who waits: others are answered meanwhile', async () => {
    const sending = request(`${url}/v1/datasets/flows/content?format=tidy`, {
      method: 'PUT',
      headers: { 'content-type': 'text/csv' },
    })
    sending.on('error', () => undefined)
    sending.write('x')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await app.inject('/healthz')).statusCode).toBe(200)
    sending.destroy()
  })
})

describe('tables of text', () => {
  test.each<readonly [string, string | Buffer, string]>([
    ['a name that once took for ever to look at', `${'a-'.repeat(40)}=,city\n1,2\n`, 'column 1'],
    ['many commas', ','.repeat(2_000_000), 'at most'],
    ['many quotes', '"'.repeat(2_000_000), 'line 1 has more'],
    [
      'many columns',
      `${Array.from({ length: 100_000 }, (_, at) => `c${at}`).join(',')}\n1\n`,
      'The file has 100000 columns; at most 1000 can be read.',
    ],
    ['as many columns as may be', `${Array.from({ length: 1000 }, (_, at) => `c${at}`).join(',')}\n`, 'c0'],
    [
      'one long name',
      `${'x'.repeat(40_000)},city\n1,2\n`,
      'The name of column 1 is longer than 200 characters.',
    ],
    ['a long head', `${'x'.repeat(3_000_000)},city\n1,2\n`, 'line 1 has more'],
    [
      'a cell of 10 MB',
      `${HEAD}\n${ROW}\n2024-03-05,${'x'.repeat(10_000_000)},car,1\n`,
      'A line may have at most 1048576 bytes; one has more.',
    ],
    [
      'bytes of no encoding',
      Buffer.from(`${HEAD}\n${ROW}\n2024-03-05,${CANARY}M\u0081,car,1\n`, 'latin1'),
      'The text is not UTF-8. The first is line 3, column 2. Save the file in UTF-8.',
    ],
    [
      'bytes of no encoding in the head',
      Buffer.from(`${HEAD},a\u0081o\n${ROW},1\n`, 'latin1'),
      'The text is not UTF-8. The first is line 1, column 5. Save the file in UTF-8.',
    ],
    [
      'a quote that is not closed',
      `${HEAD}\n${ROW}\n2024-03-05,"${CANARY},car,1\n`,
      'A cell has a quote that is not closed, or text behind its closing quote. The first is line 3.',
    ],
    [
      'lines that end in different ways',
      `${HEAD}\r\n${ROW}\r2024-03-05,${CANARY},car,1\n2024-03-06,b,car,2\r\n`,
      'Lines end in different ways (CRLF, LF or CR), or the text is no table: save it anew with one kind of line end.',
    ],
    ['a delimiter of old', `${HEAD}\n${ROW}\n`.replaceAll(',', '\u001f'), 'column 1'],
    [
      'a row with more cells',
      `${HEAD}\n${ROW}\n2024-03-05,${CANARY},car,1,2\n`,
      'A row has more cells than the head has names: put text with a delimiter in it between quotes. The first is line 3.',
    ],
    [
      'a row with fewer cells',
      `${HEAD}\n${ROW}\n2024-03-05,${CANARY}\n`,
      'A row has fewer cells than the head has names. The first is line 3.',
    ],
    ['60 MB of one packed line', gzipSync(Buffer.alloc(60_000_000, 'x')), 'line 1 has more'],
    [
      '60 MB of one packed line behind a head',
      gzipSync(`${HEAD}\n${'x'.repeat(60_000_000)}`),
      'one has more',
    ],
    [
      'a packed file that is cut',
      gzipSync(`${HEAD}\n${ROW}\n`.repeat(1000)).subarray(0, 60),
      'gzip cannot unpack it',
    ],
  ])('%s', async (_, content, said) => {
    expect((await expectRefused(await put(content))).join('\n')).toContain(said)
  })

  test('a thousand faults are counted, and fifty are listed', async () => {
    const { body } = await put(`${Array.from({ length: 1000 }, (_, at) => `c${at}`).join(',')}\n`)
    expect(JSON.parse(body).detail).toMatch(/^10\d\d faults; the first 50 are listed in errors\.$/)
  })
})

describe('lines of JSON', () => {
  const ndjson = (content: string) => put(content, { type: 'application/x-ndjson' })

  test('120 KB that once ended the process', async () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
    expect(await expectRefused(await ndjson(deep))).toEqual([
      'file-unreadable  Values may be nested at most 32 deep; on line 1 they are deeper.',
    ])
    const row = '{"period":"2024-03-04","city":"a-town","trips":5}'
    expect(await expectRefused(await ndjson(`${row}\n{"a":${'['.repeat(40)}`))).toEqual([
      'file-unreadable  Values may be nested at most 32 deep; on line 2 they are deeper.',
    ])
  })

  test('brackets in texts are texts', async () => {
    const text = '[{'.repeat(40)
    const body = `{"period":"2024-03-04","city":"${text}\\"${text}","mode":"car","trips":500}\n`
    expect((await expectRefused(await ndjson(body))).join()).toContain('person-level-data city')
  })

  test('a line of 2 MB, and a line that ends within a text', async () => {
    expect((await expectRefused(await ndjson(`{"period":"${'x'.repeat(2_000_000)}"}`))).join()).toContain(
      'line 1 has more',
    )
    await expectRefused(await ndjson(`{"period":"${CANARY}\n{"period":"2024"}\n`))
  })
})

test('Parquet with bytes flipped or cut, anywhere', async () => {
  const bytes = await parquetOf(
    `SELECT '2024-03-' || lpad((1 + range % 28)::VARCHAR, 2, '0') AS period, 'city-' || range AS city,
       'car' AS mode, 100 + range AS trips FROM range(40)`,
  )
  const parquet = (content: Buffer) => put(content, { type: 'application/vnd.apache.parquet' })
  const seen = new Set<number | undefined>()
  for (let at = 4; at < bytes.length; at += 9) {
    const flipped = Buffer.from(bytes)
    flipped[at] = (flipped[at] ?? 0) ^ 0xff
    const answer = await parquet(flipped)
    seen.add(answer.status)
    // Some flips leave a table as good as before.
    if (answer.status !== 201 && answer.status !== 200) await expectRefused(answer)
  }
  for (let length = 5; length < bytes.length; length += 101)
    await expectRefused(await parquet(bytes.subarray(0, length)))
  expect(seen).toContain(422)
})

/** A Parquet file of a query. */
async function parquetOf(query: string): Promise<Buffer> {
  const { mkdtempSync, readFileSync, rmSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const folder = mkdtempSync(`${tmpdir()}/cordon-parquet-`)
  const instance = await DuckDBInstance.create(':memory:')
  try {
    const connection = await instance.connect()
    await connection.run(`COPY (${query}) TO '${folder}/file' (FORMAT parquet)`)
    connection.closeSync()
    return readFileSync(`${folder}/file`)
  } finally {
    instance.closeSync()
    rmSync(folder, { recursive: true, force: true })
  }
}
