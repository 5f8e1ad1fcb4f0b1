import { describe, expect, test } from 'vitest'
import type { SheetData } from 'write-excel-file/node'
import writeWorkbook from 'write-excel-file/node'
import { cityPairs } from '../../api/imports/city-pairs.ts'
import { saysScale } from '../../api/imports/lines-above.ts'
import { tableStartOf } from '../../api/imports/preamble.ts'
import { tidy } from '../../api/imports/tidy.ts'
import { ukDft } from '../../api/imports/uk-dft.ts'
import { dataset, importHarnessInTest, refusalOf } from '../fixtures/import-harness.ts'

// A title says “in Mio. km”, and no cell does: figures a million times too small came in without a word.
const harness = importHarnessInTest()

const yearly = dataset({ grain: 'year' })
const TABLE = 'Jahr;Stadt;Verkehrsmittel;Fahrleistung\n2023;town;Pkw;1203,5\n'
const csv = (content: string | Buffer) => ({ container: 'csv' as const, content })
const codes = async (work: Promise<unknown>) => (await refusalOf(work)).faults.map(({ code }) => code)

test.each([
  'Fahrleistung in Mio. Fz-km',
  'Angaben in Tsd.',
  'in 1.000 km',
  'Vehicle kilometres (millions)',
  'Vehicle-km (000s)',
  'millones de vehículos-km',
  'Cifras en miles de viajes',
  'en milliers',
  'milhões de km',
  '单位：万人次',
  '（万辆）',
])('%s speaks of many', (title) => {
  expect(saysScale(title)).toBe(true)
})

test.each([
  'Verkehr in Leeds 2023',
  'Vehicle miles, all roads',
  'Mill Road survey',
  'Stand: März 2024',
  '成都市 2024年',
  'Table 1000',
])('%s does not', (title) => {
  expect(saysScale(title)).toBe(false)
})

describe('a title that a table program pads with delimiters', () => {
  test('is passed over with the empty lines below it', async () => {
    const { rows } = await harness.read(tidy, csv(`Verkehr;;;\n;;;\n${TABLE}`), yearly)
    expect(rows.map((row) => row.vehicle_distance_vkm)).toEqual([1203.5])
  })

  test('is told from a head of which some columns have no name: no row of values becomes a head', async () => {
    const file = csv('Jahr;Stadt;;\n2023;secret;Pkw;1203,5\n')
    const { faults } = await refusalOf(harness.read(tidy, file, yearly))
    expect(JSON.stringify(faults)).not.toContain('secret')
  })
})

describe('a note below a table', () => {
  const NOTE = 'Quelle: Amt; ohne A, B, C, D, E, F, G und H, in Mio. km'

  test.each([
    ['comma', NOTE.replace(';', ',')],
    ['semicolon', NOTE.replaceAll(',', ';')],
  ])('is no head, although it has more parts by %s than the table has columns', async (_, note) => {
    const { from, skippedLines, delimiter } = tableStartOf(`${TABLE}2023;town;Bus;100,5\n${note}\n`)
    expect({ from, skippedLines, delimiter }).toEqual({ from: 0, skippedLines: 0, delimiter: ';' })
  })

  test('is none of the lines above the head: a table below a title says no scale by it', async () => {
    const text = `Verkehr;;;\n${TABLE}`
    const { from } = tableStartOf(`${text}${NOTE.replaceAll(',', ';')}\n`)
    expect(text.slice(0, from)).toBe('Verkehr;;;\n')
  })
})

test('a note with a scale, in a row without a number, is not passed over with its row', async () => {
  const note = 'Quelle: Amt. Angaben in Mio. km;;;\n'
  expect(await codes(harness.read(tidy, csv(TABLE + note), yearly))).toEqual(['value-not-read'])
  const plain = 'Quelle: Amt. Stand 2024;;;\n'
  const { rows } = await harness.read(tidy, csv(TABLE + plain), yearly)
  expect(rows.map((row) => row.vehicle_distance_vkm)).toEqual([1203.5])
})

test('a note, and a row of nothing, are no rows that a supplier withheld', async () => {
  const told = async (...rows: readonly string[]) =>
    (await harness.read(tidy, csv(`${TABLE}${rows.join('\n')}\n`), yearly)).notices.map(
      ({ code, detail }) => [code, ...(detail.match(/\d+ rows/g) ?? [])],
    )
  const left = (of: string) => expect.arrayContaining([['rows-left-out', of]])
  const note = 'Quelle: Amt. Stand 2024;;;'
  expect(await told(note)).toEqual(left('1 rows'))
  expect((await told(note)).flat()).not.toContain('withheld-by-supplier')
  expect(await told(note, ';;;', ';* vorläufig;;')).toEqual(left('3 rows'))
  // A place and a year without a number are withheld, and so is a year alone.
  const both = await told('2023;town;Bus;', '2022;;;', note)
  expect(both).toEqual(left('1 rows'))
  expect(both).toContainEqual(['withheld-by-supplier', '2 rows', '2 rows'])
})

describe('a title with a scale', () => {
  test.each([
    ['UTF-8', (text: string) => text],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ] as const)('refuses a table of one’s own in %s; without it the table is taken', async (_, encoded) => {
    const title = 'Fahrleistung in Mio. km;;;\n'
    expect(await codes(harness.read(tidy, csv(encoded(title + TABLE)), yearly))).toEqual(['value-not-read'])
    const { rows } = await harness.read(tidy, csv(encoded(`Fahrleistung;;;\n${TABLE}`)), yearly)
    expect(rows.map((row) => row.vehicle_distance_vkm)).toEqual([1203.5])
  })

  test('refuses a sheet by its name', async () => {
    const data = [
      ['Fahrleistung in Mio. km'],
      ['Jahr', 'Stadt', 'Verkehrsmittel', 'Fahrleistung'],
      [2023, 'town', 'Pkw', 1203.5],
    ]
    const content = await writeWorkbook([{ sheet: 'Verkehr', data: data as unknown as SheetData }]).toBuffer()
    const { faults } = await refusalOf(harness.read(tidy, { container: 'xlsx', content }, yearly))
    expect(faults).toMatchObject([{ code: 'value-not-read', sheet: 'Verkehr' }])
  })

  test('refuses flows of cities', async () => {
    const table = '单位：万人次,,,\n日期,出发城市,到达城市,人数\n2024-03-04,成都,重庆,12000\n'
    expect(await codes(harness.read(cityPairs, csv(table)))).toEqual(['value-not-read'])
  })

  test('and a unit of traffic that the option does not say', async () => {
    const table = 'year,local_authority_code,cars_and_taxis,all_motor_vehicles\n2019,E1,1000000,1200000\n'
    const titled = `TRA8904 traffic in kilometres,,,\n${table}`
    expect(await codes(harness.read(ukDft, csv(titled), yearly))).toEqual(['import-option-invalid'])
    const { rows } = await harness.read(ukDft, csv(titled), yearly, { unit: 'km' })
    expect(rows.find(({ mode }) => mode === 'car')?.vehicle_distance_vkm).toBe(1_000_000)
  })
})
