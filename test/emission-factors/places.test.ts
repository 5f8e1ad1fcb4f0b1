import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { densityFit, type MeasuredPlace } from '../../emission-factors/build/density-fit.ts'
import { places } from '../../emission-factors/build/places.ts'
import { openFigures } from '../../emission-factors/figure-file.ts'
import type { FactorSetContent } from '../../src/index.ts'
import { FIGURES } from './newest.ts'

type Row = Readonly<Record<string, string>>
const read = (path: string): readonly Row[] =>
  Papa.parse<Row>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true }).data
const number = (row: Row, column: string): number => Number(row[column])

const KM_PER_MILE = 1.609344
/** g of CO2 in a ktoe of petrol and of diesel: 41.868 TJ, IPCC 2006. */
const G_PER_KTOE = { petrol: 41.868 * 69.3e6, diesel: 41.868 * 74.1e6 }
const RANGE = [20, 16_000] as const
/** England's fuel of cars over their traffic, on the basis of the authorities. */
const NATION = 178

const authorities = read('test/validation/uk_authorities_2019_2020.csv').filter(
  (row) => row['pop_k_2020release'] !== '',
)
const isEven = (row: Row): boolean => Number(row['lad_code']?.at(-1)) % 2 === 0

function measured(row: Row): MeasuredPlace {
  const km = number(row, 'cars_and_taxis') * KM_PER_MILE
  const grams = (['petrol', 'diesel'] as const).reduce(
    (sum, fuel) =>
      sum +
      ['a', 'minor', 'mway'].reduce((all, road) => all + number(row, `car_${fuel}_${road}`), 0) *
        G_PER_KTOE[fuel],
    0,
  )
  const perKm2 = (number(row, 'pop_k_2020release') * 1000) / number(row, 'area_km2')
  return { perVkm: grams / km, perKm2, distance: km / 1e6 }
}

const half = (even: boolean, year: string): readonly MeasuredPlace[] =>
  authorities.filter((row) => row['year'] === year && isEven(row) === even).map(measured)

const figures = openFigures(FIGURES)
const { records } = places(figures, {} as FactorSetContent)
const recordValue = (id: string): number => records.find((record) => record.id === id)?.value ?? Number.NaN

describe('a line on density', () => {
  test('finds the slope that places were made with, and where it meets the nation', () => {
    const made = [30, 100, 1000, 9000].map((perKm2) => ({
      perVkm: 150 * (perKm2 / 400) ** 0.08,
      perKm2,
      distance: perKm2,
    }))
    const fit = densityFit([made], 150, RANGE)
    expect(fit.slope).toBeCloseTo(0.08, 9)
    expect(fit.referencePerKm2).toBeCloseTo(400, 6)
    expect(fit.residualSd).toBeCloseTo(0, 9)
  })
})

describe('the figures of places', () => {
  test('are those of the authorities with an even last digit, and of no other', () => {
    const rows = figures
      .all()
      .filter(({ measure, region }) => measure === 'place-co2-per-vkm' && region?.startsWith('E0'))
    const even = authorities.filter(isEven)
    expect(rows.length).toBe(even.length)
    for (const row of even) {
      const found = rows.find(({ region, year }) => region === row['lad_code'] && year === row['year'])
      expect(Number(found?.['value']) / measured(row).perVkm).toBeCloseTo(1, 3)
    }
  })

  test('give the slope and the reference density of the set', () => {
    const fit = densityFit([half(true, '2019'), half(true, '2020')], NATION, RANGE)
    expect(recordValue('density-slope.car.gb.cordon-places') / fit.slope).toBeCloseTo(1, 2)
    expect(recordValue('reference-density.gb.cordon-places') / fit.referencePerKm2).toBeCloseTo(1, 1)
  })
})

describe('the half that nothing was fitted on', () => {
  test.each(['2019', '2020'])('lies on the line of the other half in %s', (year) => {
    const fitted = densityFit([half(true, year)], NATION, RANGE)
    const off = half(false, year).map(
      ({ perVkm, perKm2 }) =>
        Math.log(perVkm / NATION) - fitted.slope * Math.log(perKm2 / fitted.referencePerKm2),
    )
    const mean = off.reduce((sum, one) => sum + one, 0) / off.length
    const sd = Math.sqrt(off.reduce((sum, one) => sum + (one - mean) ** 2, 0) / off.length)
    // 1 % and 6.5 %: the line is not that of its own places alone.
    expect(Math.abs(mean)).toBeLessThan(0.02)
    expect(sd).toBeLessThan(fitted.residualSd)
    expect(sd).toBeGreaterThan(fitted.residualSd / 2)
  })
})
