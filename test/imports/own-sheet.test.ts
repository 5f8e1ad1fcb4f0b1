import { describe, expect, test } from 'vitest'
import type { SheetData } from 'write-excel-file/node'
import writeWorkbook from 'write-excel-file/node'
import { tidy } from '../../api/imports/tidy.ts'
import { dataset, type HandFile, importHarnessInTest, refusalOf, said } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

const day = (year: number, month: number, date: number) => ({
  value: new Date(Date.UTC(year, month - 1, date)),
  type: Date,
  format: 'dd.mm.yyyy',
})

const bookOf = async (
  sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>,
): Promise<HandFile> => ({
  container: 'xlsx',
  content: await writeWorkbook(
    Object.entries(sheets).map(([sheet, rows]) => ({ sheet, data: rows as unknown as SheetData })),
  ).toBuffer(),
})

const HEAD = ['Zeitraum', 'Stadt', 'Verkehrsmittel', 'Wege', 'Fahrzeugkilometer']

describe('an officer’s own workbook', () => {
  test('is read under its title, with dates of Excel and numbers in texts', async () => {
    const file = await bookOf({
      Notizen: [['Stand: März']],
      Verkehr: [
        ['Verkehr in Leeds'],
        [null],
        HEAD,
        [day(2024, 3, 4), 'leeds', 'Pkw', 41_237, '1.234.567,5'],
        [day(2024, 3, 5), 'leeds', 'Straßenbahn', '41\u202f237,5', null],
        [null],
      ],
    })
    expect(said((await harness.read(tidy, file)).rows)).toEqual([
      { period: '2024-03-04', city: 'leeds', mode: 'car', trips: 41_237, vehicle_distance_vkm: 1_234_567.5 },
      { period: '2024-03-05', city: 'leeds', mode: 'tram', trips: 41_237.5 },
    ])
  })

  describe('what stands beside its table', () => {
    const yearly = dataset({ grain: 'year' })
    const ROW = ['2023', 'leeds', 'Pkw', 41_237, 1203.5]
    const faultsIn = async (sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>) =>
      (await refusalOf(harness.read(tidy, await bookOf(sheets), yearly))).faults

    test.each([
      ['a note below it', 'Verkehr', [HEAD, ROW, [null], ['Quelle: Amt, Angaben in Mio. km']], 'A4'],
      ['a cell to its right', 'Verkehr', [HEAD, [...ROW, 'in Tsd.']], 'F2'],
      ['the name of its sheet', 'in Mio. Fzkm', [HEAD, ROW], undefined],
    ])('may say a scale: %s', async (_, sheet, rows, cell) => {
      const place = cell === undefined ? { sheet } : { sheet, cell }
      expect(await faultsIn({ [sheet]: rows })).toEqual([
        {
          code: 'value-not-read',
          ...place,
          detail: expect.stringContaining('write the figures out in full'),
        },
      ])
    })

    test('may be another table', async () => {
      const faults = await faultsIn({ Verkehr: [HEAD, ROW, [null], HEAD, ['2022', ...ROW.slice(1)]] })
      expect(faults).toContainEqual({
        code: 'cell-not-read',
        sheet: 'Verkehr',
        cell: 'A4',
        detail: expect.stringContaining('Another table begins here'),
      })
    })

    test('may be another sheet, which is named', async () => {
      expect(await faultsIn({ Verkehr: [HEAD, ROW], Alt: [HEAD, ROW] })).toMatchObject([
        { detail: expect.stringContaining('Verkehr, Alt') },
      ])
    })

    test('is passed over if it says nothing of the figures; a place may be called like a column', async () => {
      const rows = [HEAD, ['2023', 'Ziel', 'Pkw', 41_237, 1203.5], [null], ['Quelle: Amt, Stand März 2024']]
      const read = await harness.read(tidy, await bookOf({ Verkehr: rows }), yearly)
      expect(said(read.rows)).toMatchObject([{ city: 'Ziel', vehicle_distance_vkm: 1203.5 }])
    })
  })

  test.each([[{ value: 0.29, type: Number, format: '0%' }], [{ value: true, type: Boolean }]])(
    'a sum that is shown as a percentage, or is true or false, is named: %j',
    async (cell) => {
      const file = await bookOf({ Verkehr: [HEAD, [day(2024, 3, 4), 'leeds', 'Pkw', 41_237, cell]] })
      expect((await refusalOf(harness.read(tidy, file))).faults).toEqual([
        { code: 'cell-not-read', sheet: 'Verkehr', cell: 'E2', detail: expect.stringContaining('number') },
      ])
    },
  )

  test.each([['(123)'], ['12 %'], ['5 km'], ['ca. 500']])(
    'a cell of numbers that holds %s is named',
    async (text) => {
      const file = await bookOf({ Verkehr: [HEAD, [day(2024, 3, 4), 'leeds', 'Pkw', 41_237, text]] })
      expect((await refusalOf(harness.read(tidy, file))).faults).toEqual([
        { code: 'cell-not-read', sheet: 'Verkehr', cell: 'E2', detail: expect.stringContaining('number') },
      ])
    },
  )

  test('a merged cell of words holds for each of its rows; one of numbers is asked about, at its cell', async () => {
    const book = (...rows: readonly (readonly unknown[])[]) => bookOf({ Verkehr: [HEAD, ...rows] })
    const day4 = day(2024, 3, 4)
    // The town over both rows, as offices draw it: A2 is a day, B2:B3 the town.
    const merged = await book(
      [day4, { value: 'leeds', rowSpan: 2 }, 'Pkw', 41_237],
      [day4, null, 'Bus', 1200],
    )
    expect(said((await harness.read(tidy, merged)).rows)).toEqual([
      { period: '2024-03-04', city: 'leeds', mode: 'bus', trips: 1200 },
      { period: '2024-03-04', city: 'leeds', mode: 'car', trips: 41_237 },
    ])
    const numbers = await book(
      [day4, 'leeds', 'Pkw', { value: 41_237, rowSpan: 2 }],
      [day4, 'leeds', 'Bus', null],
    )
    expect(await refusalOf(harness.read(tidy, numbers))).toMatchObject({
      faults: [{ code: 'cell-not-read', sheet: 'Verkehr', cell: 'D2' }],
    })
  })

  test.each([
    ['month', '2024-03'],
    ['year', '2024'],
  ] as const)('by %s, the first day stands for it', async (grain, period) => {
    const file = await bookOf({
      Blatt: [HEAD, [grain === 'year' ? day(2024, 1, 1) : day(2024, 3, 1), 'leeds', 'Pkw', 41_237, null]],
    })
    expect(said((await harness.read(tidy, file, dataset({ grain }))).rows)[0]?.['period']).toBe(period)
  })

  test('is asked about a text that may be of thousands, by sheet and cell', async () => {
    const file = await bookOf({ Blatt: [HEAD, ['2024', 'leeds', 'Pkw', '41.237', '382.114']] })
    const { faults } = await refusalOf(harness.read(tidy, file))
    expect(faults.map(({ code, sheet, cell }) => [code, sheet, cell])).toEqual([
      ['number-ambiguous', 'Blatt', 'D2'],
      ['number-ambiguous', 'Blatt', 'E2'],
    ])
    const { rows } = await harness.read(tidy, file, dataset(), { decimal: 'comma' })
    expect(said(rows)).toEqual([
      { period: '2024', city: 'leeds', mode: 'car', trips: 41_237, vehicle_distance_vkm: 382_114 },
    ])
  })

  test('numbers in cells of numbers are no question', async () => {
    const file = await bookOf({ Blatt: [HEAD, ['2024', 'leeds', 'Pkw', 41.237, 382.114]] })
    expect(said((await harness.read(tidy, file)).rows)[0]?.['trips']).toBe(41.237)
  })

  test('is guarded like any file: columns about persons are refused', async () => {
    const file = await bookOf({
      Blatt: [
        [...HEAD, 'device_id'],
        ['2024', 'leeds', 'Pkw', 41_237, null, 'abc'],
      ],
    })
    const { faults } = await refusalOf(harness.read(tidy, file))
    expect(faults.map(({ code }) => code)).toContain('person-level-data')
  })

  test('needs one sheet with columns of the format', async () => {
    const none = await refusalOf(
      harness.read(
        tidy,
        await bookOf({
          Blatt: [
            ['a', 'b'],
            [1, 2],
          ],
        }),
      ),
    )
    const rows = [HEAD, ['2024', 'leeds', 'Pkw', 1000, null]]
    const two = await refusalOf(harness.read(tidy, await bookOf({ A: rows, B: rows })))
    expect([none, two].flatMap(({ faults }) => faults.map(({ code }) => code))).toEqual([
      'column-missing',
      'column-missing',
    ])
  })

  test('a date where none belongs is refused by cell', async () => {
    const file = await bookOf({ Blatt: [HEAD, ['2024', 'leeds', 'Pkw', day(2024, 1, 1), null]] })
    const { faults } = await refusalOf(harness.read(tidy, file))
    expect(faults).toEqual([expect.objectContaining({ code: 'cell-not-read', sheet: 'Blatt', cell: 'D2' })])
  })

  test('a document of another kind is refused', async () => {
    const { faults } = await refusalOf(
      harness.read(tidy, { container: 'xlsx', content: Buffer.from('PK\x03\x04 and no more') }),
    )
    expect(faults.map(({ code }) => code)).toEqual(['workbook-damaged'])
  })
})
