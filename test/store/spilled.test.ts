import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDuckdbFile } from '../../api/store/duckdb-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'cordon-spilled-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// To read the log of a process that was killed may take more memory than there is. The folder of what was spilled was
// emptied after the opening, and what needed memory failed until the service was restarted.
test('what the database spills while it opens is there afterwards, and goes with it', async () => {
  const file = await openDuckdbFile(folder, async (on) => {
    await on.run(
      "SET memory_limit = '12MB'; CREATE TEMP TABLE large AS SELECT range AS n, md5(range::VARCHAR) AS text FROM range(600000)",
    )
  })
  expect(readdirSync(folder).filter((name) => name.startsWith('spilled-'))).toHaveLength(1)
  const found = await file.rows('SELECT count(*) AS rows, max(length(text)) AS length FROM large', [])
  expect(found).toEqual([{ rows: 600_000n, length: 32n }])
  await file.close()
  expect(readdirSync(folder)).toEqual(['cordon.duckdb'])
})

test('what an opening before has left behind is removed', async () => {
  mkdirSync(join(folder, 'spilled-before'))
  writeFileSync(join(folder, 'spilled-before', 'duckdb_temp_storage-0.tmp'), 'x')
  const file = await openDuckdbFile(folder, async () => undefined)
  expect(readdirSync(folder).filter((name) => name.startsWith('spilled-'))).toEqual([])
  await file.close()
})
