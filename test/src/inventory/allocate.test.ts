import { describe, expect, test } from 'vitest'
import { estimateCity, recompute, sidesOf, Uncertainty } from '../../../src/index.ts'
import { allocated, FOUR_FLOWS, PETROL, vkmByScope } from '../../fixtures/flows.ts'
import { HAND_SET } from '../../fixtures/hand-set.ts'
import { estimateOf, inputOf } from '../../fixtures/request.ts'

const near = (found: Readonly<Record<string, number>>, wanted: Readonly<Record<string, number>>): void => {
  expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort())
  for (const [scope, amount] of Object.entries(wanted)) expect(found[scope]).toBeCloseTo(amount, 9)
}

describe('on the road, in million vkm', () => {
  test('geographic: what is driven inside, whoever drives it', () => {
    // 100 + 0.3 · 40 + 0.6 · 20 + 0.5 · 10 = 129
    near(vkmByScope(allocated(FOUR_FLOWS, 'geographic')), { '1': 129 })
  })

  test('induced activity, nearest half: of 0.5 · D, what lies inside is scope 1', () => {
    // inside: 100 + min(0.3, 0.5) · 40 + min(0.6, 0.5) · 20 = 100 + 12 + 10; outside: 0.2 · 40 + 0 · 20 = 8
    near(vkmByScope(allocated(FOUR_FLOWS, 'induced-activity')), { '1': 122, '3': 8 })
  })

  test('induced activity, proportional: half of what is inside, half of what is outside', () => {
    // inside: 100 + 0.5 · (12 + 12) = 112; outside: 0.5 · (28 + 8) = 18; the total is the same 130
    near(vkmByScope(allocated({ ...FOUR_FLOWS, transboundarySplit: 'proportional' }, 'induced-activity')), {
      '1': 112,
      '3': 18,
    })
  })

  test.each([
    ['nearest-half', 6, 4],
    ['proportional', 3, 7],
  ])('a trip of 20 km, 6 of them inside, by %s: %d and %d km', (transboundarySplit, inside, outside) => {
    // methods.md 1.3: min(6, 10) = 6 and 10 − 6 = 4; 0.5 · 6 = 3 and 0.5 · 14 = 7. A million trips of a truck.
    const trip = { trips: 1e6, meanTripLength: '20 km', insideLength: '6 km', ...PETROL }
    const trucks = allocated(
      {
        transboundarySplit,
        demand: [
          { mode: 'van', flow: 'outbound', ...trip },
          { mode: 'van', flow: 'inbound', vehicleDistance: 0, ...PETROL },
        ],
        fuels: FOUR_FLOWS.fuels,
      },
      'induced-activity',
    )
    near(vkmByScope(trucks), { '1': inside, '3': outside })
  })

  test('departing activity: within and all of what goes out', () => {
    // inside: 100 + 0.6 · 20 = 112; outside: 0.4 · 20 = 8
    near(vkmByScope(allocated(FOUR_FLOWS, 'departing-activity')), { '1': 112, '3': 8 })
  })

  test('resident activity: what residents drive, inside and outside', () => {
    // inside: 0.9 · 100 + 0.2 · 12 + 0.8 · 12 = 102; outside: 0.2 · 28 + 0.8 · 8 = 12
    near(vkmByScope(allocated(FOUR_FLOWS, 'resident-activity')), { '1': 102, '3': 12 })
  })

  test('the part outside is a line of its own, and every product multiplies again', () => {
    const { lines } = allocated(FOUR_FLOWS, 'induced-activity').estimate
    expect(lines.map(({ id, flow, beyondBoundary }) => [id, flow, beyondBoundary ?? false])).toEqual([
      ['L1', 'within', false],
      ['L2', 'inbound', false],
      ['L3', 'inbound', true],
      ['L4', 'outbound', false],
      ['L5', 'outbound', true],
    ])
    for (const { products } of lines)
      for (const { value, terms } of products) expect(recompute(terms)).toBe(value)
  })
})

describe('what is not changed', () => {
  test('a city without flows is the very estimate it was', () => {
    const base = estimateOf({ demand: [{ mode: 'car', vehicleDistance: 100e6, ...PETROL }] })
    const { estimate, notEstimated } = estimateCity(base.input, HAND_SET)
    expect(estimate).toEqual(base)
    expect(notEstimated).toEqual([])
    expect(sidesOf(base, HAND_SET)[0]?.estimate).toBe(base)
  })

  test('geographic of trips within alone is all of them', () => {
    const base = estimateOf({ demand: FOUR_FLOWS.demand.slice(0, 1), fuels: FOUR_FLOWS.fuels })
    expect(sidesOf(base, HAND_SET)[0]?.estimate).toBe(base)
  })

  test('a share of exactly 1 adds no term, one of 0 leaves the product out', () => {
    const [within, inbound] = FOUR_FLOWS.demand
    const of = (insideShare: number) =>
      allocated({ demand: [within, { ...inbound, flow: 'outbound', insideShare }] }, 'departing-activity')
    const plain = estimateOf({ demand: [within] }).lines[0]?.products[0]?.terms.length
    expect(of(1).estimate.lines.map(({ products }) => products[0]?.terms.length)).toEqual([plain, plain])
    expect(of(0).estimate.lines.map(({ beyondBoundary }) => beyondBoundary)).toEqual([undefined, true])
  })
})

describe('what an allocation cannot give', () => {
  const rowsOf = (...flows: string[]) =>
    FOUR_FLOWS.demand
      .filter(({ flow }) => flows.includes(flow))
      .map(({ residentShare: _, ...row }: object & { residentShare?: number }) => row)

  test('geographic without through traffic', () => {
    const { estimate, notEstimated } = allocated(
      {
        demand: [
          ...rowsOf('within', 'inbound', 'outbound'),
          { mode: 'rail', energy: '1 TJ', carrier: 'diesel' },
        ],
      },
      'geographic',
    )
    expect(notEstimated).toEqual([
      {
        subSector: 'II.1',
        scope: '1',
        detail:
          'II.1.1 is not estimated. Missing: through traffic (a row with flow through; 0 if there are none).',
        missing: ['through traffic (a row with flow through; 0 if there are none)'],
      },
    ])
    // The road is not in the totals, and not 0 either: it is not there. The train is.
    expect([...estimate.bySubSector.keys()]).toEqual(['II.2'])
  })

  test('a row that states 0 is a statement', () => {
    const none = { mode: 'car', flow: 'through', vehicleDistance: 0, ...PETROL }
    const made = allocated({ demand: [...rowsOf('within', 'inbound', 'outbound'), none] }, 'geographic')
    expect(made.notEstimated).toEqual([])
  })

  test('through traffic whose part inside is not known has no documented estimate', () => {
    const through = { mode: 'car', flow: 'through', vehicleDistance: 1e6, ...PETROL }
    const made = allocated({ demand: [...rowsOf('within', 'inbound', 'outbound'), through] }, 'geographic')
    expect(made.notEstimated.map(({ missing }) => missing)).toEqual([
      ['insideLength or insideShare of the through traffic at /demand/3'],
    ])
  })

  test.each([
    ['induced-activity', ['within', 'outbound'], 'inbound trips'],
    ['departing-activity', ['within', 'inbound'], 'outbound trips'],
    ['resident-activity', ['within', 'inbound', 'outbound'], 'residentShare at /demand/0'],
  ] as const)('%s of %j', (allocation, flows, missing) => {
    const { notEstimated } = allocated({ demand: rowsOf(...flows) }, allocation)
    expect(notEstimated.map(({ subSector, scope }) => `${subSector}.${scope}`)).toEqual(['II.1.1', 'II.1.3'])
    expect(notEstimated[0]?.missing.join()).toContain(missing)
  })

  test('a row of all flows together tells nothing but what is driven inside', () => {
    const body = { demand: [{ mode: 'car', vehicleDistance: 1e6, ...PETROL }] }
    expect(allocated(body, 'induced-activity').notEstimated[0]?.missing).toEqual([
      'rows by flow (within, inbound, outbound, through) instead of /demand/0',
    ])
  })

  test('walking waits for nothing', () => {
    const body = { demand: [...FOUR_FLOWS.demand, { mode: 'walk', passengerDistance: 1e6 }] }
    expect(allocated(body, 'induced-activity').notEstimated).toEqual([])
  })
})

describe('ships and aircraft', () => {
  const AIR = { mode: 'flight', energy: '1 TJ', carrier: 'diesel' }
  const demand = [
    { ...AIR, flow: 'outbound', cityShare: 0.6 },
    { ...AIR, flow: 'inbound' },
    { ...AIR, flow: 'within' },
  ]

  test('departures by the city’s share are scope 3 in every allocation, arrivals are not counted', () => {
    for (const { estimate, notEstimated } of sidesOf(estimateOf({ demand }), HAND_SET)) {
      expect(notEstimated).toEqual([])
      const energyMj = estimate.lines.map(({ products }) => products[0]?.value)
      expect(energyMj).toEqual([0.6e6, 1e6])
      expect([...estimate.byScope.keys()].sort()).toEqual(['1', '3'])
    }
  })

  test('without a cityShare, II.4.3 is not estimated and II.4.1 is', () => {
    const [departing, ...others] = demand
    const { cityShare: _, ...unknown } = departing as { cityShare?: number }
    const { estimate, notEstimated } = allocated({ demand: [unknown, ...others] }, 'geographic')
    expect(notEstimated.map(({ subSector, scope, missing }) => [subSector, scope, missing])).toEqual([
      ['II.4', '3', ['cityShare at /demand/0']],
    ])
    expect([...estimate.byScope.keys()]).toEqual(['1'])
  })
})

describe('where no length inside is stated', () => {
  const [within, inbound, outbound] = FOUR_FLOWS.demand
  const { insideShare: _, ...unknown } = inbound
  const body = {
    demand: [within, unknown, outbound],
    fuels: FOUR_FLOWS.fuels,
  }

  test('half is taken, which a notice says with its place', () => {
    const made = allocated(body, 'induced-activity')
    // inside: 100 + 0.5 · 40 + 0.5 · 20 = 130: the convention lies at the corner of the nearest half
    near(vkmByScope(made), { '1': 130, '3': 0 })
    expect(made.estimate.notices.find(({ code }) => code === 'inside-share-assumed')?.pointer).toBe(
      '/demand/1',
    )
  })

  test('what is not known is in the interval and among the drivers', () => {
    const none = { mode: 'car', flow: 'through', vehicleDistance: 0, ...PETROL }
    const { estimate } = allocated({ ...body, demand: [...body.demand, none] }, 'geographic')
    const { drivers } = new Uncertainty(estimate, 'result').propagated()
    expect(drivers.map(({ name }) => name)).toContain(
      'Crossing trips: share of the distance inside the boundary',
    )
  })

  test('propagation stays sensible at the corner: scope 1 ± half of what it would be beside it', () => {
    const { estimate } = allocated(
      { ...body, demand: [unknown, { ...outbound, vehicleDistance: 0 }] },
      'induced-activity',
    )
    const bounds = new Uncertainty(estimate, 'result').propagated().intervals.get('byScope/1/energyMj')
    expect(bounds).toBeUndefined()
    const co2 = new Uncertainty(estimate, 'result').propagated().intervals.get('byScope/1/co2Kg')
    // 20e6 vkm · 0.1386 kg; the share ± 60 % at half its slope: ± 30 %, distance ± 10 %, intensity ± 20 %, carbon ± 5 %:
    // √(0.3² + 0.0525) = ± 0.377.
    const value = 20e6 * 0.1386
    expect(((co2?.upper ?? 0) - (co2?.lower ?? 0)) / (2 * value)).toBeCloseTo(0.377, 1)
  })
})

describe('travel of residents', () => {
  const travel = {
    tripsPerPersonPerDay: 2,
    modes: [
      { mode: 'car', tripShare: 0.5, meanTripLength: '10 km', insideShare: 0.7 },
      { mode: 'walk', tripShare: 0.5, meanTripLength: '1 km', insideShare: 1 },
    ],
  }
  const body = {
    travel,
    occupancy: [{ mode: 'car', personsPerVehicle: 1 }],
    fleet: [{ mode: 'car', distanceShare: 1, ...PETROL }],
    fuels: FOUR_FLOWS.fuels,
  }

  test('is theirs: inside and outside by the share that is stated', () => {
    const { '1': inside = 0, '3': outside = 0 } = vkmByScope(allocated(body, 'resident-activity'))
    // 793 100 persons · 2 · 365 d · 0.5 · 10 km = 2894.8 million km
    expect(inside + outside).toBeCloseTo(2894.815, 6)
    expect(inside / (inside + outside)).toBeCloseTo(0.7, 12)
  })

  test('says nothing of flows', () => {
    expect(allocated(body, 'induced-activity').notEstimated[0]?.missing).toEqual([
      'rows by flow (within, inbound, outbound, through) instead of /travel/modes/0',
    ])
  })
})

describe('electricity', () => {
  test('is scope 2 where it is driven inside, with its losses scope 3; outside, both are scope 3', () => {
    const electric = { mode: 'car', powertrain: 'electric', energyIntensity: '0.72 MJ/vkm' }
    const body = {
      demand: [
        { ...electric, flow: 'outbound', vehicleDistance: 1e6, insideShare: 0.25 },
        { ...electric, flow: 'inbound', vehicleDistance: 0 },
      ],
      electricity: { intensity: '500 g CO2/kWh', lossShare: 0.2 },
    }
    const { byScope, notices } = allocated(body, 'departing-activity').estimate
    // 0.72e6 MJ = 200 000 kWh · 0.5 kg = 100 t; losses 0.2/0.8 of it = 25 t. Inside a quarter: 25 t and 6.25 t.
    expect(byScope.get('2')?.co2Kg).toBeCloseTo(25_000, 6)
    expect(byScope.get('3')?.co2Kg).toBeCloseTo(6_250 + 75_000 + 18_750, 6)
    expect(notices.map(({ code }) => code)).toContain('charging-as-driven')
  })
})

describe('the allocation of a request', () => {
  test('that can give nothing is refused, with those that can', () => {
    const input = inputOf({
      allocation: 'induced-activity',
      demand: [{ mode: 'car', vehicleDistance: 1e6, ...PETROL }],
    })
    expect(() => estimateCity(input, HAND_SET)).toThrow(/allocation-not-available at \/allocation/)
  })
})
