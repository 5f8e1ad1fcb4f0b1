import { describe, expect, test } from 'vitest'
import { type InventoryDetail, inventoryOf } from '../../../src/index.ts'
import { prevailingOf, worstOf } from '../../../src/inventory/grade.ts'
import { INVENTORY_CITY } from '../../fixtures/inventory-city.ts'
import { estimateOf } from '../../fixtures/request.ts'
import { setWith } from '../../fixtures/set-with.ts'

type Body = Parameters<typeof estimateOf>[0]
const detailOf = (body: Body, ref: string, set?: Parameters<typeof estimateOf>[1]): InventoryDetail => {
  const row = inventoryOf(estimateOf(body, set)).rows.find((one) => one.ref === ref)
  const detail = row && !row.key ? row.details[0] : undefined
  if (!detail) throw new Error(`${ref} has no number.`)
  return detail
}

const bus = (energy: object | string) => ({ demand: [{ mode: 'bus', energy, carrier: 'diesel' }] })

describe('activity', () => {
  test.each([
    // The documented ± 5 % of stated energy.
    ['4 TJ', 'H'],
    [{ value: '4 TJ', plusMinus: '10 %' }, 'H'],
    [{ value: '4 TJ', plusMinus: '11 %' }, 'M'],
    [{ value: '4 TJ', plusMinus: '30 %' }, 'M'],
    [{ value: '4 TJ', plusMinus: '31 %' }, 'L'],
    // Litres are turned into energy by figures that say nothing of the activity.
    ['100 000 L', 'H'],
  ])('energy stated as %j is graded %s', (energy, grade) => {
    expect(detailOf(bus(energy), 'II.1.1').activityQuality.grade).toBe(grade)
  })

  test('the worst part decides, and is named', () => {
    // Distance ± 10 % is H, a stated consumption ± 20 % is M.
    expect(detailOf(INVENTORY_CITY, 'II.1.1').activityQuality).toEqual({
      grade: 'M',
      rule: 'Car, average petrol: energy intensity: stated, ±20 %',
    })
  })

  test('what is documented is at best M', () => {
    const set = setWith({
      id: 'energy.gb.bus',
      kind: 'energy-intensity',
      mode: 'bus',
      vehicleClass: 'average',
      powertrain: 'diesel',
      carrier: 'diesel',
      region: 'GB',
      quality: 'H',
      canonicalValue: 12,
      canonicalUnit: 'MJ/vkm',
    })
    const body = { demand: [{ mode: 'bus', powertrain: 'diesel', vehicleDistance: '1 million vkm' }] }
    expect(detailOf(body, 'II.1.1', set).activityQuality).toMatchObject({
      grade: 'M',
      rule: expect.stringContaining('modelled'),
    })
  })
})

describe('factor', () => {
  test('a world default is L', () => {
    expect(detailOf(bus('4 TJ'), 'II.1.1').factorQuality).toEqual({
      grade: 'L',
      rule: 'diesel: CO2 per energy: record of quality M, for the whole world',
    })
  })

  test('a stated intensity of ± 10 % is H, with a share of losses of ± 20 % M', () => {
    expect(detailOf(INVENTORY_CITY, 'II.2.2').factorQuality.grade).toBe('H')
    expect(detailOf(INVENTORY_CITY, 'II.2.3').factorQuality.grade).toBe('M')
  })

  test('a national figure of the year keeps its quality, one of an earlier year does not', () => {
    const grid = {
      id: 'grid.gb',
      kind: 'grid-intensity',
      gas: 'co2',
      region: 'GB',
      quality: 'H',
      canonicalValue: 200,
      canonicalUnit: 'g CO2/kWh',
    } as const
    const body = { demand: [{ mode: 'metro', energy: '2 GWh', carrier: 'electricity' }] }
    const gradeIn = (year: number) =>
      detailOf(body, 'II.2.2', setWith({ ...grid, yearFrom: year, yearTo: year })).factorQuality
    expect(gradeIn(2019)).toEqual({ grade: 'H', rule: expect.stringContaining('record of quality H') })
    // Of 2018 the official figure stands behind the life-cycle one of 2019, whose quality is M.
    expect(gradeIn(2018).grade).toBe('M')
  })
})

describe('rows', () => {
  const of = (grade: 'H' | 'M' | 'L', co2eKg: number, rule = grade as string) => ({
    grade: { grade, rule },
    co2eKg,
  })

  test('take the grade that most of their emissions have', () => {
    // H has 5 + 4 of 16, M 7.
    expect(prevailingOf([of('H', 5, 'first'), of('M', 7), of('H', 4)])).toEqual({ grade: 'H', rule: 'first' })
  })

  test('of equals take the worse', () => {
    expect(prevailingOf([of('M', 5), of('H', 5)]).grade).toBe('M')
    expect(prevailingOf([of('L', 0), of('H', 0)]).grade).toBe('L')
  })

  test('what is made of nothing is known by definition', () => {
    expect(worstOf([])).toEqual({ grade: 'H', rule: 'by definition' })
  })
})
