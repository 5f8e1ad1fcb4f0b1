import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fc, test as law } from '@fast-check/vitest'
import { afterEach, describe, expect, test } from 'vitest'
import type { Statements } from '../../api/store/catalog/statements.ts'
import { type Trino, trinoAt } from '../../api/store/cluster/trino.ts'
import { givenRows, trinoReader, withValues } from '../../api/store/cluster/trino-reader.ts'
import { prepareTable } from '../../api/store/cluster/trino-table.ts'
import { FACT_COLUMN_NAMES } from '../../api/store/fact-column.ts'
import { StoreUnavailable } from '../../api/store/store-unavailable.ts'

/** Short, where a test waits for it; else longer than any machine takes. */
const STALL_MS = 300
const PATIENT_MS = 60_000
const PASSWORD = 's3cr3t'

type Answer = (request: IncomingMessage, response: ServerResponse, origin: string) => unknown

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A server that answers one statement after another as a Trino would; an answer that is undefined has been given. */
const served = (...answers: readonly Answer[]) => servedWithin(PATIENT_MS, ...answers)

async function servedWithin(stallMs: number, ...answers: readonly Answer[]) {
  const asked: {
    readonly line: string
    readonly headers: IncomingMessage['headers']
    readonly body: string
  }[] = []
  let at = 0
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    if (request.url === '/v1/info') return void response.end('{"starting":false}')
    asked.push({ line: `${request.method} ${request.url}`, headers: request.headers, body })
    if (request.method === 'DELETE') return void response.writeHead(204).end()
    const answer = answers[Math.min(at, answers.length - 1)]
    at += 1
    const said = await answer?.(request, response, origin)
    if (said !== undefined) response.setHeader('content-type', 'application/json').end(JSON.stringify(said))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const place = { url: origin, user: 'me', password: PASSWORD, catalog: 'lake', schema: 'cordon' }
  const trino: Trino = trinoAt(place, stallMs)
  closing.push(() => {
    trino.close()
    server.closeAllConnections()
    server.close()
  })
  return { asked, origin, trino, place }
}

const page =
  (data: readonly unknown[] | undefined, next?: string, stats: object = {}): Answer =>
  (_, __, origin) => ({
    columns: [{ name: 'a' }, { name: 'b' }],
    ...(data ? { data } : {}),
    ...(next ? { nextUri: `${origin}${next}` } : {}),
    stats,
  })

const failing =
  (errorName: string, errorType: string): Answer =>
  () => ({ error: { errorName, errorType, message: `values of a file and ${PASSWORD}` }, stats: {} })

describe('a statement of Trino', () => {
  test('is asked for page by page, by a user, in a schema', async () => {
    const { trino, asked } = await served(page([[1, 'x']], '/2'), page(undefined, '/3'), page([[2, null]]))
    expect(await trino.rows('SELECT 1', { session: { 'lake.a': '0 s' } })).toEqual([
      [1, 'x'],
      [2, null],
    ])
    expect(asked.map(({ line }) => line)).toEqual(['POST /v1/statement', 'GET /2', 'GET /3'])
    expect(asked[0]?.body).toBe('SELECT 1')
    expect(asked[0]?.headers).toMatchObject({
      'x-trino-user': 'me',
      'x-trino-catalog': 'lake',
      'x-trino-schema': 'cordon',
      'x-trino-session': 'lake.a=0%20s',
      authorization: `Basic ${Buffer.from(`me:${PASSWORD}`).toString('base64')}`,
    })
    expect([trino.isReady(), trino.failures()]).toEqual([true, 0])
  })

  test('may have more rows in a page than a call may have arguments', async () => {
    const rows = Array.from({ length: 200_000 }, (_, at) => [at, 0])
    const { trino } = await served(page(rows))
    expect(await trino.rows('SELECT 1')).toHaveLength(200_000)
  })

  test('goes on when a gateway was busy', async () => {
    const busy: Answer = (_, response) => void response.writeHead(503).end()
    const { trino } = await served(page(undefined, '/2'), busy, busy, page([[1, 2]]))
    expect(await trino.rows('SELECT 1')).toEqual([[1, 2]])
  })

  test('that moves on may take longer than one that does not', async () => {
    let splits = 0
    const moving: Answer = async (...asked) => {
      splits += 1
      await new Promise((resolve) => setTimeout(resolve, STALL_MS * 2))
      return page(undefined, splits < 6 ? '/on' : undefined, {
        completedSplits: splits,
        elapsedTimeMillis: 1,
      })(...asked)
    }
    const { trino } = await servedWithin(STALL_MS * 10, moving)
    // Six times a fifth of what one without movement may take.
    expect(await trino.rows('SELECT 1')).toEqual([])
  })

  test('in which nothing moves is given up, told to Trino, and gives no part of its rows', async () => {
    let count = 0
    const { trino, asked } = await servedWithin(
      STALL_MS * 10,
      page([[1, 2]], '/2', { completedSplits: 1 }),
      (...of) => {
        count += 1
        return page(undefined, '/2', { completedSplits: 1, elapsedTimeMillis: count })(...of)
      },
    )
    await expect(trino.rows('SELECT 1')).rejects.toThrow(StoreUnavailable)
    expect([trino.isReady(), trino.failures()]).toEqual([false, 1])
    await expect.poll(() => asked.at(-1)?.line).toBe('DELETE /2')
  })

  test('that is not answered is given up', async () => {
    const { trino } = await servedWithin(STALL_MS, () => undefined)
    await expect(trino.rows('SELECT 1')).rejects.toThrow(StoreUnavailable)
  })

  test('of which the connection breaks in the middle gives no part of its rows', async () => {
    const { trino } = await served(page([[1, 2]], '/2'), (_, response) => void response.destroy())
    await expect(trino.rows('SELECT 1')).rejects.toThrow(StoreUnavailable)
  })

  test.each([
    ['PAGE_TRANSPORT_TIMEOUT', 'INTERNAL_ERROR'],
    ['NO_NODES_AVAILABLE', 'INSUFFICIENT_RESOURCES'],
    ['ICEBERG_FILESYSTEM_ERROR', 'EXTERNAL'],
    ['ADMINISTRATIVELY_KILLED', 'USER_ERROR'],
  ])('that fails by %s passes', async (name, type) => {
    const { trino } = await served(page([[1, 2]], '/2'), failing(name, type))
    await expect(trino.rows('SELECT 1')).rejects.toThrow(StoreUnavailable)
  })

  test('that is wrong says so without what Trino says', async () => {
    const { trino } = await served(failing('SYNTAX_ERROR', 'USER_ERROR'))
    await expect(trino.rows('SELEC 1')).rejects.toThrow('Trino does not take a statement (SYNTAX_ERROR).')
    expect(trino.isReady()).toBe(true)
  })

  test('never takes its password to another host', async () => {
    const other = await served(page([[1, 2]]))
    const { trino } = await served(() => ({ nextUri: `${other.origin}/2`, stats: {} }))
    await expect(trino.rows('SELECT 1')).rejects.toThrow('ANOTHER_HOST')
    const turned = await served(
      (_, response) => void response.writeHead(307, { location: other.origin }).end(),
    )
    await expect(turned.trino.rows('SELECT 1')).rejects.toThrow(StoreUnavailable)
    expect(other.asked).toEqual([])
  })

  test('that is given up by who asked is ended', async () => {
    const { trino, asked } = await served(page(undefined, '/2', { completedSplits: 1 }), () => undefined)
    const ends = new AbortController()
    const asking = trino.rows('SELECT 1', { signal: ends.signal })
    await expect.poll(() => asked.length).toBe(2)
    ends.abort(new Error('given up'))
    await expect(asking).rejects.toThrow('given up')
    await expect.poll(() => asked.at(-1)?.line).toBe('DELETE /2')
    expect(trino.failures()).toBe(0)
  })
})

const silent: Answer = () => undefined

describe('a schema of Trino that cannot be used', () => {
  const refused = async (...answers: readonly Answer[]): Promise<string> => {
    const { trino, place } = await servedWithin(answers[0] === silent ? STALL_MS : PATIENT_MS, ...answers)
    return prepareTable(trino, place).then(
      () => '',
      (error: Error) => `${error.name}: ${error.message}`,
    )
  }

  test.each([
    ['is not there', 'has no schema lake.cordon; make it', failing('SCHEMA_NOT_FOUND', 'USER_ERROR')],
    ['is of another kind', '(INVALID_TABLE_PROPERTY)', failing('INVALID_TABLE_PROPERTY', 'USER_ERROR')],
    ['is not ours', 'does not let the user', failing('PERMISSION_DENIED', 'USER_ERROR')],
    [
      'needs another password',
      'does not let the user',
      (_: unknown, to: ServerResponse) => void to.writeHead(401).end(),
    ],
    ['does not answer', 'cannot be reached', silent],
    ['has a table with other columns', 'has other columns or units', page([['batch', 'varchar', '']])],
  ] as const)('because it %s, is refused in a sentence without a password', async (_, says, answer) => {
    const said = await refused(answer as Answer)
    expect(said).toMatch(/^StoreRefused: [^\n]+$/)
    expect(said).toContain(says)
    expect(said).not.toContain(PASSWORD)
  })
})

describe('values in a statement of Trino', () => {
  /** As Trino reads a text: two signs ' are one, and no other sign means anything else. */
  const readBack = (sql: string): string | undefined => {
    const text = /^SELECT '((?:[^']|'')*)'$/su.exec(sql)?.[1]
    return text?.replaceAll("''", "'")
  }

  law.prop([fc.string({ unit: 'binary' })])('come back as they were', (value) => {
    expect(readBack(withValues('SELECT $1', [value]))).toBe(value)
  })

  law.prop([fc.array(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constant(null))))])(
    'come back as rows',
    (rows) => {
      const text = /JSON '((?:[^']|'')*)' AS ARRAY/su.exec(
        givenRows(JSON.stringify(rows), [['a', 'varchar']]),
      )?.[1]
      expect(JSON.parse(text?.replaceAll("''", "'") ?? '')).toEqual(rows)
    },
  )

  test('that are missing are not left out', () => {
    expect(() => withValues('SELECT $2', ['a'])).toThrow('A statement has no value 2.')
  })

  test('which look like places of values are left as they are', () => {
    expect(withValues('SELECT $1, $2', ['$2', "b'"])).toBe("SELECT '$2', 'b'''")
  })
})

describe('columns of facts in Trino', () => {
  /** Few columns have values, by what the lake notes; of the third nothing is noted. */
  const noted = [true, false, null]
  const place = { url: 'http://trino.example', user: 'me', catalog: 'lake', schema: 'cordon' }

  function filledOver(batches: readonly object[], asked: string[]) {
    const trino = {
      rows: async (sql: string) => {
        asked.push(sql)
        return [Array.from({ length: 30 }, (_, at) => (at < noted.length ? noted[at] : true))]
      },
    } as unknown as Trino
    const rows = async <Row>(sql: string): Promise<Row[]> => (sql.includes('batch') ? batches : []) as Row[]
    const reader = trinoReader(trino, place, {
      rows,
      inTransaction: (work) => work({ rows } as Statements),
    })
    return (): Promise<readonly string[]> =>
      reader.reading('flows', async (seen) => [...(await seen.filled())])
  }

  test('are all summed of few facts, without a look', async () => {
    const asked: string[] = []
    const filled = filledOver([{ id: 'a', version: 1, digest: 'd', facts: 999_999 }], asked)
    expect(await filled()).toEqual(FACT_COLUMN_NAMES)
    expect(asked).toEqual([])
  })

  test('are looked for once for the same batches, and of what is not noted all may have values', async () => {
    const asked: string[] = []
    const batches = [{ id: "a'b", version: 1, digest: 'd', facts: 1_000_000 }]
    const filled = filledOver(batches, asked)
    const found = await filled()
    // In the order in which they are looked at: origins have none, destinations have some, and trips are not noted.
    expect(['origin', 'destination', 'trips', 'contributors'].map((name) => found.includes(name))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(asked).toHaveLength(1)
    expect(asked[0]).toContain("partition.batch IN ('a''b')")
    await filled()
    expect(asked).toHaveLength(1)
    batches.push({ id: 'c', version: 2, digest: 'e', facts: 1 })
    await filled()
    expect(asked).toHaveLength(2)
  })
})
