import { describe, expect, test } from 'vitest'
import { COVERAGE_GAPS, type Coverage, estimateCity } from '../../../src/index.ts'
import { releasedSet } from '../../fixtures/released-set.ts'
import { inputOf } from '../../fixtures/request.ts'

const coverageOf = (body: Record<string, unknown>): Coverage =>
  estimateCity(inputOf(body), releasedSet('2026.2')).coverage

const codesOf = ({ includes }: Coverage, part: string): readonly string[] =>
  includes.filter((one) => one.part === part).map(({ code }) => code)
const missingOf = ({ missing }: Coverage): readonly string[] => missing.map(({ code }) => code)

const CARS = { mode: 'car', vehicleDistance: '100 million vkm' }
const NOT_ROAD = ['rail', 'freight-rail', 'waterborne', 'aviation', 'off-road']

describe('what an estimate covers', () => {
  test('traffic inside the boundary, without the modes of a usual city that are not stated', () => {
    const coverage = coverageOf({ demand: [CARS] })
    expect(codesOf(coverage, 'travel')).toEqual(['traffic-inside'])
    expect(codesOf(coverage, 'mode')).toEqual(['car'])
    expect(codesOf(coverage, 'flow')).toEqual([])
    expect(codesOf(coverage, 'roads')).toEqual(['as-stated'])
    expect(codesOf(coverage, 'energy')).toContain('tank-to-wheel')
    expect(missingOf(coverage)).toEqual(['taxis', 'two-wheelers', 'buses', 'vans', 'trucks', ...NOT_ROAD])
    expect(coverage.sentence).toBe(
      'This estimate covers traffic inside Leeds by car (fuel burnt and electricity used); it leaves out taxis and ride-hail, motorcycles, buses and coaches, vans, trucks, passenger rail, freight rail, ships and ferries, aircraft and off-road machines.',
    )
    for (const { what, ask } of coverage.missing) {
      expect(what).not.toBe('')
      expect(ask).toMatch(/^(Ask|State) .+\.$/)
    }
  })

  test('trips of residents are a part of the traffic inside and counted whole, and labelled so', () => {
    const travel = {
      tripsPerPersonPerDay: 2.6,
      modes: [{ mode: 'car', tripShare: 1, meanTripLength: '9 km' }],
    }
    const coverage = coverageOf({ travel })
    expect(codesOf(coverage, 'travel')).toEqual(['trips-of-residents'])
    expect(missingOf(coverage)[0]).toBe('other-traffic')
    expect(coverage.sentence).toContain(
      'whole trips of the residents of Leeds, which are a part of the traffic inside it and go outside too,',
    )
    const [ofTrips] = coverage.includes.filter(({ part }) => part === 'travel')
    expect(ofTrips?.what).toContain('and what they drive outside')
    const ofResidents = coverageOf({ travel, allocation: 'resident-activity' })
    expect(codesOf(ofResidents, 'travel')).toEqual(['travel-of-residents'])
    expect(missingOf(ofResidents)).not.toContain('other-traffic')
  })

  test('registered vehicles drive outside too, and others drive inside', () => {
    const coverage = coverageOf({
      demand: [{ mode: 'car', vehicles: '300 thousand vehicles', annualDistance: '12000 km' }],
    })
    expect(codesOf(coverage, 'travel')).toEqual(['registered-vehicles'])
    expect(missingOf(coverage)).toContain('other-traffic')
  })

  test('flows that no row states are missing where the allocation counts them', () => {
    const within = { demand: [{ ...CARS, flow: 'within' }] }
    expect(codesOf(coverageOf(within), 'flow')).toEqual(['within'])
    expect(missingOf(coverageOf(within))).toEqual(
      expect.arrayContaining(['flow-inbound', 'flow-outbound', 'flow-through']),
    )
    const departing = missingOf(coverageOf({ ...within, allocation: 'departing-activity' }))
    expect(departing).toContain('flow-outbound')
    expect(departing).not.toContain('flow-through')
  })

  test('rows that the allocation cannot give are missing, with what to state', () => {
    const { missing } = coverageOf({
      allocation: 'induced-activity',
      demand: [
        { ...CARS, flow: 'within' },
        { mode: 'rail', passengerDistance: '10 million pkm' },
      ],
    })
    expect(missing.filter(({ code }) => code === 'not-estimated').map(({ what }) => what)).toContain(
      'railways in scope 3',
    )
  })

  test('a notation key says that a mode does not occur', () => {
    const inventory = {
      notationKeys: [{ ref: 'II.4.1', key: 'NO', explanation: 'There is no airport.' }],
    }
    expect(missingOf(coverageOf({ demand: [CARS] }))).toContain('aviation')
    expect(missingOf(coverageOf({ demand: [CARS], inventory }))).not.toContain('aviation')
  })

  test('fuel sold, wherever it is burnt, without the fuels that are not stated', () => {
    const coverage = coverageOf({
      allocation: 'fuel-sales',
      fuelSales: [{ carrier: 'petrol', quantity: '154 ktoe' }],
    })
    expect(codesOf(coverage, 'travel')).toEqual(['fuel-sold'])
    expect(codesOf(coverage, 'carrier')).toEqual(['petrol'])
    expect(missingOf(coverage)).toContain('diesel-sold')
    expect(missingOf(coverage)).not.toContain('cars')
    expect(coverage.sentence).toMatch(/^This estimate covers petrol sold in Leeds, wherever it is burnt/)
  })

  test('every mode of a usual city stated leaves none of them out', () => {
    const modes = ['car', 'taxi', 'motorcycle', 'bus', 'coach', 'van', 'rigid-truck', 'articulated-truck']
    const coverage = coverageOf({
      demand: [
        ...modes.map((mode) => ({ mode, vehicleDistance: '10 million vkm' })),
        { mode: 'ride-hail', energy: '10 t', carrier: 'diesel' },
        { mode: 'rail', passengerDistance: '10 million pkm' },
        { mode: 'metro', energy: '1 GWh', carrier: 'electricity' },
        { mode: 'cargo-ship', energy: '10 t', carrier: 'diesel' },
        { mode: 'air-freight', flow: 'within', energy: '10 t', carrier: 'jet-kerosene' },
        { mode: 'freight-rail', energy: '1 GWh', carrier: 'electricity' },
        { mode: 'ferry', energy: '10 t', carrier: 'diesel' },
        { mode: 'flight', flow: 'within', energy: '10 t', carrier: 'jet-kerosene' },
        { mode: 'off-road', energy: '10 t', carrier: 'diesel' },
      ],
    })
    expect(coverage.missing).toEqual([])
    expect(coverage.sentence).not.toContain('leaves out')
  })

  // Each family has modes of its own: none of them answers for another.
  test.each([
    ['coach', 'city-buses', 'coaches'],
    ['bus', 'coaches', 'city-buses'],
    ['taxi', 'ride-hail', 'taxi-cabs'],
    ['rigid-truck', 'articulated-trucks', 'rigid-trucks'],
    ['articulated-truck', 'rigid-trucks', 'articulated-trucks'],
    ['rail', 'urban-rail', 'trains'],
    ['metro', 'trains', 'urban-rail'],
    ['ferry', 'cargo-ships', 'ferries'],
    ['cargo-ship', 'ferries', 'cargo-ships'],
  ] as const)('with a %s stated, %s are named as left out, and %s are not', (mode, left, covered) => {
    const freight = ['rigid-truck', 'articulated-truck', 'cargo-ship'].includes(mode)
    const row = freight ? { tonneDistance: '10 million tkm' } : { passengerDistance: '10 million pkm' }
    const coverage = coverageOf({ demand: [CARS, { mode, ...row }] })
    expect(missingOf(coverage)).toContain(left)
    expect(missingOf(coverage)).not.toContain(covered)
    const gap = coverage.missing.find(({ code }) => code === left)
    expect(coverage.sentence).toContain(gap?.what)
    expect(gap?.ask).toMatch(/^Ask .+ State a row with 0 if there are none\.$/)
  })

  test('a row with 0 answers for its modes', () => {
    const none = { mode: 'coach', vehicleDistance: '0 vkm' }
    expect(
      missingOf(coverageOf({ demand: [CARS, { mode: 'bus', vehicleDistance: '1 million vkm' }, none] })),
    ).not.toContain('coaches')
  })

  test('auto-rickshaws are asked for where they drive', () => {
    const delhi = { city: { name: 'Delhi', country: 'IN' }, demand: [CARS] }
    expect(missingOf(coverageOf(delhi))).toContain('auto-rickshaws')
    expect(missingOf(coverageOf({ demand: [CARS] }))).not.toContain('auto-rickshaws')
  })

  test('codes of gaps stand once in the closed list', () => {
    expect(new Set(COVERAGE_GAPS).size).toBe(COVERAGE_GAPS.length)
  })
})
