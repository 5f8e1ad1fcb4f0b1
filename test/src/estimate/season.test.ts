import { beforeAll, describe, expect, test } from 'vitest'
import { EstimateContext } from '../../../src/estimate/context.ts'
import {
  compileFactorSet,
  type DemandRow,
  type Estimate,
  type EstimateInput,
  EstimateRefused,
  estimateUnits,
  type FactorSet,
  nothingStated,
} from '../../../src/index.ts'
import { daysInMonth } from '../../../src/kernel/calendar.ts'
import { newestSet } from '../../emission-factors/newest.ts'
import { MEAN_TEMPERATURE_C, MONTHS_C, MONTHS_CONTENT } from '../../fixtures/level-set.ts'

const MONTHS = MONTHS_C.map((_, index) => index + 1)
const SET = compileFactorSet(MONTHS_CONTENT)
const at = <Unit extends string>(value: number, unit: Unit, pointer: string) => ({ value, unit, pointer })

interface Asked {
  readonly country?: string
  readonly year?: number
  readonly month?: number
  readonly row?: Partial<DemandRow>
  readonly more?: Partial<EstimateInput>
  readonly set?: FactorSet
}

function driven({ country = 'DE', year = 2019, month, row = {}, more = {}, set = SET }: Asked): Estimate {
  const demand = {
    pointer: '/demand/0',
    mode: 'car',
    vehicleDistance: at(1e6, 'vkm', '/demand/0/vehicleDistance'),
    ...row,
  } as const
  return estimateUnits({ ...nothingStated(country, year, month), ...more, demand: [demand] }, set)
}

const energy = (asked: Asked): number => driven(asked).totals.energyMj ?? Number.NaN
const temperature = (celsius: number): Partial<EstimateInput> => ({
  climate: { pointer: '/climate', meanTemperature: at(celsius, '°C', '/climate/meanTemperature') },
})
const PETROL = { powertrain: 'petrol' } as const

/** The mean over the months of a year, by their days. */
function meanOfMonths(asked: Asked): number {
  const days = MONTHS.map((month) => daysInMonth(2019, month))
  const sum = MONTHS.reduce(
    (total, month, index) => total + energy({ ...asked, month }) * (days[index] as number),
    0,
  )
  return sum / 365
}

describe('the season', () => {
  test('acts through the normal temperature of the month, as EMEP/EEA counts cold starts', () => {
    // Petrol at 12.4 km: β = 0.6474 − 0.02545·12.4 − (0.00974 − 0.000385·12.4)·t; cold over hot 1.47 − 0.009·t.
    const factor = (t: number): number =>
      1 + (0.6474 - 0.02545 * 12.4 - (0.00974 - 0.000385 * 12.4) * t) * (0.47 - 0.009 * t)
    for (const month of MONTHS) {
      const expected = factor(MONTHS_C[month - 1] as number) / factor(MEAN_TEMPERATURE_C)
      expect(energy({ month, row: PETROL }) / energy({ row: PETROL })).toBeCloseTo(expected, 9)
    }
    expect(energy({ month: 1, row: PETROL })).toBeGreaterThan(energy({ month: 7, row: PETROL }) * 1.03)
  })

  test('leaves the year as it is: nothing stated is no term', () => {
    expect(
      [...driven({ row: PETROL }).parameters.keys()].filter((key) => /temperature|cold/.test(key)),
    ).toEqual([])
  })

  test('and the months make up the year, but for the curve of cold starts', () => {
    // ½ · f″ · variance of the months: 0.00497 · 0.009 · 35 °C² = 0.16 %.
    const apart = meanOfMonths({ row: PETROL }) / energy({ row: PETROL }) - 1
    expect(apart).toBeGreaterThan(0)
    expect(apart).toBeLessThan(0.002)
  })

  test('gives way to a stated temperature, which stated back changes nothing', () => {
    const january = MONTHS_C[0] as number
    expect(energy({ month: 1, row: PETROL, more: temperature(january) })).toBeCloseTo(
      energy({ month: 1, row: PETROL }),
      3,
    )
    expect(energy({ month: 1, row: PETROL, more: temperature(MEAN_TEMPERATURE_C) })).toBeCloseTo(
      energy({ row: PETROL }),
      3,
    )
  })

  test('is told to what recalls: the month belongs to what is remembered', () => {
    const of = (month?: number): EstimateContext => new EstimateContext(SET, nothingStated('DE', 2019, month))
    const recalled = (month?: number): number | undefined =>
      of(month).recall('month', (recorder) => recorder.input.period.month)
    expect([recalled(1), recalled(7), recalled(), recalled(1)]).toEqual([1, 7, undefined, 1])
  })
})

describe('in the newest set', () => {
  let set: FactorSet
  beforeAll(() => {
    set = newestSet()
  })

  test.each(['GB', 'US', 'DE', 'FR'])(
    '%s: months make up the year to within 1 %%, winter above summer',
    (country) => {
      const asked = { country, set }
      expect(Math.abs(meanOfMonths(asked) / energy(asked) - 1)).toBeLessThan(0.01)
      expect(energy({ ...asked, month: 1 })).toBeGreaterThan(energy({ ...asked, month: 7 }))
    },
  )

  test('a country without temperatures of its own takes the mean of its group, wide and said', () => {
    const find = (region: string) => set.find({ kind: 'mean-temperature', month: 1 }, region)[0]
    expect(find('TW')).toBeUndefined()
    // Japan and Korea: Taiwan is warmer in January than either, and the interval is as wide as they lie apart.
    const group = find('JKT')
    expect(group && (group.upper ?? 0) - (group.lower ?? 0)).toBeGreaterThan(3)
    const speeds = [
      { pointer: '/speeds/0', mode: 'car', meanSpeed: at(40, 'km/h', '/speeds/0/meanSpeed') },
    ] as const
    const row = { vehicleClass: 'medium', powertrain: 'petrol', emissionStandard: 'euro-4' } as const
    const { notices, parameters } = driven({ country: 'TW', month: 1, row, more: { speeds }, set })
    expect(parameters.has(group?.id ?? '')).toBe(true)
    expect(
      notices.filter(({ records }) => records?.includes(group?.id ?? '')).map(({ code }) => code),
    ).not.toEqual([])
    expect(notices.map(({ code }) => code)).not.toContain('cold-start-excluded')
  })

  test.each([
    ['NO', 1, 40, 'temperature-impossible', undefined],
    ['NO', 1, 20, undefined, 'temperature-unusual'],
    ['NO', 1, -4, undefined, undefined],
    ['NO', 7, 40, undefined, 'temperature-unusual'],
    // Fahrenheit, and the warmest and coldest cities of large countries, which are no fault.
    ['US', 1, 45, 'temperature-impossible', undefined],
    ['US', 1, 19, undefined, undefined],
    ['CA', 1, 4, undefined, undefined],
    ['RU', undefined, 14, undefined, undefined],
  ] as const)(
    '%s in month %s at %s °C: refused %s, noticed %s',
    (country, month, celsius, refused, noticed) => {
      const row = {
        powertrain: 'petrol',
        energyIntensity: at(2.4, 'MJ/vkm', '/demand/0/energyIntensity'),
      } as const
      const asked = { country, ...(month ? { month } : {}), row, more: temperature(celsius), set }
      const codes: string[] = []
      try {
        codes.push(...driven(asked).notices.map(({ code }) => code))
      } catch (error) {
        if (!(error instanceof EstimateRefused)) throw error
        codes.push(...error.refusals.map(({ code }) => code))
      }
      expect(codes.filter((code) => code.startsWith('temperature'))).toEqual(
        [refused, noticed].filter((code) => code !== undefined),
      )
    },
  )

  test('every month of every country has its normal, and every country its year', () => {
    const normals = set.content.records.filter(({ kind }) => kind === 'mean-temperature')
    const regions = new Set(normals.map(({ region }) => region))
    // 189 countries of the figures, the world, and every group that one of them is in.
    const groups = set.content.groups.filter(({ members }) => members.some((member) => regions.has(member)))
    expect(regions.size).toBe(189 + groups.length + 1)
    for (const region of regions)
      for (const month of [undefined, ...MONTHS])
        expect(set.find({ kind: 'mean-temperature', month }, region), `${region} ${month}`).toHaveLength(1)
  })
})
