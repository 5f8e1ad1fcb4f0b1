import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { MAX_FILES } from '../../api/datasets/files-in-place.ts'
import { toProblem } from '../../api/http/problem.ts'
import { Failure } from '../../api/request/failure.ts'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { runCommand } from '../fixtures/command.ts'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import { writeParquet } from '../fixtures/parquet.ts'
import { CLOSED_FLOWS, flowRows, ZONES } from './rows-in-place.ts'
import { type Attached, answersOf, attachTo, importTidy, registerWith } from './same-in-place.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-in-place-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let count = 0
const newPlace = (): string => {
  count += 1
  const place = join(root, `place-${count}`)
  mkdirSync(place)
  return place
}

/** Two days of two cities, in a file of a new place. */
const SOUND = `SELECT * FROM (VALUES ('2024-01-01', 'a', 'car', 10.25), ('2024-01-02', 'a', 'car', 20), ('2024-01-01', 'b', 'bus', 7))
  rows(period, city, mode, trips)`
async function placeOf(query = SOUND): Promise<string> {
  const place = newPlace()
  await writeParquet(join(place, 'one.parquet'), query)
  return place
}

/** What a store of its own says to facts that are attached. */
async function refusalOf(place: string, attached: Attached = {}, facts: object = {}): Promise<Failure> {
  const store = memoryStore()
  try {
    await store.registerDataset({ ...FLOWS_OF_TEST, ...facts })
    const failed = await attachTo(store, place, attached).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(Failure)
    // Whole or not at all.
    expect(await store.findDataset('flows')).toMatchObject({ version: 0, files: 0, facts: 0 })
    expect(await store.cube({ dataset: 'flows', by: [] })).toEqual([])
    return failed as Failure
  } finally {
    await store.close()
  }
}
const faultsOf = async (...[place, attached, facts]: Parameters<typeof refusalOf>) =>
  ((await refusalOf(place, attached, facts)).more.errors ?? []).map(({ code, column, count }) => [
    code,
    column,
    count,
  ])

describe('facts that are read in place', () => {
  test.each([
    ['openly published', FLOWS_OF_TEST, 'open'],
    ['not openly published', CLOSED_FLOWS, 'closed'],
  ] as const)('%s: every answer and release is that of an import, to the bit', async (_, dataset, kind) => {
    const place = newPlace()
    const file = await writeParquet(join(place, 'flows.parquet'), flowRows(kind), ', ROW_GROUP_SIZE 2048')
    const [kept, attached] = [memoryStore(), memoryStore()]
    for (const store of [kept, attached]) await registerWith(store, dataset, ZONES)
    const imported = await importTidy(kept, file)
    const read = await attachTo(attached, place)
    expect([imported.unreleased, read.unreleased]).toEqual([undefined, undefined])
    const [expected, answers] = [await answersOf(kept, 'flows'), await answersOf(attached, 'flows')]
    // The comparison is of something.
    expect(expected.filter((answer) => JSON.stringify(answer).length > 20).length).toBeGreaterThan(10)
    for (const [at, answer] of answers.entries()) expect([at, answer]).toEqual([at, expected[at]])
    if (kind === 'closed') expect(await attached.listReleasedCells({ dataset: 'flows' })).not.toEqual([])
    await Promise.all([kept.close(), attached.close()])
  })

  test('in many files, of folders that name a column, and with names of their owner', async () => {
    const place = newPlace()
    const rows = flowRows('open')
    for (const month of ['01', '02'])
      await writeParquet(
        join(place, 'lake', `day_month=2024-${month}`, 'part-0.parquet'),
        `SELECT * EXCLUDE (trips, city), trips::DECIMAL(18, 3) AS "n trips", city AS ville, 'x' AS load_note
         FROM (${rows}) WHERE period LIKE '2024-${month}%'`,
      )
    const whole = await writeParquet(
      join(newPlace(), 'f.parquet'),
      `SELECT * REPLACE (trips::DECIMAL(18, 3) AS trips) FROM (${rows}) WHERE period < '2024-03'`,
    )
    const [kept, attached] = [memoryStore(), memoryStore()]
    for (const store of [kept, attached]) await registerWith(store, FLOWS_OF_TEST, ZONES)
    await importTidy(kept, whole)
    await attachTo(attached, join(place, 'lake'), {
      names: { trips: 'n trips' },
      unread: ['load_note', 'day_month'],
    })
    expect(await answersOf(attached, 'flows')).toEqual(await answersOf(kept, 'flows'))
    await Promise.all([kept.close(), attached.close()])
  })

  test('the same again changes nothing; what is attached anew takes the place of what was', async () => {
    const place = await placeOf()
    const store = memoryStore()
    await store.registerDataset(FLOWS_OF_TEST)
    expect(await attachTo(store, place)).toMatchObject({ again: false, file: { version: 1, facts: 3 } })
    expect(await attachTo(store, place)).toMatchObject({ again: true, file: { version: 1 } })
    await writeParquet(
      join(place, 'two.parquet'),
      "SELECT '2024-01-03' AS period, 'a' AS city, 'car' AS mode, 100.0::DOUBLE AS trips",
    )
    // What is new there is seen once it is attached.
    expect((await store.cube({ dataset: 'flows', by: [] }))[0]?.trips).toBe(37.25)
    // 10.25 + 20 + 7 + 100, in a version of its own.
    const types = await attachTo(store, place).catch((error: Failure) => error.more.errors?.[0]?.code)
    expect(types).toBe('column-unknown')
    await writeParquet(
      join(place, 'two.parquet'),
      "SELECT '2024-01-03' AS period, 'a' AS city, 'car' AS mode, 100::DECIMAL(4, 2) AS trips".replace(
        '4, 2',
        '5, 2',
      ),
    )
    await writeParquet(
      join(place, 'one.parquet'),
      SOUND.replace('*', '* REPLACE (trips::DECIMAL(5, 2) AS trips)'),
    )
    expect(await attachTo(store, place)).toMatchObject({ again: false, file: { version: 2, facts: 4 } })
    expect((await store.cube({ dataset: 'flows', by: [] }))[0]?.trips).toBe(137.25)
    expect(await store.listFiles('flows')).toHaveLength(1)
    await store.deleteDataset('flows', '2026-01-01')
    await store.registerDataset(FLOWS_OF_TEST)
    expect(await store.cube({ dataset: 'flows', by: [] })).toEqual([])
    // The files are their owner's.
    expect(await attachTo(store, place)).toMatchObject({ file: { facts: 4 } })
    await store.close()
  })

  test('are there after a new start, and in a backup', async () => {
    const place = await placeOf()
    const folder = join(newPlace(), 'data')
    const first = await openDuckdbStore(folder)
    await first.registerDataset(FLOWS_OF_TEST)
    await attachTo(first, place)
    await first.close()
    const second = await openDuckdbStore(folder)
    expect((await second.cube({ dataset: 'flows', by: [] }))[0]?.trips).toBe(37.25)
    await second.close()
  })
})

describe('a question of facts in place', () => {
  const CHANGES: readonly (readonly [string, (file: string) => void])[] = [
    ['is gone', (file) => unlinkSync(file)],
    ['is longer', (file) => appendFileSync(file, 'x')],
    [
      'has other bytes of the same length and time',
      (file) => {
        const time = new Date('2024-01-01')
        utimesSync(file, time, time)
        const other = Buffer.alloc(1)
        writeFileSync(file, other, { flag: 'r+' })
        utimesSync(file, time, time)
      },
    ],
    [
      'has become a link',
      (file) => {
        renameSync(file, `${file}.moved`)
        symlinkSync(`${file}.moved`, file)
      },
    ],
    [
      'lies in a folder that has become a link',
      (file) => {
        const folder = join(file, '..')
        renameSync(folder, `${folder}-moved`)
        symlinkSync(`${folder}-moved`, folder)
      },
    ],
  ]

  test.each(CHANGES)('is answered by 503 if a file %s, and never by half a sum', async (_, change) => {
    const place = newPlace()
    for (const name of ['one', 'two'])
      await writeParquet(
        join(place, 'in', `${name}.parquet`),
        SOUND.replaceAll('2024-01', name === 'one' ? '2024-01' : '2024-02'),
      )
    const store = memoryStore()
    await registerWith(store, FLOWS_OF_TEST, [])
    await attachTo(store, place)
    change(join(place, 'in', 'two.parquet'))
    const questions = [
      () => store.cube({ dataset: 'flows', by: ['city'] }),
      () => store.publishedFacts({ dataset: 'flows', by: ['city'] }),
      () => store.listFactParts('flows'),
      () => store.countPairs('flows'),
      () => store.listFactYears('flows'),
      () => store.countUnmappedZones('flows'),
    ]
    for (const question of questions) {
      const problem = toProblem(await question().catch((error: unknown) => error), 'id')
      expect(problem).toMatchObject({ status: 503 })
      expect(problem.detail).toContain('from in place are gone or were changed')
      expect(problem.detail).not.toContain(root)
    }
    // Nothing else suffers from it.
    expect(store.isReady()).toBe(true)
    expect(await store.findDataset('flows')).toMatchObject({ facts: 6 })
    await store.close()
  })

  test('goes on if the same bytes were put back', async () => {
    const place = await placeOf()
    const file = join(place, 'one.parquet')
    const store = memoryStore()
    await store.registerDataset(FLOWS_OF_TEST)
    await attachTo(store, place)
    copyFileSync(file, `${file}.copy`)
    unlinkSync(file)
    await expect(store.cube({ dataset: 'flows', by: [] })).rejects.toThrow('gone or were changed')
    renameSync(`${file}.copy`, file)
    expect((await store.cube({ dataset: 'flows', by: [] }))[0]?.trips).toBe(37.25)
    await store.close()
  })
})

describe('facts are not attached', () => {
  test('whose place has no file, or more than can be looked at each time', async () => {
    expect((await refusalOf(newPlace())).more.errors?.[0]?.detail).toBe(
      'There is no Parquet file at this place.',
    )
    const many = newPlace()
    for (let at = 0; at <= MAX_FILES; at += 1) writeFileSync(join(many, `${at}.parquet`), '')
    expect((await refusalOf(many)).more.errors?.[0]?.detail).toContain('more than 10000 files')
  })

  test('whose files lie elsewhere behind a link', async () => {
    const [place, other] = [newPlace(), await placeOf()]
    symlinkSync(join(other, 'one.parquet'), join(place, 'in.parquet'))
    expect((await refusalOf(place)).more.errors?.[0]).toMatchObject({ code: 'file-unreadable', count: 1 })
    expect((await refusalOf(join(place, '*.parquet'))).more.errors?.[0]?.detail).toContain('behind a link')
    symlinkSync(join(root, 'nowhere'), join(place, 'broken.parquet'))
    expect((await refusalOf(join(place, 'broken.parquet'))).more.errors?.[0]?.code).toBe('file-unreadable')
  })

  test('whose files are no Parquet, or not alike', async () => {
    const place = newPlace()
    writeFileSync(join(place, 'a.parquet'), 'period,city\n')
    expect(await faultsOf(place)).toEqual([['file-unreadable', undefined, undefined]])
    const mixed = await placeOf()
    await writeParquet(join(mixed, 'two.parquet'), "SELECT '2024-01-03' AS period, 'a' AS city, 1.5 AS trips")
    await writeParquet(join(mixed, 'three.parquet'), SOUND.replaceAll('2024-01', '2024-02'))
    expect(await faultsOf(mixed)).toContainEqual(['column-unknown', undefined, 1])
  })

  const row = (columns: string): string => `SELECT '2024-01-01' AS period, 'a' AS city, ${columns}`
  test.each([
    [
      'a column of persons',
      row("10.0 AS trips, 'x' AS device_id"),
      {},
      ['person-level-data', 'device_id', undefined],
    ],
    [
      'one that is to be left unread',
      row("10.0 AS trips, 'x' AS device_id"),
      { unread: ['device_id'] },
      ['person-level-data', 'device_id', undefined],
    ],
    [
      'one under another name',
      row("10.0 AS trips, 'x' AS device_id"),
      { names: { origin: 'device_id' } },
      ['person-level-data', 'device_id', undefined],
    ],
    [
      'values of persons',
      row("10.0 AS trips, '356938035643809' AS origin"),
      {},
      ['person-level-data', 'origin', 1],
    ],
    ['an undocumented column', row('10.0 AS trips, 1 AS load'), {}, ['column-unknown', 'load', undefined]],
    [
      'a distance in miles',
      row('10.0 AS "passenger miles"'),
      {},
      ['column-unknown', 'passenger miles', undefined],
    ],
    [
      'miles under another name',
      row('10.0 AS "passenger miles"'),
      { names: { passenger_distance_pkm: 'passenger miles' } },
      ['column-unknown', 'passenger miles', undefined],
    ],
    [
      'a stated column that is not there',
      row('10.0 AS trips'),
      { names: { mode: 'way' } },
      ['column-missing', undefined, undefined],
    ],
    ['numbers as texts', row("'10' AS trips"), {}, ['value-not-read', 'trips', undefined]],
    ['negative numbers', row('-1.0 AS trips'), {}, ['value-not-read', 'trips', 1]],
    ['unknown modes', row("'hovercraft' AS mode, 10.0 AS trips"), {}, ['value-not-read', 'mode', 1]],
    ['blanks around names', row('10.0 AS trips').replace("'a'", "'a '"), {}, ['value-not-read', 'city', 1]],
    ['empty names', row("10.0 AS trips, '' AS mode"), {}, ['value-not-read', 'mode', 1]],
    [
      'periods of a week',
      row('10.0 AS trips').replace('2024-01-01', '2024-W01'),
      {},
      ['value-not-read', 'period', 1],
    ],
    [
      'the same key twice',
      `${row('10.0 AS trips')} UNION ALL ${row('11.0 AS trips')}`,
      {},
      ['duplicate-key', undefined, 1],
    ],
  ] as const)('that have %s', async (_, query, attached, fault) => {
    expect(await faultsOf(await placeOf(query), attached)).toContainEqual(fault)
  })

  test('of few contributors, if they are not openly published: an import leaves rows out, and a sum in place cannot', async () => {
    const facts = CLOSED_FLOWS
    const few = row("'car' AS mode, 100.0 AS trips, 9.0 AS contributors")
    expect(await faultsOf(await placeOf(few), {}, { ...facts, licence: undefined })).toContainEqual([
      'cell-below-minimum',
      'contributors',
      1,
    ])
  })

  test('beside imported files, nor files beside them, nor where facts expire', async () => {
    const place = await placeOf()
    const store = memoryStore()
    await store.registerDataset(FLOWS_OF_TEST)
    await importTidy(store, join(place, 'one.parquet'))
    await expect(attachTo(store, place)).rejects.toThrow('read in place, and not both')
    await store.registerDataset({ ...FLOWS_OF_TEST, id: 'other' })
    await attachTo(store, place, { dataset: 'other' })
    await expect(importTidy(store, join(place, 'one.parquet'), 'other')).rejects.toThrow('and not both')
    await store.registerDataset({ ...FLOWS_OF_TEST, id: 'short', retentionMonths: 6 })
    await expect(attachTo(store, place, { dataset: 'short' })).rejects.toThrow('only their owner’s to delete')
    await expect(attachTo(store, place, { dataset: 'nothing' })).rejects.toThrow('No dataset')
    await store.close()
  })
})

describe('cordon datasets attach', () => {
  const registration = [
    ...['--title', 'Flows', '--owner', 'City of Test', '--legal-basis', 'open-licence'],
    ...['--licence', 'CC BY 4.0', '--country', 'ES', '--grain', 'day'],
  ]

  test('registers, attaches, and says what it found', async () => {
    const environment = { CORDON_DATA_DIR: join(newPlace(), 'data') }
    const run = (...words: string[]) => runCommand(['datasets', ...words], { environment })
    const place = await placeOf(SOUND.replace('trips)', 'n_trips)'))
    const words = ['attach', '--dataset', 'lake', '--parquet', place, ...registration]
    const refused = await run(...words)
    expect([refused.exitCode, refused.complaint]).toEqual([2, expect.stringContaining('n_trips')])
    expect((await run()).output).toBe('No dataset is registered here.\n')
    const done = await run(...words, '--map', 'trips=n_trips')
    expect(done).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('3 rows became 3 facts: version 1 of lake'),
    })
    expect(
      (await run('attach', '--dataset', 'lake', '--parquet', place, '--map', 'trips=n_trips')).output,
    ).toContain('nothing changed')
    expect((await run('retain', 'lake', '6')).complaint).toContain('read in place')
    expect((await run('attach', '--dataset', 'lake', '--parquet', place, '--map', 'trips')).exitCode).toBe(2)
    unlinkSync(join(place, 'one.parquet'))
    const gone = await run('attach', '--dataset', 'lake', '--parquet', place)
    expect([gone.exitCode, gone.complaint]).toEqual([2, expect.stringContaining('no Parquet file')])
  })
})
