import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { auditedStore } from '../../api/access/audited-store.ts'
import { expire, monthsBefore } from '../../api/datasets/retention.ts'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { runCommand } from '../fixtures/command.ts'
import { FLOWS_OF_TEST, importText } from '../fixtures/importing.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-retention-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test.each([
  ['2026-05-31', 1, '2026-04-30'],
  ['2026-03-30', 1, '2026-02-28'],
  ['2024-03-30', 1, '2024-02-29'],
  ['2026-01-15', 12, '2025-01-15'],
  ['2026-01-15', 25, '2023-12-15'],
])('%s less %i months is %s', (day, months, before) => {
  expect(monthsBefore(new Date(`${day}T12:00:00Z`), months)).toBe(before)
})

const HEAD = 'period,city,mode,vehicle_distance_vkm\n'

describe('retention', () => {
  test('ends the facts of datasets that state one, and notes it', async () => {
    const store = memoryStore()
    await store.registerDataset({ ...FLOWS_OF_TEST, retentionMonths: 6 })
    await store.registerDataset({ ...FLOWS_OF_TEST, id: 'kept' })
    for (const dataset of ['flows', 'kept'])
      await importText(store, `${HEAD}2025-03,leeds,car,1\n2026-03,leeds,car,2\n`, { dataset })
    const now = new Date('2026-06-01T00:00:00Z')
    expect(await expire(auditedStore(store), now)).toEqual(new Map([['flows', 1]]))
    expect(await expire(auditedStore(store), now)).toEqual(new Map())
    const periods = async (dataset: string) =>
      (await store.cube({ dataset, by: ['period'] })).map(({ period }) => period)
    expect([await periods('flows'), await periods('kept')]).toEqual([['2026-03'], ['2025-03', '2026-03']])
    expect((await store.listAudit(9)).map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      'facts.expire flows',
      'facts.expire flows',
    ])
    await store.close()
  })
})

describe('cordon datasets retain', () => {
  const run = (...words: readonly string[]) => runCommand(words, { environment: { CORDON_DATA_DIR: root } })

  test('says how long, and deletes what is older at once', async () => {
    const store = await openDuckdbStore(root)
    await store.registerDataset(FLOWS_OF_TEST)
    await importText(store, `${HEAD}1999-03,leeds,car,1\n`)
    await store.close()
    expect(await run('datasets', 'retain', 'flows', '24')).toEqual({
      exitCode: 0,
      output: 'flows keeps its facts for 24 months. 1 facts were deleted.\n',
      complaint: '',
    })
    expect((await run('datasets', 'retain', 'flows', 'forever')).output).toContain('keeps its facts forever')
    // A name that every object of the language has.
    const named = await openDuckdbStore(root)
    await named.registerDataset({ ...FLOWS_OF_TEST, id: 'constructor' })
    await named.close()
    expect((await run('datasets', 'retain', 'constructor', '24')).output).toBe(
      'constructor keeps its facts for 24 months. 0 facts were deleted.\n',
    )
    for (const words of [
      ['flows', '0'],
      ['flows', 'x'],
      ['none', '3'],
    ])
      expect((await run('datasets', 'retain', ...words)).exitCode).toBe(2)
  })
})
