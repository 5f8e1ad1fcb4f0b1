import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, test } from 'vitest'
import { runCli } from '../../api/service/commands.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-prepared-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function prepare(name: string, content: string | undefined, ...words: readonly string[]) {
  const file = join(root, name)
  if (content !== undefined) writeFileSync(file, content)
  const output = join(root, `${name}.safe.csv`)
  let complaint = ''
  let written = ''
  const code = await runCli(
    ['prepare', file, '--output', output, ...words],
    {
      environment: {},
      readInput: () => Buffer.of(),
      write: (text) => {
        written += text
      },
      complain: (text) => {
        complaint += text
      },
      isTerminal: false,
    },
    () => factorSetsOf([]),
  )
  return {
    code,
    complaint,
    written,
    rows: existsSync(output) ? readFileSync(output, 'utf8').trim().split('\r\n') : undefined,
    note: existsSync(`${output}.txt`) ? readFileSync(`${output}.txt`, 'utf8') : undefined,
  }
}

const SUMS = [
  'period,city,mode,trips,pkm,contributors',
  '2024-03-01,leeds,car,431,4011.26,171',
  '2024-03-02,leeds,car,517,4812.7,203',
  '2024-03-01,leeds,bus,61,402.5,23',
  '2024-03-01,leeds,ferry,9,88.1,4',
  '2024-03-01,leeds,rail,96,2210,41',
  '',
].join('\n')

describe('a table of sums', () => {
  test('days become months, small sums are left out, and counts are rounded', async () => {
    const { code, rows, note, written } = await prepare('sums.csv', SUMS)
    expect(code).toBe(0)
    // car: 431 + 517 = 948 trips and 4011.26 + 4812.7 = 8823.96 km; of 171 and 203 contributors 203 are surely distinct.
    // 948 is nearest to 950, 61 to 60, 96 to 95; 203, 23 and 41 go down to 200, 20 and 40. The ferry has 4.
    expect(rows).toEqual([
      'period,city,mode,trips,passenger_distance_pkm,contributors',
      '2024-03,leeds,bus,60,402.5,20',
      '2024-03,leeds,car,950,8824,200',
      '2024-03,leeds,rail,95,2210,40',
    ])
    expect(written).toBe(note)
    expect(note).toContain('5 rows became 4 sums by month; 3 of them were written.')
    expect(note).toContain('1 sums of fewer than 10 contributors, and 0 that')
    expect(note).toContain('roundedTo 5')
    expect(note).not.toContain('leeds')
  })

  test('beside a total, what was left out is not told by subtraction', async () => {
    const { rows, note } = await prepare('totals.csv', `${SUMS}2024-03-01,leeds,,1114,11524.56,290\n`)
    // The total less all other modes is the ferry; the bus has the fewest contributors of what is left.
    expect(rows?.slice(1)).toEqual([
      '2024-03,leeds,car,950,8824,200',
      '2024-03,leeds,rail,95,2210,40',
      '2024-03,leeds,,1115,11524.6,290',
    ])
    expect(note).toContain('and 1 that a total would have told')
  })

  test('a total with nothing beside what is withheld goes too', async () => {
    const { rows } = await prepare(
      'alone.csv',
      'period,city,mode,trips,contributors\n2024-03,leeds,ferry,30,4\n2024-03,leeds,,120,40\n2024-03,york,car,431,171\n',
    )
    expect(rows?.slice(1)).toEqual(['2024-03,york,car,430,170'])
  })

  test('a larger minimum and another rounding', async () => {
    // 25 rounded to 10 asks for 30; counts are told to 10.
    const { rows } = await prepare('larger.csv', SUMS, '--minimum', '25', '--round-to', '10')
    expect(rows?.slice(1)).toEqual(['2024-03,leeds,car,950,8824,200', '2024-03,leeds,rail,100,2210,40'])
  })
})

describe('a list of trips', () => {
  const trips = [
    'device_id,period,origin,destination,mode,pkm,home_lat',
    ...Array.from(
      { length: 90 },
      (_, at) =>
        `d${at % 30},2024-03-${String(1 + (at % 28)).padStart(2, '0')}T08:${String(at % 60).padStart(2, '0')},z1,z2,car,${4 + (at % 7)},52.5`,
    ),
    ...Array.from({ length: 20 }, () => 'd7,2024-03-02T09:10,z2,z1,car,5,52.5'),
    '',
  ].join('\n')

  test('persons are counted, and neither they nor their homes nor their moments are written', async () => {
    const { rows, note, code } = await prepare('trips.csv', trips, '--contributor', 'device_id')
    expect(code).toBe(0)
    // 30 devices with 90 trips of 4 + (at mod 7) km: 90 × 4 + 12 × 21 + (0 + … + 5) = 627. The way back is of one device.
    expect(rows).toEqual([
      'period,origin,destination,mode,trips,passenger_distance_pkm,contributors',
      '2024-03,z1,z2,car,90,627,30',
    ])
    expect(note).toContain('1 about persons')
    expect(`${rows}${note}`).not.toMatch(/d7|52\.5|08:/)
  })

  test('from Parquet too', async () => {
    const file = join(root, 'trips.parquet')
    writeFileSync(join(root, 'trips-of.csv'), trips)
    const instance = await DuckDBInstance.create(':memory:')
    const on = await instance.connect()
    await on.run(`COPY (FROM '${join(root, 'trips-of.csv')}') TO '${file}' (FORMAT parquet)`)
    on.closeSync()
    instance.closeSync()
    const { rows } = await prepare('trips.parquet', undefined, '--contributor', 'device_id')
    expect(rows?.slice(1)).toEqual(['2024-03,z1,z2,car,90,627,30'])
  })
})

describe('what is refused, and nothing is written', () => {
  test.each([
    ['no contributors', 'period,city,mode,trips\n2024-03,leeds,car,431\n', [], 'contributors'],
    ['no such column', SUMS, ['--contributor', 'imei'], '--contributor'],
    ['no place', 'period,mode,trips,contributors\n2024-03,car,431,171\n', [], 'city, origin or destination'],
    ['a minimum of 5', SUMS, ['--minimum', '5'], 'from 10'],
    [
      'an unknown mode',
      'period,city,mode,trips,contributors\n2024-03,leeds,hovercraft,431,171\n',
      [],
      'mode',
    ],
    [
      'persons for zones',
      `period,origin,destination,mode,trips,contributors\n${Array.from({ length: 9 }, (_, at) => `2024-03,p0001${at},z1,car,${431 + at},171`).join('\n')}\n`,
      [],
      'rule I2',
    ],
  ])('%s', async (name, content, words, said) => {
    const { code, complaint, rows, note } = await prepare(`${name}.csv`, content, ...words)
    expect(code).toBe(2)
    expect(complaint).toContain(said)
    expect(complaint).not.toMatch(/p0001|hovercraft/)
    expect([rows, note]).toEqual([undefined, undefined])
  })
})
