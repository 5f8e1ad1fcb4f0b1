import { describe, expect, test } from 'vitest'
import { tonnesPer } from '../../api/filed/ecrf/emission-unit.ts'
import { readFiledInventory } from '../../api/filed/ecrf/filed-inventory.ts'
import { workbookOf } from '../fixtures/workbook.ts'

/**
 * A column with the unit of the totals, as exports of CityCatalyst have it. It was called no column of the form, and the totals were
 * read as tonnes whatever it said: 131 348 433 kg as 131 348 433 t, and 12.5 kt as 12.5 t.
 */
const HEAD = [
  'GPC Reference Number',
  'Subsector name',
  'Notation Key',
  'Total Emissions',
  'Total Emission Units',
  'Activity type',
]

const read = async (...rows: readonly (readonly (string | number | null)[])[]) =>
  readFiledInventory(await workbookOf({ eCRF_3: [HEAD, ...rows] }))

describe('the unit of the total', () => {
  test('is that of its column, row by row', async () => {
    const { rows, unread } = await read(
      ['II.1.1', 'On-road transportation', null, 131_348_433, 'kg CO2e', 'Diesel'],
      ['II.2.1', 'Railways', null, 12.5, 'kt CO2e', 'Diesel'],
      ['II.3.1', 'Waterborne navigation', null, 7, 't CO2e', 'Diesel'],
      ['II.4.1', 'Aviation', null, 8, null, 'Jet kerosene'],
    )
    expect(unread).toEqual([])
    // 131 348 433 kg ÷ 1000 kg/t; 12.5 kt × 1000 t/kt; tonnes stay; without a unit the form's own, tonnes.
    expect(rows.map(({ ref, emissions }) => [ref, emissions?.co2e])).toEqual([
      ['II.1.1', 131_348.433],
      ['II.2.1', 12_500],
      ['II.3.1', 7],
      ['II.4.1', 8],
    ])
  })

  test('of American tons and of pounds is not rounded', async () => {
    const { rows } = await read(
      ['II.1.1', 'On-road transportation', null, 1_000_000, 'short tons', 'Diesel'],
      ['II.2.1', 'Railways', null, 1_000_000, 'lb', 'Diesel'],
    )
    // 1 short ton = 2000 lb = 907.18474 kg; 1 lb = 0.45359237 kg (NIST Handbook 44, appendix C).
    expect(rows[0]?.emissions?.co2e).toBeCloseTo(907_184.74, 2)
    expect(rows[1]?.emissions?.co2e).toBeCloseTo(453.592_37, 6)
  })

  test('that is none refuses its row by place, and repeats nothing', async () => {
    const { rows, unread } = await read(
      ['II.1.1', 'On-road transportation', null, 100, 'buckets', 'Diesel'],
      ['II.2.1', 'Railways', null, 100, 'tons', 'Diesel'],
    )
    expect(rows).toEqual([])
    expect(unread.map(({ row, column }) => [row, column])).toEqual([
      [2, 'E'],
      [3, 'E'],
    ])
    expect(JSON.stringify(unread)).not.toContain('buckets')
  })

  test('of CO2 alone is no total of CO2e', async () => {
    const { rows, unread } = await read(['II.1.1', 'On-road transportation', null, 5000, 'kg CO2', 'Diesel'])
    expect([rows, unread.map(({ why }) => why)]).toEqual([
      [],
      ['a mass of CO2 alone; the total must be of CO2e'],
    ])
  })

  test('of metric tons that are written as millions of tonnes is more than a city emits', async () => {
    const { rows, unread } = await read(
      ['II.1.1', 'On-road transportation', null, 477_882, 'MtCO2e', 'Diesel'],
      ['II.2.1', 'Railways', null, 0.2, 'Mt CO2e', 'Diesel'],
    )
    // 0.2 million tonnes can be; 477 882 million are more than the world emits.
    expect(rows.map(({ ref, emissions }) => [ref, emissions?.co2e])).toEqual([['II.2.1', 200_000]])
    expect(unread).toMatchObject([{ row: 2, why: /write t for metric tons/ }])
  })

  test.each([
    ['t CO2e', 1],
    ['tCO2e', 1],
    ['metric tonnes CO2e', 1],
    ['tonnes', 1],
    ['kgCO2eq', 0.001],
    ['kg of CO2e', 0.001],
    ['kt CO₂e', 1000],
    ['Gg CO2-eq', 1000],
    ['MtCO2e', 1_000_000],
    ['mtCO2e', undefined],
    ['tons CO2e', undefined],
    ['kWh', undefined],
  ])('%s', (unit, tonnes) => {
    expect(tonnesPer(unit)).toBe(tonnes)
  })
})
