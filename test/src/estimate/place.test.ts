import { describe, expect, test } from 'vitest'
import {
  compileFactorSet,
  type Estimate,
  type EstimateInput,
  estimateUnits,
  type FactorRecord,
  type FactorSet,
  type Mode,
  nothingStated,
  Uncertainty,
} from '../../../src/index.ts'
import { JointFigures } from '../../../src/uncertainty/joint.ts'
import { HAND_SET } from '../../fixtures/hand-set.ts'
import { LEVEL_CONTENT } from '../../fixtures/level-set.ts'

const CLOSE = 1e-9
const SLOPE = 0.1
const REFERENCE = 300
const SD = 0.2

type Given = Pick<FactorRecord, 'id' | 'kind' | 'value' | 'unit'> & Partial<FactorRecord>
const record = (given: Given): FactorRecord => ({
  region: 'GLO',
  tier: 2,
  quality: 'M',
  verification: 'read',
  sourceId: 'ipcc-2006',
  locator: 'test',
  canonicalValue: given.value,
  canonicalUnit: given.unit,
  ...given,
})
const spread = (id: string, sd: number, more: Partial<FactorRecord> = {}): FactorRecord =>
  record({
    id,
    kind: 'place-spread',
    value: 1,
    unit: '1',
    lower: Math.exp(-1.96 * sd),
    upper: Math.exp(1.96 * sd),
    ...more,
  })

/** The hand set with levels, a slope in round numbers and spreads. */
const CONTENT = {
  ...LEVEL_CONTENT,
  records: [
    ...LEVEL_CONTENT.records,
    record({
      id: 'slope',
      kind: 'density-slope',
      mode: 'car',
      value: SLOPE,
      unit: '1',
      lower: 0.09,
      upper: 0.11,
    }),
    record({ id: 'reference', kind: 'reference-density', value: REFERENCE, unit: 'persons/km2' }),
    record({
      id: 'urban',
      kind: 'setting-density',
      placeKnown: 'urban',
      value: 2400,
      unit: 'persons/km2',
      lower: 1500,
      upper: 4500,
    }),
    record({
      id: 'rural',
      kind: 'setting-density',
      placeKnown: 'rural',
      value: 75,
      unit: 'persons/km2',
      lower: 20,
      upper: 300,
    }),
    spread('spread', SD),
    spread('spread.car', 0.06, { mode: 'car' }),
    spread('spread.car.vehicle', 0.03, { mode: 'car', placeKnown: 'vehicle', region: 'DE' }),
  ],
}
const freshSet = (): FactorSet => compileFactorSet(CONTENT)
const SET = freshSet()

const at = <Unit extends string>(value: number, unit: Unit, pointer: string) => ({ value, unit, pointer })
type City = EstimateInput['city']

const dense = (perKm2: number): City => ({
  name: 'Bremen',
  country: 'DE',
  population: at(perKm2 * 100, 'persons', '/city/population'),
  area: at(100, 'km2', '/city/area'),
})
const named = (more: Partial<City> = {}): City => ({ name: 'Bremen', country: 'DE', ...more })

function driven(
  city: City,
  more: Partial<EstimateInput> = {},
  { set = SET, year = 2019, mode = 'car' }: { set?: FactorSet; year?: number; mode?: Mode } = {},
): Estimate {
  const demand = [
    { pointer: '/demand/0', mode, vehicleDistance: at(1000, 'vkm', '/demand/0/vehicleDistance') },
  ]
  return estimateUnits({ ...nothingStated('DE', year), demand, ...more, city }, set)
}

const energyOf = (estimate: Estimate, carrier: 'petrol' | 'electricity'): number =>
  estimate.byCarrier.get(carrier)?.energyMj ?? Number.NaN
const codes = ({ notices }: Estimate): readonly string[] => notices.map(({ code }) => code)
const widthOf = (estimate: Estimate): number => {
  const bounds = new Uncertainty(estimate, 'result').propagated().intervals.get('totals/co2Kg')
  return bounds ? (bounds.upper - bounds.lower) / 2 / estimate.totals.co2Kg : 0
}
const speeds: EstimateInput['speeds'] = [
  { pointer: '/speeds/0', mode: 'car', meanSpeed: at(28, 'km/h', '/speeds/0/meanSpeed') },
]

describe('density', () => {
  test('as of the nation changes nothing', () => {
    const [stated, none] = [driven(dense(REFERENCE)), driven(named())]
    expect(Math.abs((stated.totals.energyMj ?? 0) / (none.totals.energyMj ?? 0) - 1)).toBeLessThan(CLOSE)
    expect(Math.abs(stated.totals.co2Kg / none.totals.co2Kg - 1)).toBeLessThan(CLOSE)
  })

  test.each([
    [3000, 10 ** SLOPE],
    [30, 10 ** -SLOPE],
    // Beyond the authorities that the slope is of, the index is that of the densest and of the thinnest.
    [160_000 / 4, (16_000 / REFERENCE) ** SLOPE],
    [1, (20 / REFERENCE) ** SLOPE],
  ])('of %d persons/km² multiplies the energy of fuel, and not of electricity', (perKm2, index) => {
    const [here, nation] = [driven(dense(perKm2)), driven(named())]
    expect(energyOf(here, 'petrol') / energyOf(nation, 'petrol')).toBeCloseTo(index, 9)
    expect(energyOf(here, 'electricity')).toBe(energyOf(nation, 'electricity'))
  })

  test('does not act where a mean speed is stated, which a notice says', () => {
    const of = (powertrain: 'petrol' | 'plug-in-hybrid-petrol') => ({
      speeds,
      demand: [
        {
          pointer: '/demand/0',
          mode: 'car' as const,
          vehicleDistance: at(1000, 'vkm', '/demand/0/vehicleDistance'),
          powertrain,
        },
      ],
    })
    const [both, speed] = [driven(dense(3000), of('petrol')), driven(named(), of('petrol'))]
    expect(both.totals.energyMj).toBe(speed.totals.energyMj)
    // No curve of plug-in hybrids: the speed acts on nothing, and the density on their fuel, 1.2 of 1.45 MJ/vkm.
    const [dense3000, here] = [dense(3000), named()].map(
      (city) => driven(city, of('plug-in-hybrid-petrol')).totals.energyMj ?? Number.NaN,
    )
    const index = (3000 / REFERENCE) ** SLOPE
    expect((dense3000 as number) / (here as number)).toBeCloseTo((1.2 * index + 0.25) / 1.45, 9)
    expect(both.notices).toContainEqual(
      expect.objectContaining({ code: 'input-not-used', pointer: '/city/area' }),
    )
  })

  test('needs the population, and a set that knows what it does', () => {
    const { population: _, ...alone } = dense(3000)
    for (const estimate of [
      driven(alone),
      driven(dense(3000), {}, { set: HAND_SET }),
      driven(dense(3000), {}, { mode: 'walk' }),
    ])
      expect(estimate.notices).toContainEqual(
        expect.objectContaining({ code: 'input-not-used', pointer: '/city/area' }),
      )
    expect(codes(driven(dense(3000)))).not.toContain('input-not-used')
  })
})

describe('a kind of place', () => {
  test('stands in for the density', () => {
    const index = (2400 / REFERENCE) ** SLOPE
    const [urban, nation] = [driven(named({ setting: 'urban' })), driven(named())]
    expect(energyOf(urban, 'petrol') / energyOf(nation, 'petrol')).toBeCloseTo(index, 9)
    expect(codes(urban)).not.toContain('input-not-used')
  })

  test('that contradicts the density is a notice, and the density is used', () => {
    const rural = driven({ ...dense(3000), setting: 'rural' })
    expect(codes(rural)).toContain('setting-contradicts-density')
    expect(rural.totals.energyMj).toBe(driven(dense(3000)).totals.energyMj)
    expect(codes(driven({ ...dense(3000), setting: 'urban' }))).not.toContain('setting-contradicts-density')
  })

  test('changes nothing in a set that does not know what it does, which a notice says', () => {
    expect(driven(named({ setting: 'urban' }), {}, { set: HAND_SET }).notices).toContainEqual(
      expect.objectContaining({ code: 'input-not-used', pointer: '/city/setting' }),
    )
  })
})

describe('how far a place may lie', () => {
  test('moves no figure, and is narrower the more is known', () => {
    const vehicle = { vehicleClass: 'small', powertrain: 'petrol' } as const
    const row = (more: object) => ({
      demand: [
        {
          pointer: '/demand/0',
          mode: 'car' as const,
          vehicleDistance: at(1000, 'vkm', '/demand/0/vehicleDistance'),
          ...more,
        },
      ],
    })
    const nothing = driven(named(), row({ powertrain: 'petrol' }))
    const density = driven(dense(REFERENCE), row({ powertrain: 'petrol' }))
    expect(nothing.totals.co2Kg).toBeCloseTo(density.totals.co2Kg, 9)
    expect(widthOf(nothing)).toBeGreaterThan(1.96 * SD)
    expect(widthOf(density)).toBeLessThan(widthOf(nothing))
    const [told, untold] = [driven(dense(REFERENCE), row(vehicle)), density]
    expect(told.assumptions.some(({ record: { id } }) => id === 'spread.car.vehicle')).toBe(true)
    expect(untold.assumptions.some(({ record: { id } }) => id === 'spread.car.vehicle')).toBe(false)
    expect(
      driven(named(), { speeds, ...row({ powertrain: 'petrol' }) }).parameters.has('place:DE:Bremen'),
    ).toBe(false)
  })

  test('is one quantity in all years of a city, and another in another city', () => {
    const ratioWidth = (other: City): number => {
      const figures = [driven(named(), {}, { year: 2020 }), driven(other)].map((estimate) => ({
        estimate,
        ids: ['totals/co2Kg'],
      }))
      const { lower, upper } = new JointFigures(figures).ratio(Float64Array.of(1, 0), Float64Array.of(0, 1))
      return (upper - lower) / 2
    }
    const [same, another] = [ratioWidth(named()), ratioWidth({ name: 'Hamburg', country: 'DE' })]
    // Both years share distance, level and place; two cities only the level.
    expect(same).toBeLessThan(0.1)
    expect(another).toBeGreaterThan(1.96 * SD)
  })
})

describe('what a set remembers', () => {
  const cities = [named(), dense(5000), dense(30), named({ setting: 'urban' }), named({ setting: 'rural' })]
  const orders = [
    [0, 1, 2, 3, 4],
    [4, 3, 2, 1, 0],
    [1, 0, 2, 4, 3],
    [2, 1, 3, 0, 4],
  ]
  const bytesOf = (estimate: Estimate): string =>
    JSON.stringify([
      estimate.totals,
      estimate.lines,
      [...estimate.parameters],
      estimate.assumptions,
      estimate.notices,
    ])

  test.each(orders)('is never another city’s place: in the order %d, %d, %d, %d, %d', (...order) => {
    const set = freshSet()
    for (const index of order) {
      const city = cities[index] as City
      expect(bytesOf(driven(city, {}, { set }))).toBe(bytesOf(driven(city, {}, { set: freshSet() })))
    }
  })
})
