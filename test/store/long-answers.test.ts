import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { plant } from './planted-file.ts'
import { savedEstimate } from './saved-estimate.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-long-answers-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

// The database reads 2 048 rows at once: here 2 048 answers of 128 KB, 268 MB, of which the file holds few bytes. A folder with so
// many could be opened no more, nor backed up, nor rewritten.
test('a folder with thousands of long answers opens, is backed up and rewritten', async () => {
  const folder = join(root, 'data')
  await (await openDuckdbStore(folder)).close()
  await plant(
    folder,
    `INSERT INTO estimate (id, city_name, city_country, period, factor_set, co2e_value, co2e_unit, request, result, lines)
     SELECT 'e' || range, 'Leeds', 'GB', '2019', '2026.4', 1, 't CO2e', '{}', repeat(md5(range::VARCHAR), 4000), '{}'
     FROM range(2100)`,
  )
  const store = await openDuckdbStore(folder)
  expect((await store.findEstimate('e2000'))?.result).toHaveLength(128_000)
  const { tables } = await store.backUp(join(root, 'one.cordon-backup'))
  expect(tables.find(({ table }) => table === 'estimate')?.rows).toBe(2100)
  await store.saveEstimate(savedEstimate('more'))
  expect(await store.deleteEstimate('e7')).toBe(true)
  expect(await store.erase()).toBe(true)
  expect((await store.findEstimate('e2000'))?.result).toHaveLength(128_000)
  await store.close()
})
