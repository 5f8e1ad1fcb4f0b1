import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { FLOWS_OF_TEST, LIMITS } from '../fixtures/importing.ts'
import { newApp } from '../fixtures/service.ts'
import { TALLY } from '../fixtures/tally-importer.ts'

const folder = mkdtempSync(join(tmpdir(), 'cordon-refused-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const CANARY = 'Kanarienvogel'

/** Everything that lies in the data folder, as it is on disk. */
const onDisk = (): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')

const databaseBytes = (): number => statSync(join(folder, 'cordon.duckdb')).size

const honest = Array.from({ length: 3_000 }, (_, index) => `2024-01-01,${CANARY}${index},car,${index + 100}`)
const HEAD = 'period,city,mode,trips'

test('nothing of a file that is refused or cancelled is anywhere', async () => {
  const store = await openDuckdbStore(folder)
  const logged: string[] = []
  const app = await newApp({
    store,
    importers: [TALLY],
    importLimits: LIMITS,
    logger: { level: 'trace', stream: { write: (line: string) => void logged.push(line) } },
  })
  const put = (payload: string | Buffer, query = '', prefer = '') =>
    app.inject({
      method: 'PUT',
      url: `/v1/datasets/flows/content?format=tally${query}`,
      payload,
      headers: { 'content-type': 'text/csv', prefer },
    })
  await app.inject({ method: 'POST', url: '/v1/datasets', payload: FLOWS_OF_TEST })
  const bytesBefore = databaseBytes()

  const refused = [
    `person,trips\n${CANARY},1\n`,
    `${CANARY},${CANARY}\n1,2\n`,
    [HEAD, ...honest, `2024-01-01,A,${CANARY},5`].join('\n'),
    [HEAD, ...honest, `2024-01-01,A,car,${CANARY}`].join('\n'),
    [HEAD, ...honest, `"2024-01-01,A,car,${CANARY}`, 'x,"y",z"'].join('\n'),
    [HEAD, ...honest, `${CANARY} 10:00,A,car,5`].join('\n'),
    [HEAD, ...honest, `2024-01-01,A,car,5,${CANARY},6,7`].join('\n'),
    gzipSync([HEAD, ...honest, `2024-01-01,A,${CANARY},5`].join('\n')),
    gzipSync([HEAD, ...honest].join('\n')).subarray(0, 5_000),
    Buffer.concat([Buffer.from(`${HEAD}\n2024-01-01,${CANARY},car,`), Buffer.from([0xff, 0xfe, 0x0a])]),
  ]
  for (const [index, content] of refused.entries()) {
    const answer = await put(content)
    expect([400, 422], `file ${index}`).toContain(answer.statusCode)
    expect(answer.body).not.toContain(CANARY)
    if (index % 4 > 0) continue
    const job = await put(content, '', 'respond-async')
    if (job.statusCode === 202)
      expect((await app.inject(`${job.headers['location']}/events`)).body).toContain('"state":"failed"')
  }
  const slow = await put([HEAD, ...honest].join('\n'), '&slow=500', 'respond-async')
  const location = String(slow.headers['location'])
  expect((await app.inject({ method: 'DELETE', url: location })).json().state).toBe('cancelled')

  expect((await app.inject('/v1/datasets/flows')).json()).toMatchObject({
    items: [],
    dataset: { version: 0 },
  })
  expect((await app.inject('/v1/jobs?limit=1000')).body).not.toContain(CANARY)
  expect(logged.join()).not.toContain(CANARY)
  expect(readdirSync(join(folder, 'staging'))).toEqual([])
  expect(onDisk()).not.toContain(CANARY)
  // Many values are packed before they are written, so that they would not be found as they are; nothing was written.
  expect(databaseBytes()).toBe(bytesBefore)
  // The control: files that are taken in are found by both means, so that one that is refused would be too.
  expect((await put([HEAD, ...honest.slice(0, 3)].join('\n'))).statusCode).toBe(201)
  expect(onDisk()).toContain(CANARY)
  expect((await put([HEAD, ...honest].join('\n'), '&sameKeys=add')).statusCode).toBe(201)
  await app.close()
  await store.close()
  expect(databaseBytes()).toBeGreaterThan(bytesBefore)
  expect(readdirSync(folder)).toEqual(['cordon.duckdb'])
})
