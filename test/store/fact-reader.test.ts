import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { duckdbFile } from '../../api/store/duckdb-file.ts'
import { prepareStore, readerOf } from '../../api/store/duckdb-store.ts'
import { FACT_COLUMN_NAMES } from '../../api/store/fact-column.ts'
import { factCube } from '../../api/store/fact-cube.ts'
import { openDatabase } from '../../api/store/open-database.ts'

const staging = join(tmpdir(), `cordon-${randomUUID()}`)
const file = duckdbFile(() => openDatabase(':memory:', staging, prepareStore), staging)
afterAll(() => file.close())
const reader = readerOf(file)

/** Notes a file of so many facts; only as many stand in the table as a test puts there. */
const note = (digest: string, version: number, facts: number): Promise<void> =>
  file.run("INSERT INTO imported_file VALUES ('flows', $1, 'tidy', '{}', $2, $3, $3, '[]')", [
    digest,
    version,
    facts,
  ])
const put = (column: string, value: string): Promise<void> =>
  file.run(`INSERT INTO wide_fact (batch, ${column}) VALUES (1, ${value})`, [])
const filled = (): Promise<readonly string[]> =>
  reader.reading('flows', async (seen) => [...(await seen.filled())].toSorted())

/** Dimensions other than the ends of a trip are grouped by, and may always have a value. */
const ALWAYS = ['city', 'distance_band', 'flow', 'mode', 'period', 'speed_band']

test('columns that have values are found once for the files that a dataset has', async () => {
  await file.run("INSERT INTO dataset (id, registration, version) VALUES ('flows', '{}', 2)", [])
  await file.run("INSERT INTO fact_batch VALUES (1, 'flows', 1, 'a')", [])
  await note('a', 1, 999_999)
  await put('trips_e6', '5')
  // Few facts: looking would take longer than it saves.
  expect(await filled()).toEqual(FACT_COLUMN_NAMES.toSorted())

  await note('b', 2, 1)
  expect(await filled()).toEqual([...ALWAYS, 'trips'].toSorted())
  // No file came, so nothing is looked at.
  await put('origin', "'z1'")
  expect(await filled()).toEqual([...ALWAYS, 'trips'].toSorted())

  // The same file, read with another option.
  await file.run(`UPDATE imported_file SET options = '{"unit":"vkm"}' WHERE digest = 'b'`, [])
  expect(await filled()).toEqual([...ALWAYS, 'origin', 'trips'].toSorted())

  // A dataset of the same name that was registered otherwise.
  await put('contributors_e6', '20000000')
  await file.run('UPDATE dataset SET registration = \'{"grain":"day"}\'', [])
  expect(await filled()).toEqual([...ALWAYS, 'contributors', 'origin', 'trips'].toSorted())
})

test('what is read is of one moment', async () => {
  const count = 'SELECT count(*)::INTEGER AS facts FROM activity_fact WHERE dataset = $1'
  const both = await reader.reading('flows', async (seen) => {
    const before = await seen.rows(count, ['flows'])
    await put('trips_e6', '7')
    return [before, await seen.rows(count, ['flows'])]
  })
  expect(both).toEqual([[{ facts: 3 }], [{ facts: 3 }]])
  expect(await reader.reading('flows', (seen) => seen.rows(count, ['flows']))).toEqual([{ facts: 4 }])
})

test('days of a month, its own sum and that of a year count once each, however many facts they have', async () => {
  await file.run("INSERT INTO fact_batch VALUES (2, 'days', 1, 'c')", [])
  // January has two facts of each day, February one of its 29th and one of itself, and 2023 one of the year.
  await file.run(
    `INSERT INTO wide_fact (batch, period, trips_e6)
     SELECT 2, strftime(DATE '2024-01-01' + (i % 31)::INTEGER, '%Y-%m-%d'), 1000000 FROM range(62) made(i)
     UNION ALL SELECT 2, unnest(['2024-02-29', '2024-02', '2023']), 1000000`,
    [],
  )
  const rows = await factCube(reader).cube({ dataset: 'days', by: ['month'] })
  expect(rows.map(({ period, trips, periods }) => [period, trips, periods])).toEqual([
    ['2023', 1, 1],
    ['2024-01', 62, 31],
    ['2024-02', 2, 2],
  ])
})

test('sums beyond what a number tells are rounded once', async () => {
  await file.run("INSERT INTO fact_batch VALUES (3, 'large', 1, 'd')", [])
  // 2^53 and 1, which no number of 53 binary digits tells: the nearest even one is 2^53.
  await file.run(
    `INSERT INTO wide_fact (batch, period, trips_e6) VALUES (3, '2024', 9007199254740992), (3, '2024', 1)`,
    [],
  )
  const [row] = await factCube(reader).cube({ dataset: 'large', by: [] })
  expect(row?.trips).toBe(9007199254740992 / 1e6)
})
