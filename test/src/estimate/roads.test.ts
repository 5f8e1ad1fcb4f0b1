import { describe, expect, test } from 'vitest'
import {
  compileFactorSet,
  type Estimate,
  type EstimateInput,
  estimateUnits,
  type FactorRecord,
  type Mode,
  nothingStated,
} from '../../../src/index.ts'
import { LEVEL_CONTENT } from '../../fixtures/level-set.ts'

const CLOSE = 1e-9

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
const road = (kind: 'urban' | 'rural' | 'motorway', kmPerH: number, share: number): FactorRecord[] => [
  record({
    id: `speed.${kind}`,
    kind: 'road-speed',
    mode: 'car',
    placeKnown: kind,
    value: kmPerH,
    unit: 'km/h',
    lower: kmPerH * 0.7,
    upper: kmPerH * 1.3,
  }),
  record({
    id: `share.${kind}`,
    kind: 'road-share',
    mode: 'car',
    placeKnown: kind,
    value: share,
    unit: 'share',
  }),
]
const CONTENT = {
  ...LEVEL_CONTENT,
  records: [
    ...LEVEL_CONTENT.records,
    ...road('urban', 25, 0.5),
    ...road('rural', 50, 0.3),
    ...road('motorway', 100, 0.2),
    record({ id: 'slope', kind: 'density-slope', mode: 'car', value: 0.1, unit: '1' }),
    record({ id: 'reference', kind: 'reference-density', value: 300, unit: 'persons/km2' }),
  ],
}
const SET = compileFactorSet(CONTENT)
/** A nation drives 1 km in 0.5/25 + 0.3/50 + 0.2/100 h = 0.028 h. */
const NATION_KM_PER_H = 1 / 0.028
const NATIONAL = SET.find({ kind: 'mean-speed', mode: 'car' }, 'GLO')[0]?.canonicalValue ?? Number.NaN

const at = <Unit extends string>(value: number, unit: Unit, pointer: string) => ({ value, unit, pointer })
type Roads = NonNullable<EstimateInput['roads']>[number]
const mix = (
  shares: Partial<Record<'urbanShare' | 'ruralShare' | 'motorwayShare', number>>,
  mode?: Mode,
): Roads => ({
  pointer: '/roads/0',
  ...(mode === undefined ? {} : { mode }),
  ...Object.fromEntries(
    Object.entries(shares).map(([name, share]) => [name, at(share, 'share', `/roads/0/${name}`)]),
  ),
})
const speedOf = (kmPerH: number): EstimateInput['speeds'] => [
  { pointer: '/speeds/0', mode: 'car', meanSpeed: at(kmPerH, 'km/h', '/speeds/0/meanSpeed') },
]

function driven(more: Partial<EstimateInput> = {}, set = SET): Estimate {
  const demand: EstimateInput['demand'] = [
    {
      ...{ pointer: '/demand/0', mode: 'car', powertrain: 'petrol' },
      vehicleDistance: at(1000, 'vkm', '/demand/0/vehicleDistance'),
    },
  ]
  const city = { name: 'Bremen', country: 'DE' }
  return estimateUnits({ ...nothingStated('DE', 2019), demand, city, ...more }, set)
}
const co2 = (estimate: Estimate): number => estimate.totals.co2Kg
const near = (found: number, wanted: number): void => expect(Math.abs(found / wanted - 1)).toBeLessThan(CLOSE)
const said = ({ notices }: Estimate, code: string): readonly (string | undefined)[] =>
  notices.filter((notice) => notice.code === code).map(({ pointer }) => pointer)
const dense: EstimateInput['city'] = {
  ...{ name: 'Bremen', country: 'DE' },
  population: at(500_000, 'persons', '/city/population'),
  area: at(100, 'km2', '/city/area'),
}

describe('a mix of roads', () => {
  test('as the nation’s changes nothing, in all modes or one', () => {
    const national = { urbanShare: 0.5, ruralShare: 0.3, motorwayShare: 0.2 }
    near(co2(driven({ roads: [mix(national)] })), co2(driven()))
    near(co2(driven({ roads: [mix(national, 'car')] })), co2(driven()))
  })

  test('acts as the mean speed that it gives, taken to the nation’s', () => {
    // Half urban, half motorway: 0.5/25 + 0.5/100 = 0.025 h for 1 km.
    const speed = NATIONAL * (1 / 0.025 / NATION_KM_PER_H)
    const byRoads = driven({ roads: [mix({ urbanShare: 0.5, motorwayShare: 0.5 })] })
    near(co2(byRoads), co2(driven({ speeds: speedOf(speed) })))
    expect(co2(byRoads)).not.toBe(co2(driven()))
  })

  test('raises energy on urban roads', () => {
    expect(co2(driven({ roads: [mix({ urbanShare: 1 })] }))).toBeGreaterThan(co2(driven()))
  })

  test('goes before density; a stated speed goes before roads, and each is said', () => {
    const roads = [mix({ urbanShare: 1 })]
    const both = driven({ roads, city: dense })
    near(co2(both), co2(driven({ roads })))
    expect(said(both, 'input-not-used')).toContain('/city/area')
    const three = driven({ roads, city: dense, speeds: speedOf(30) })
    near(co2(three), co2(driven({ speeds: speedOf(30) })))
    expect(said(three, 'input-not-used')).toEqual(expect.arrayContaining(['/roads/0', '/city/area']))
  })

  test('of a mode goes before that of all modes', () => {
    const all = { ...mix({ motorwayShare: 1 }), pointer: '/roads/1' }
    near(
      co2(driven({ roads: [all, mix({ urbanShare: 1 }, 'car')] })),
      co2(driven({ roads: [mix({ urbanShare: 1 })] })),
    )
  })

  test('of a mode without figures changes nothing, and says so', () => {
    const roads = [mix({ urbanShare: 1 }, 'bus')]
    const made = driven({ roads })
    near(co2(made), co2(driven()))
    expect(said(made, 'input-not-used')).toEqual(['/roads/0/urbanShare'])
  })

  test('in a set without speeds of roads changes nothing, and says so', () => {
    const before = compileFactorSet(LEVEL_CONTENT)
    const made = driven({ roads: [mix({ urbanShare: 1 })] }, before)
    near(co2(made), co2(driven({}, before)))
    expect(said(made, 'input-not-used')).toEqual(['/roads/0/urbanShare'])
  })

  test.each([
    ['sums to less than 1', mix({ urbanShare: 0.5, ruralShare: 0.3 }), 'shares-not-one', '/roads/0'],
    ['has a share above 1', mix({ urbanShare: 1.2 }), 'quantity-out-of-range', '/roads/0/urbanShare'],
    ['has no share', mix({}), 'shares-not-one', '/roads/0'],
  ])('is refused if it %s', (_, row, code, pointer) => {
    expect(() => driven({ roads: [row] })).toThrow(
      expect.objectContaining({
        refusals: expect.arrayContaining([expect.objectContaining({ code, pointer })]),
      }),
    )
  })

  test('is refused if two rows speak of the same', () => {
    const two = [mix({ urbanShare: 1 }), { ...mix({ ruralShare: 1 }), pointer: '/roads/1' }]
    expect(() => driven({ roads: two })).toThrow(
      expect.objectContaining({
        refusals: [expect.objectContaining({ code: 'duplicate-row', pointer: '/roads/1' })],
      }),
    )
  })

  test('is scaled where shares may be', () => {
    const made = driven({ roads: [mix({ urbanShare: 0.25, motorwayShare: 0.25 })], renormaliseShares: true })
    near(co2(made), co2(driven({ roads: [mix({ urbanShare: 0.5, motorwayShare: 0.5 })] })))
    expect(made.notices.map(({ code }) => code)).toContain('shares-renormalised')
  })
})

describe('a class without a speed curve of its own', () => {
  const of = (set: typeof SET, roads?: readonly Roads[]): Estimate => {
    const demand: EstimateInput['demand'] = [
      {
        ...{ pointer: '/demand/0', mode: 'car', vehicleClass: 'passenger-car', powertrain: 'petrol' },
        vehicleDistance: at(1000, 'vkm', '/demand/0/vehicleDistance'),
      },
    ]
    return driven({ demand, ...(roads ? { roads } : {}) }, set)
  }
  const roads = [mix({ urbanShare: 1 })]

  test('is driven as the usual vehicle where the set knows roads, and says so', () => {
    // The ratio of the two speeds is that of the usual petrol car.
    const usual = co2(driven({ roads })) / co2(driven())
    near(co2(of(SET, roads)) / co2(of(SET)), usual)
    expect(usual).toBeGreaterThan(1)
    expect(
      of(SET, roads)
        .notices.map(({ detail }) => detail)
        .join(),
    ).toContain('no speed curve of its class')
  })

  test('does not change in sets before', () => {
    const before = compileFactorSet(LEVEL_CONTENT)
    const speeds = speedOf(20)
    near(co2(driven({ speeds, demand: of(before).input.demand }, before)), co2(of(before)))
  })
})

describe('statements of a place that do not agree', () => {
  test.each([
    [
      'a speed of 200 km/h on urban roads',
      { roads: [mix({ urbanShare: 1 })], speeds: speedOf(200) },
      '/speeds/0/meanSpeed',
    ],
    [
      'a speed of 200 km/h in a town',
      { city: { name: 'B', country: 'DE', setting: 'urban' as const }, speeds: speedOf(200) },
      '/speeds/0/meanSpeed',
    ],
    ['a dense city of rural roads', { city: dense, roads: [mix({ ruralShare: 1 })] }, '/roads/0'],
    [
      'a rural place of urban roads',
      { city: { name: 'B', country: 'DE', setting: 'rural' as const }, roads: [mix({ urbanShare: 1 })] },
      '/roads/0',
    ],
  ])('%s: said', (_, more, pointer) => {
    expect(said(driven(more), 'place-statements-disagree')).toEqual([pointer])
  })

  test('nothing is said of what agrees', () => {
    const made = driven({
      city: dense,
      roads: [mix({ urbanShare: 0.9, motorwayShare: 0.1 })],
      speeds: speedOf(27),
    })
    expect(said(made, 'place-statements-disagree')).toEqual([])
  })
})
