import { describe, expect, test } from 'vitest'
import { type SummedCell, summedCities } from '../../../src/disclosure/summed.ts'

const MONTHS = ['2024-01', '2024-02', '2024-03']

/** Three months of a city, of so many persons and kilometres in the first of them. */
const city = (name: string, persons: number, km: number, more: Partial<SummedCell> = {}): SummedCell[] =>
  MONTHS.map((period, month) => ({
    ...{ city: name, mode: 'car', period, contributors: persons + month },
    figures: { trips: 20 * persons + month, passengerDistancePkm: km + 3 * month },
    ...{ isFresh: true, isTold: persons >= 25 },
    ...more,
  }))

/** The sum of cities, of all their persons. */
const sumOf = (name: string, cities: readonly (readonly SummedCell[])[], more: Partial<SummedCell> = {}) =>
  MONTHS.map((period, month): SummedCell => {
    const parts = cities.flatMap((one) => one[month] ?? [])
    const add = (of: (cell: SummedCell) => number | null | undefined): number =>
      parts.reduce((total, cell) => total + (of(cell) ?? 0), 0)
    return {
      ...{ city: name, mode: 'car', period, contributors: add(({ contributors }) => contributors) },
      figures: {
        trips: add(({ figures }) => figures['trips']),
        passengerDistancePkm: add(({ figures }) => figures['passengerDistancePkm']),
      },
      ...{ isFresh: true, isTold: true },
      ...more,
    }
  })

const NORTH = city('north', 510, 40_007)
const SOUTH = city('south', 420, 33_003)
const VILLAGE = city('village', 12, 960)

describe('a county and its towns', () => {
  test('tell the village of 12 that is withheld: the county goes', () => {
    const county = sumOf('county', [NORTH, SOUTH, VILLAGE])
    expect(summedCities([county, NORTH, SOUTH, VILLAGE].flat())).toEqual(new Set(['county']))
    // The supplier has left the village out.
    expect(summedCities([county, NORTH, SOUTH].flat())).toEqual(new Set(['county']))
  })

  test('tell nobody where all of it is told, or villages of enough persons together are not', () => {
    expect(summedCities([sumOf('county', [NORTH, SOUTH]), NORTH, SOUTH].flat())).toEqual(new Set())
    const villages = [VILLAGE, city('hamlet', 14, 1230)]
    const county = sumOf('county', [NORTH, SOUTH, ...villages])
    expect(summedCities([county, NORTH, SOUTH, ...villages].flat())).toEqual(new Set())
    expect(summedCities([NORTH, SOUTH, VILLAGE].flat())).toEqual(new Set())
  })

  test('that is out already is not told of by its towns: the smallest goes', () => {
    const out = sumOf('county', [NORTH, SOUTH, VILLAGE], { isFresh: false, contributors: undefined as never })
    expect(summedCities([out, NORTH, SOUTH, VILLAGE].flat())).toEqual(new Set(['south']))
  })

  test('tell the few who go from one to the other, and are counted in both', () => {
    const between = city('between', 12, 960)
    const one = sumOf('one', [NORTH, between])
    const other = sumOf('other', [SOUTH, between])
    const county = sumOf('county', [NORTH, SOUTH, between])
    expect(summedCities([county, one, other].flat())).toEqual(new Set(['county']))
    const many = city('between', 90, 7200)
    const sums = [
      sumOf('one', [NORTH, many]),
      sumOf('other', [SOUTH, many]),
      sumOf('county', [NORTH, SOUTH, many]),
    ]
    expect(summedCities(sums.flat())).toEqual(new Set())
  })

  test('are found among others, larger and smaller', () => {
    const others = Array.from({ length: 30 }, (_, at) =>
      city(`other-${at}`, 300 + 97 * at, 20_000 + 7919 * at),
    )
    const villages = [VILLAGE, city('hamlet', 300, 14_230), city('mill', 90, 5011)]
    const county = sumOf('county', [NORTH, SOUTH, ...villages])
    const all = [...others, county, NORTH, SOUTH, ...villages].flat()
    expect(summedCities(all)).toEqual(new Set(['county']))
  })
})
