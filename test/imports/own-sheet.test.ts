import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SheetData } from 'write-excel-file/node'
import writeWorkbook from 'write-excel-file/node'
import { tidy } from '../../api/imports/tidy.ts'
import {
  dataset,
  type HandFile,
  type ImportHarness,
  importHarness,
  refusalOf,
  said,
} from '../fixtures/import-harness.ts'

let harness: ImportHarness
beforeAll(async () => {
  harness = await importHarness()
})
afterAll(() => harness.close())

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
