import { describe, expect, test } from 'vitest'
import type { SheetData } from 'write-excel-file/node'
import writeWorkbook from 'write-excel-file/node'
import { lookAtFile } from '../../api/imports/look-at-file.ts'
import { IMPORTERS } from '../../api/imports/registry.ts'
import { tidy } from '../../api/imports/tidy.ts'
import { dataset, importHarnessInTest, refusalOf } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

type Grain = 'year' | 'month' | 'day'
/** A table of cars in one town, 1 000 vkm in its first row, 2 000 in its second, and so on, under these heads of its dates. */
const tableOf = (heads: string, dates: readonly string[]): string =>
  `${heads};city;mode;vkm\n${dates.map((date, at) => `${date};town;car;${(at + 1) * 1000}\n`).join('')}`

const read = async (heads: string, dates: readonly string[], grain: Grain = 'month') => {
  const file = { container: 'csv' as const, content: tableOf(heads, dates) }
  const { rows, notices } = await harness.read(tidy, file, dataset({ grain }))
  return { periods: rows.map((row) => [row.period, row.vehicle_distance_vkm]), notices }
}
const refused = async (heads: string, dates: readonly string[], grain: Grain = 'month') => {
  const file = { container: 'csv' as const, content: tableOf(heads, dates) }
  return (await refusalOf(harness.read(tidy, file, dataset({ grain })))).faults
}

/** January of 1 000 vkm and February of 2 000. */
const MONTHS = [
  ['2024-01', 1000],
  ['2024-02', 2000],
]

describe('years and months in columns of their own', () => {
  test.each([
    ['de', 'Jahr;Monat', '2024;Januar', '2024;Feb.'],
    ['en', 'Year;Month', '2024;1', '2024;02'],
    ['es', 'año;mes', '2024;enero', '2024;febrero'],
    ['fr', 'Année;Mois', '2024;janv.', '2024;Février'],
    ['pt', 'Ano;Mês', '2024;jan', '2024;fev'],
    ['zh', '年;月', '2024年;1月', '2024年;２月'],
    ['zh, in words', '年份;月份', '2024;一月', '2024;二月'],
    ['the month first', 'Monat;Jahr', '1;2024', '2;2024'],
    ['as programs keep numbers', 'year;month', '2024.0;1.0', '2024.0;2.0'],
    ['a month with its year once more', 'Jahr;Monat', '2024;2024-01', '2024;2024-02-01'],
    ['with its quarter, which agrees', 'Jahr;Quartal;Monat', '2024;Q1;1', '2024;1;2'],
  ])('%s', async (_, heads, ...dates) => {
    expect((await read(heads, dates)).periods).toEqual(MONTHS)
  })

  test('of days too', async () => {
    const { periods, notices } = await read('Jahr;Monat;Tag', ['2024;2;29', '2024;3;1'], 'day')
    expect(periods).toEqual([
      ['2024-02-29', 1000],
      ['2024-03-01', 2000],
    ])
    expect(notices).toContainEqual({
      code: 'import-assumption',
      detail: 'Periods were read from the columns Jahr, Monat, Tag.',
    })
  })

  test('beside a period, where they agree with it', async () => {
    const dates = ['04.03.2024;2024;März;1', '05.03.2024;2024;3;1']
    expect((await read('Datum;Jahr;Monat;Quartal', dates, 'day')).periods).toEqual([
      ['2024-03-04', 1000],
      ['2024-03-05', 2000],
    ])
  })

  test('in a workbook, with months as days of Excel and a year over its months', async () => {
    const month = (at: number) => ({ value: new Date(Date.UTC(2024, at, 1)), type: Date, format: 'mmmm' })
    const data = [
      ['Jahr', 'Monat', 'Stadt', 'Verkehrsmittel', 'Fahrzeugkilometer'],
      [{ value: 2024, rowSpan: 2 }, month(0), 'town', 'Pkw', 1000],
      [null, month(1), 'town', 'Pkw', 2000],
    ]
    const content = await writeWorkbook([{ sheet: 'Verkehr', data: data as unknown as SheetData }]).toBuffer()
    const { rows } = await harness.read(tidy, { container: 'xlsx', content }, dataset({ grain: 'month' }))
    expect(rows.map((row) => [row.period, row.vehicle_distance_vkm])).toEqual(MONTHS)
  })

  test('a column of years or of months alone is the period, as before', async () => {
    expect((await read('Jahr', ['2023', '2024'], 'year')).periods).toEqual([
      ['2023', 1000],
      ['2024', 2000],
    ])
    expect((await read('Monat', ['2024-01', '2024-02'])).periods).toEqual(MONTHS)
  })

  test('a look at the file tells years and grain', () => {
    const look = lookAtFile(Buffer.from(tableOf('Monat;Jahr', ['1;2023', '2;2024'])), IMPORTERS)
    expect(look).toMatchObject({ kind: 'dataset', grain: 'month', years: ['2023', '2024'] })
  })
})

describe('what says no period is refused, and never guessed', () => {
  test.each([
    // A sum of the year under its months would count twice.
    ['Jahr;Monat', ['2024;1', '2024;Summe'], 'Monat', 1],
    ['Jahr;Monat', ['2024;1', '2024;'], 'Monat', 1],
    ['Jahr;Monat', ['2024;1', '2024;13', '2024;14'], 'Monat', 2],
    // Only the first row of a year names it: which year the others are of is not said.
    ['Jahr;Monat', ['2024;1', ';2'], 'Jahr', 1],
    ['Jahr;Monat', ['24;1', '2023/24;2'], 'Jahr', 2],
    // March is of the first quarter.
    ['Jahr;Quartal;Monat', ['2024;2;3', '2024;1;2'], 'Quartal', 1],
    ['Jahr;Monat', ['2024;2023-12', '2024;2'], 'Monat', 1],
  ])('%s %j', async (heads, dates, column, count) => {
    expect(await refused(heads, dates)).toEqual([
      { code: 'value-not-read', column, count, detail: expect.any(String) },
    ])
  })

  test('a part that contradicts the period beside it', async () => {
    expect(await refused('Datum;Jahr;Monat', ['2024-03-04;2024;4', '2024-03-05;2023;3'], 'day')).toEqual([
      { code: 'value-not-read', column: 'Jahr', count: 1, detail: expect.stringContaining('another') },
      { code: 'value-not-read', column: 'Monat', count: 1, detail: expect.stringContaining('another') },
    ])
  })

  test('a day that its month does not have', async () => {
    expect(await refused('year;month;day', ['2023;2;29', '2023;2;28'], 'day')).toEqual([
      { code: 'value-not-read', column: 'period', count: 1, detail: expect.any(String) },
    ])
  })

  test.each([
    ['Monat;Tag', ['3;4', '3;5'], ['column-missing', 'year']],
    ['Jahr;Tag', ['2024;4', '2024;5'], ['column-missing', 'month']],
    ['Jahr;Quartal', ['2024;Q1', '2024;Q2'], ['value-not-read', 'Quartal']],
    ['Jahr;KW', ['2024;1', '2024;2'], ['value-not-read', 'KW']],
  ])('%s: what is missing is named', async (heads, dates, [code, column]) => {
    expect(await refused(heads, dates, 'day')).toEqual([{ code, column, detail: expect.any(String) }])
  })

  test('months of a dataset that counts years', async () => {
    expect((await refused('Jahr;Monat', ['2024;1', '2024;2'], 'year')).map(({ code }) => code)).toEqual([
      'period-too-fine',
    ])
  })
})
