import { describe, expect, test } from 'vitest'
import { readFiledInventory } from '../../api/filed/ecrf/filed-inventory.ts'
import { ECRF_SHEETS } from '../../api/inventory/ecrf-form.ts'
import { cellsOf, type FiledLine, HEAD, LINE, workbookOf } from '../fixtures/workbook.ts'

const CITY = { 'Name of city': 'Somewhere', Country: 'Chile', 'Inventory year': 2019, Population: 222_600 }

/** What the guard says of an eCRF with these lines. */
async function saidOf(lines: readonly FiledLine[], city: object = {}) {
  const facts = Object.entries({ ...CITY, ...city })
  const workbook = await workbookOf({
    [ECRF_SHEETS.city]: facts.map(([name, value]) => [name, value]),
    [ECRF_SHEETS.detail]: [HEAD, ...lines.map((line) => cellsOf({ ...LINE, ...line }))],
  })
  const { implausible = [] } = await readFiledInventory(workbook)
  return implausible.map(({ row, severity, quantity }) => `${row ?? 'city'} ${severity}: ${quantity}`)
}

/** 100 million L of diesel × 34 MJ/L × 74 g/MJ = 251 600 t, 1.1 t of each inhabitant. */
const DIESEL: FiledLine = { activityAmount: 100e6, activityUnit: 'L', co2e: 251_600 }

test('a usual inventory has nothing implausible', async () => {
  expect(await saidOf([DIESEL])).toEqual([])
})

describe('a row', () => {
  test('of buses at 7565 kWh/vkm on a grid of 400 g/kWh is impossible, as it is in an estimate', async () => {
    // Arica: 3 million km × 7565 kWh × 0.4 kg = 9.08 million t, 3 million g/vkm.
    const buses: FiledLine = { activityAmount: 3e6, activityUnit: 'km', co2e: 9.08e6 }
    // 42 t of each inhabitant; without the row, or with a thousandth of it, 1.1 t.
    expect(await saidOf([DIESEL, buses])).toEqual([
      '3 unusual: Transport emissions per inhabitant',
      '3 impossible: Emissions per vehicle distance',
    ])
  })

  test('with a factor in kg that was read as t is impossible', async () => {
    expect(await saidOf([{ ...DIESEL, activityAmount: 100e3 }])).toEqual([
      '2 impossible: Emissions per energy of fuel',
    ])
  })

  test('with amount and emissions a thousand times too large is told apart from a wrong population', async () => {
    // 44.5 million L × 34 MJ/L × 70 g/MJ = 105 900 t: 0.48 t of each inhabitant beside 1.13 t of diesel, and 476 t.
    const petrol = (times: number): FiledLine => ({
      activity: 'Petrol',
      activityAmount: 44.5e6 * times,
      activityUnit: 'L',
      co2e: 105_900 * times,
    })
    const city = { Country: 'United Kingdom' }
    expect(await saidOf([DIESEL, petrol(1)], city)).toEqual([])
    expect(await saidOf([petrol(1000), DIESEL], city)).toEqual([
      '2 unusual: Transport emissions per inhabitant',
    ])
    expect(await saidOf([DIESEL, petrol(1e6)], city)).toEqual([
      '3 impossible: Transport emissions per inhabitant',
    ])
    // Where all are, 1606 t, no row is.
    const all = [{ ...DIESEL, activityAmount: 100e9, co2e: 251.6e6 }, petrol(1000)]
    expect(await saidOf(all, city)).toEqual(['city impossible: Transport emissions per inhabitant'])
  })

  test('of electricity beyond any grid is impossible', async () => {
    const trams = (co2e: number): FiledLine => ({
      gpcRef: 'II.2.2',
      subSector: 'Railways',
      scope: 'Indirect emissions',
      activityAmount: 14.3,
      activityUnit: 'GWh',
      co2e,
    })
    // 400 g/kWh, and 4000.
    expect(await saidOf([DIESEL, trams(5720)])).toEqual([])
    expect(await saidOf([DIESEL, trams(57_200)])).toEqual(['3 impossible: Emissions per kWh'])
  })

  test('in a unit that is not read is not judged', async () => {
    expect(await saidOf([{ ...DIESEL, activityUnit: 'barrels' }])).toEqual([])
  })
})

describe('a population', () => {
  test('of 222.6 is no whole number', async () => {
    // 251 600 t ÷ 222.6 is 1130 t for each.
    expect(await saidOf([DIESEL], { Population: 222.6 })).toEqual([
      'city impossible: Population',
      'city impossible: Transport emissions per inhabitant',
    ])
  })

  test('in thousands is told by what each would emit', async () => {
    expect(await saidOf([DIESEL], { Population: 223 })).toEqual([
      'city impossible: Transport emissions per inhabitant',
    ])
  })

  test('that is not filed is not judged', async () => {
    expect(await saidOf([DIESEL], { Population: null })).toEqual([])
  })
})
