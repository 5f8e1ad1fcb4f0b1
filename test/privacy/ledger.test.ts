import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import type { NewRelease } from '../../api/store/released.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordon-ledger-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const release = (id: string): NewRelease => ({
  id: `rel_${id}`,
  dataset: 'flows',
  version: 0,
  madeAt: '2024-04-01T00:00:00.000Z',
  pool: 'pool',
  settled: [],
  flows: [],
  ledger: [{ place: 'place', cell: `cell ${id}`, figures: '' }],
  certificateOf: (head) => JSON.stringify(head),
})

async function twoReleases(): Promise<void> {
  const store = await openDuckdbStore(folder)
  await store.registerDataset({
    id: 'flows',
    title: 'Flows',
    owner: 'A carrier',
    legalBasis: 'agreement',
    country: 'DE',
    grain: 'month',
  })
  const first = JSON.parse((await store.saveRelease(release('1'))).certificate)
  const second = JSON.parse((await store.saveRelease(release('2'))).certificate)
  expect(second).toMatchObject({ position: 2, previous: first.hash })
  await store.close()
}

async function change(sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(join(folder, 'cordon.duckdb'))
  const on = await instance.connect()
  await on.run(sql)
  on.closeSync()
  instance.closeSync()
}

test('a whole ledger opens', async () => {
  await twoReleases()
  await (await openDuckdbStore(folder)).close()
})

test.each([
  ['a cell that was changed', `UPDATE ledger_cell SET figures = 'other' WHERE position = 1`, 'entry 1'],
  ['a cell that is gone', 'DELETE FROM ledger_cell WHERE position = 2', 'entry 2'],
  ['a link that is gone', 'DELETE FROM ledger_entry WHERE position = 1', 'entry 2: entry 1 is missing'],
  ['a release that was renamed', `UPDATE ledger_entry SET release = 'rel_3' WHERE position = 2`, 'entry 2'],
  ['a last link that is gone with its cells left', 'DELETE FROM ledger_entry WHERE position = 2', 'entry 2'],
])('%s stops the start, which says where', async (_, sql, where) => {
  await twoReleases()
  await change(sql)
  await expect(openDuckdbStore(folder)).rejects.toThrow(`The ledger of releases is broken at ${where}`)
})
