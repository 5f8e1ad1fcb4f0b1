import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import {
  compileFactorSet,
  type DemandRow,
  type Estimate,
  type EstimateInput,
  estimateUnits,
  type FactorRecord,
  type FactorSet,
  nothingStated,
  Uncertainty,
  withOverlay,
} from '../../../src/index.ts'
import { HAND_SET } from '../../fixtures/hand-set.ts'
import {
  LEVEL_CONTENT,
  LEVEL_SET,
  LEVELS,
  MEAN_TEMPERATURE_C,
  MIXTURE,
  NATIONAL_UTILITY,
  SHARES,
  STANDARDS,
} from '../../fixtures/level-set.ts'

const CLOSE = 1e-9
type FleetRow = EstimateInput['fleet'][number]
const at = <Unit extends string>(value: number, unit: Unit, pointer: string) => ({ value, unit, pointer })

function city(
  row: Partial<DemandRow> = {},
  more: Partial<EstimateInput> = {},
  set: FactorSet = LEVEL_SET,
  year = 2019,
): Estimate {
  const demand = {
    pointer: '/demand/0',
    mode: 'car',
    vehicleDistance: at(1000, 'vkm', '/demand/0/vehicleDistance'),
    ...row,
  } as const
  return estimateUnits({ ...nothingStated('DE', year), ...more, demand: [demand] }, set)
}

const speed = (kmPerH: number): Partial<EstimateInput> => ({
  speeds: [{ pointer: '/speeds/0', mode: 'car', meanSpeed: at(kmPerH, 'km/h', '/speeds/0/meanSpeed') }],
})
const temperature = (celsius: number): Partial<EstimateInput> => ({
  climate: { pointer: '/climate', meanTemperature: at(celsius, '°C', '/climate/meanTemperature') },
})
const energy = ({ totals }: Estimate): number => totals.energyMj ?? Number.NaN
const codes = ({ notices }: Estimate): readonly string[] => notices.map(({ code }) => code)

/** Σ share × level, both carriers of a plug-in hybrid: 0.7 · 2.4 + 0.25 · 2.2 + 0.05 · (1.2 + 0.25). */
const ANCHOR = 0.7 * 2.4 + 0.25 * 2.2 + 0.05 * (1.2 + 0.25)

describe('a national level', () => {
  test('is what a default fleet of which nothing is stated uses', () => {
    expect(energy(city()) / 1000 / ANCHOR - 1).toBeCloseTo(0, 9)
    expect(city().lines.map(({ method }) => method)).toEqual(['energy', 'energy', 'energy', 'energy'])
  })

  test('counts the distance of a plug-in hybrid once', () => {
    expect(city().totals.vehicleDistanceVkm).toBeCloseTo(1000, 9)
  })

  test('is not in sets that hold none, and not taken for another country', () => {
    expect(city({}, {}, HAND_SET).parameters.has('level.petrol.petrol.2019')).toBe(false)
    const { parameters } = estimateUnits(
      {
        ...nothingStated('FR', 2019),
        demand: [{ pointer: '/d', mode: 'car', vehicleDistance: at(1, 'vkm', '/d/v') }],
      },
      LEVEL_SET,
    )
    expect([...parameters.keys()].filter((key) => key.startsWith('level.'))).toEqual([])
  })

  test('of the nearest powertrain stands in for one without a level, times the ratio between the two', () => {
    // Diesel by petrol: 2.4 × 0.9 MJ/vkm; all of it is diesel, and the answer says whose level it is.
    const content = {
      ...LEVEL_CONTENT,
      records: LEVEL_CONTENT.records.filter(({ id }) => !id.startsWith('level.diesel')),
    }
    const diesel = city({ powertrain: 'diesel' }, {}, compileFactorSet(content))
    expect(energy(diesel) / 1000).toBeCloseTo(2.4 * 0.9, 9)
    expect(diesel.lines.map(({ carrier }) => carrier)).toEqual(['diesel'])
    expect(codes(diesel)).toContain('factor-class-fallback')
    // A diesel plug-in by the petrol one: the ratio is of fuel, and electricity drives both alike.
    const plugIn = city({ powertrain: 'plug-in-hybrid-diesel' })
    expect(energy(plugIn) / 1000).toBeCloseTo(1.2 * 0.95 + 0.25, 9)
    expect(plugIn.lines.map(({ carrier }) => carrier)).toEqual(['diesel', 'electricity'])
  })

  test('of a fleet is what a mix is, said or not', () => {
    expect(energy(city({ powertrain: 'mixed' }))).toBe(energy(city()))
  })

  test('goes before what is kept for reference, which no estimate takes', () => {
    const small = city({ vehicleClass: 'small', powertrain: 'petrol' })
    expect(small.parameters.has('reference.direct')).toBe(false)
    // 0.85 of the mean of petrol cars: the class index.
    expect(energy(small) / 1000).toBeCloseTo(2.4 * 0.85, 9)
  })

  test("lets a city's own factor per distance go first, also one in the place of what is kept for reference", () => {
    const reference = LEVEL_CONTENT.records.find(({ id }) => id === 'reference.direct') as FactorRecord
    const own = {
      ...reference,
      id: 'own:1',
      sourceId: 'own',
      value: 150,
      canonicalValue: 150,
    } as FactorRecord
    const { role: _, ...record } = own
    const source = { ...(LEVEL_CONTENT.sources[0] as (typeof LEVEL_CONTENT.sources)[number]), id: 'own' }
    const overlay = {
      digest: 'own',
      figures: [{ record, source, replaces: reference, pointer: '/factors/0' }],
    }
    const result = city({ vehicleClass: 'small', powertrain: 'petrol' }, {}, withOverlay(LEVEL_SET, overlay))
    // 150 g/vkm · 1000 vkm
    expect(result.totals.co2Kg).toBeCloseTo(150, 9)
  })
})

describe('the share-weighted mean of the cells of a default fleet, each stated alone, is the default', () => {
  test('by powertrain', () => {
    const mean = (Object.entries(SHARES) as [keyof typeof SHARES, number][]).reduce(
      (sum, [powertrain, share]) => sum + share * energy(city({ powertrain })),
      0,
    )
    expect(Math.abs(mean / energy(city()) - 1)).toBeLessThan(CLOSE)
  })

  test('by emission standard', () => {
    const mean = (Object.entries(STANDARDS) as [keyof typeof STANDARDS, readonly [number, number]][]).reduce(
      (sum, [emissionStandard, [share]]) =>
        sum + share * energy(city({ powertrain: 'petrol', emissionStandard })),
      0,
    )
    expect(Math.abs(mean / energy(city({ powertrain: 'petrol' })) - 1)).toBeLessThan(CLOSE)
    // Euro 6 alone: 2.4 · 0.9 ÷ (0.4 + 0.35 · 0.95 + 0.25 · 0.9)
    expect(energy(city({ powertrain: 'petrol', emissionStandard: 'euro-6' })) / 1000).toBeCloseTo(
      (2.4 * 0.9) / MIXTURE,
      9,
    )
  })
})

describe('a default stated back changes nothing', () => {
  const before = city()

  test('the national mean speed', () => {
    // speed.car of the hand set, and a curve of each fuel of the fleet but of plug-in hybrids on electricity
    expect(codes(city({ powertrain: 'petrol' }, speed(46.5)))).not.toContain('input-not-used')
    expect(Math.abs(energy(city({}, speed(46.5))) / energy(before) - 1)).toBeLessThan(CLOSE)
  })

  test('the national mean temperature', () => {
    expect(Math.abs(energy(city({}, temperature(MEAN_TEMPERATURE_C))) / energy(before) - 1)).toBeLessThan(
      CLOSE,
    )
  })

  test('the default fleet', () => {
    const fleet = (Object.entries(SHARES) as [keyof typeof SHARES, number][]).map(
      ([powertrain, share], index): FleetRow => ({
        pointer: `/fleet/${index}`,
        mode: 'car',
        powertrain,
        distanceShare: at(share, 'share', `/fleet/${index}/distanceShare`),
      }),
    )
    expect(Math.abs(energy(city({}, { fleet })) / energy(before) - 1)).toBeLessThan(CLOSE)
  })

  property.prop([
    fc.constantFrom(2019, 2020),
    fc.constantFrom(...(Object.keys(LEVELS) as (keyof typeof LEVELS)[])),
  ])('the energy of a powertrain without a second carrier', (year, powertrain) => {
    if (powertrain === 'plug-in-hybrid-petrol') return
    const alone = city({ powertrain }, {}, LEVEL_SET, year)
    const stated = { ...at(energy(alone) / 1000, 'MJ/vkm', '/demand/0/energyIntensity') } as const
    const back = city({ powertrain, energyIntensity: stated }, {}, LEVEL_SET, year)
    expect(Math.abs(back.totals.co2Kg / alone.totals.co2Kg - 1)).toBeLessThan(CLOSE)
  })
})

describe('what is stated acts', () => {
  test('slow traffic uses more, by the curve over itself at the national speed', () => {
    const slow = energy(city({ powertrain: 'petrol' }, speed(20)))
    expect(slow).toBeGreaterThan(energy(city({ powertrain: 'petrol' })))
    expect(codes(city({ powertrain: 'petrol' }, speed(20)))).not.toContain('cold-start-excluded')
  })

  test('cold weather uses more, warm weather less', () => {
    const [cold, mean, warm] = [-5, MEAN_TEMPERATURE_C, 20].map((celsius) =>
      energy(city({ powertrain: 'petrol' }, temperature(celsius))),
    ) as [number, number, number]
    expect(cold).toBeGreaterThan(mean)
    expect(warm).toBeLessThan(mean)
  })

  test('and where it cannot, a notice says so', () => {
    // The level set has cold-start terms of petrol only.
    const { notices } = city({ powertrain: 'diesel' }, temperature(-5))
    expect(notices.find(({ code }) => code === 'input-not-used')?.pointer).toBe('/climate')
  })

  test('a class without an index is the mean, said', () => {
    const large = city({ vehicleClass: 'large', powertrain: 'petrol' })
    expect(energy(large) / 1000).toBeCloseTo(2.4, 9)
    expect(codes(large)).toContain('factor-class-fallback')
  })

  property.prop([fc.double({ min: 0.05, max: 0.95, noNaN: true })])(
    'a stated share driven on electricity moves energy between carriers, each from the national share',
    (share) => {
      const utility = at(share, 'share', '/fleet/0/utilityFactor')
      const fleet: FleetRow[] = [
        {
          pointer: '/fleet/0',
          mode: 'car',
          powertrain: 'plug-in-hybrid-petrol',
          distanceShare: at(1, 'share', '/fleet/0/distanceShare'),
          utilityFactor: utility,
        },
      ]
      const result = city({}, { fleet })
      const expected = (1.2 * (1 - share)) / (1 - NATIONAL_UTILITY) + (0.25 * share) / NATIONAL_UTILITY
      expect(energy(result) / 1000).toBeCloseTo(expected, 9)
    },
  )
})

describe('the error of a series', () => {
  const halfWidth = (result: Estimate): number => {
    const id = 'totals/energyMj'
    const bounds = new Uncertainty(result, 'lines').propagated().intervals.get(id)
    return bounds ? (bounds.upper - bounds.lower) / 2 / energy(result) : Number.NaN
  }

  test('is the whole of what the record states, in two parts', () => {
    // Bounds of the level: ÷ and × 0.9, about ±10.6 %; the distance adds what a stated distance does not know.
    const width = halfWidth(
      city({
        powertrain: 'diesel',
        vehicleDistance: {
          ...at(1000, 'vkm', '/demand/0/vehicleDistance'),
          uncertainty: { plusMinusShare: 0 },
        },
      }),
    )
    expect(width).toBeCloseTo((1 / 0.9 - 0.9) / 2, 2)
  })

  test('is one quantity in every year', () => {
    const keys = (year: number): readonly string[] =>
      [...city({ powertrain: 'diesel' }, {}, LEVEL_SET, year).parameters.keys()].filter((key) =>
        key.startsWith('series:'),
      )
    expect(keys(2019)).toEqual(['series:level.diesel.diesel'])
    expect(keys(2020)).toEqual(keys(2019))
  })
})
