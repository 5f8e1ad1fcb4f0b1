import { describe, expect, test } from 'vitest'
import { tidy } from '../../api/imports/tidy.ts'
import { csv, dataset, importHarness, refusalOf, said } from '../fixtures/import-harness.ts'

describe('a table that programs wrote untidily', () => {
  const yearly = dataset({ grain: 'year' })
  const read = async (...lines: readonly string[]) => {
    const harness = await importHarness()
    try {
      return said((await harness.read(tidy, csv(...lines), yearly)).rows)
    } finally {
      harness.close()
    }
  }
  const FACT = { period: '2023', city: 'a', mode: 'car', trips: 1000 }

  test('with a delimiter behind the last column of each row, is read', async () => {
    expect(await read('period,city,mode,trips,', '2023,a,car,1000,')).toEqual([FACT])
    expect(await read('period;city;mode;trips;;', '2023;a;car;1000; ;')).toEqual([FACT])
  })

  test('with values under no name, is refused by their place', async () => {
    const { faults } = await refusalOf(read('period,city,mode,trips,', '2023,a,car,1000,5'))
    expect(faults).toEqual([
      { code: 'column-unknown', column: 'column 5', detail: expect.stringContaining('no name') },
    ])
  })

  test('in lines of JSON with numbers here and texts there, is read; objects are refused', async () => {
    const harness = await importHarness()
    const lines = (...rows: readonly object[]) => ({
      container: 'ndjson' as const,
      content: rows.map((row) => JSON.stringify(row)).join('\n'),
    })
    try {
      const other = { ...FACT, period: 2023, city: 'b', trips: '1.234.000,5' }
      expect(said((await harness.read(tidy, lines(FACT, other), yearly)).rows)).toEqual([
        FACT,
        { ...FACT, city: 'b', trips: 1_234_000.5 },
      ])
      const nested = harness.read(tidy, lines(FACT, { ...FACT, city: { name: 'b' } }), yearly)
      expect((await refusalOf(nested)).faults).toContainEqual(
        expect.objectContaining({ column: 'city', detail: expect.stringContaining('objects or lists') }),
      )
    } finally {
      harness.close()
    }
  })
})
