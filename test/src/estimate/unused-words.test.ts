import { describe, expect, test } from 'vitest'
import { estimateUnits } from '../../../src/index.ts'
import { newestSet } from '../../emission-factors/newest.ts'
import { resultOf } from '../../fixtures/newest-answer.ts'
import { inputOf } from '../../fixtures/request.ts'

const newest = newestSet()
const MILLION = '1 million vkm'

/** Where what was not used stands, and what is said of it. */
const told = (body: Record<string, unknown>): readonly string[] =>
  estimateUnits(inputOf({ city: { name: 'X', country: 'DE' }, period: '2022', ...body }), newest)
    .notices.filter(({ code }) => code === 'input-not-used')
    .map(({ pointer, detail }) => `${pointer} ${detail}`)

const ofRow = (row: Record<string, unknown>): readonly string[] => told({ demand: [row] })

describe('a word of a vehicle that no figure is of', () => {
  // The newest set has no class index of German buses, and none of metros, trains, ships and aircraft by standard.
  test.each([
    ['bus', { passengerDistance: 1e7, vehicleClass: 'articulated' }, 'vehicleClass', 'articulated'],
    ['metro', { passengerDistance: 1e7, emissionStandard: 'euro-3' }, 'emissionStandard', 'euro-3'],
    ['rail', { vehicleDistance: MILLION, emissionStandard: 'euro-3' }, 'emissionStandard', 'euro-3'],
    ['flight', { passengerDistance: 1e7, emissionStandard: 'eev' }, 'emissionStandard', 'eev'],
  ])('of a %s is told at its place', (mode, more, field, word) => {
    expect(ofRow({ mode, ...more })).toEqual([
      expect.stringMatching(
        `^/demand/0/${field} .*: changes nothing, because no figure of ${word} is known, and that of the mode was used\\.$`,
      ),
    ])
  })

  test('of several rows of a fleet is told once', () => {
    const row = { mode: 'bus', vehicleClass: 'articulated', distanceShare: 0.5 }
    const fleet = [
      { ...row, powertrain: 'diesel' },
      { ...row, powertrain: 'electric' },
    ]
    expect(told({ demand: [{ mode: 'bus', vehicleDistance: MILLION }], fleet })).toEqual([
      expect.stringContaining('/fleet/0/vehicleClass Bus, vehicle class'),
    ])
  })

  test.each([
    ['a class with an index', { mode: 'car', vehicleClass: 'large', vehicleDistance: MILLION }],
    ['the usual class', { mode: 'bus', vehicleClass: 'average', vehicleDistance: MILLION }],
    [
      'a class with its own persons on board',
      { mode: 'rail', vehicleClass: 'intercity', passengerDistance: 1e7 },
    ],
    [
      'a class whose energy is stated',
      {
        ...{ mode: 'bus', vehicleClass: 'articulated', powertrain: 'diesel' },
        ...{ vehicleDistance: MILLION, energyIntensity: '45 L/100km' },
      },
    ],
    [
      'a standard that tells CH4 and N2O only',
      { mode: 'motorcycle', powertrain: 'petrol', emissionStandard: 'euro-3', vehicleDistance: MILLION },
    ],
  ])('is not told of %s', (_, row) => {
    expect(ofRow(row)).toEqual([])
  })
})

describe('energy is of its carrier', () => {
  const row = { mode: 'car', energy: '10 TJ' }

  test('class and standard beside it change nothing, and a powertrain that does not take it is told', () => {
    const words = { vehicleClass: 'large', powertrain: 'diesel', emissionStandard: 'euro-3' }
    expect(ofRow({ ...row, ...words, carrier: 'electricity' })).toEqual([
      '/demand/0/vehicleClass Car, vehicle class: changes nothing, because what stated energy emits follows from its carrier, electricity.',
      '/demand/0/emissionStandard Car, emission standard: changes nothing, because what stated energy emits follows from its carrier, electricity.',
      '/demand/0/powertrain Car, powertrain: changes nothing, because the energy is stated as electricity, which diesel vehicles do not take; the figures are those of electricity.',
    ])
  })

  test.each([
    ['diesel', 'diesel'],
    ['diesel', 'biodiesel'],
    ['plug-in-hybrid-petrol', 'electricity'],
    ['mixed', 'petrol'],
  ])('a %s vehicle takes %s', (powertrain, carrier) => {
    expect(ofRow({ ...row, powertrain, carrier })).toEqual([])
  })
})

describe('what acts on nothing', () => {
  test('is a split of crossing trips where an allocation splits none', () => {
    const within = { mode: 'car', flow: 'within', vehicleDistance: MILLION }
    const body = { demand: [within], transboundarySplit: 'proportional' }
    expect(told(body)).toEqual([
      '/transboundarySplit Transboundary split: changes nothing, because only the induced-activity allocation splits trips that cross the boundary.',
    ])
    const induced = { ...body, allocation: 'induced-activity' }
    expect(told(induced)).toEqual([expect.stringContaining('no row states a trip that crosses the boundary')])
    expect(told({ ...induced, demand: [within, { ...within, flow: 'inbound' }] })).toEqual([])
  })

  test('is the part of residents’ trips inside, where whole trips count', () => {
    const modes = [
      { mode: 'bus', tripShare: 0.7, meanTripLength: 10, insideShare: 0.5 },
      { mode: 'walk', tripShare: 0.3, meanTripLength: 1 },
    ]
    const city = { name: 'X', country: 'DE', population: 100_000 }
    const travel = { tripsPerPersonPerDay: 3, modes }
    expect(told({ city, travel })).toEqual([
      expect.stringMatching(/^\/travel\/modes\/0\/insideShare Bus, inside share: changes nothing/u),
    ])
    expect(told({ city, travel, allocation: 'resident-activity' })).toEqual([])
  })

  test('is a powertrain of people who move themselves', () => {
    const row = { powertrain: 'hybrid-petrol', passengerDistance: 1e6 }
    expect(ofRow({ mode: 'walk', ...row })).toEqual([
      '/demand/0/powertrain Walking, powertrain: changes nothing, because people move themselves.',
    ])
    expect(ofRow({ mode: 'shared-bike', ...row })).toEqual([
      expect.stringMatching('^/demand/0/powertrain Shared bicycle'),
    ])
  })

  test('is a class or standard of a fleet that the row it drives says otherwise', () => {
    const fleet = [
      {
        ...{ mode: 'car', powertrain: 'petrol', distanceShare: 1 },
        ...{ vehicleClass: 'medium', emissionStandard: 'euro-4' },
      },
    ]
    const small = { mode: 'car', vehicleClass: 'small', vehicleDistance: MILLION }
    expect(told({ demand: [small], fleet })).toEqual([
      '/fleet/0/vehicleClass Car, vehicle class medium: changes nothing, because /demand/0 states small, and a row of demand goes before a row of fleet.',
    ])
    expect(
      told({ demand: [{ ...small, vehicleClass: 'medium', emissionStandard: 'euro-6' }], fleet }),
    ).toEqual([
      expect.stringMatching('^/fleet/0/emissionStandard Car, emission standard euro-4: changes nothing'),
    ])
    const rest = { mode: 'car', flow: 'inbound', vehicleDistance: MILLION }
    expect(told({ demand: [{ ...small, flow: 'within' }, rest], fleet })).toEqual([])
  })

  test('is the energy of vehicles with a share of 0', () => {
    const fleet = [
      { mode: 'car', powertrain: 'petrol', distanceShare: 1, energyIntensity: '6 L/100km' },
      { mode: 'car', powertrain: 'electric', distanceShare: 0, energyIntensity: '20 kWh/100km' },
    ]
    expect(told({ demand: [{ mode: 'car', vehicleDistance: MILLION }], fleet })).toEqual([
      '/fleet/1/energyIntensity Car, energy intensity: changes nothing, because its share of the distance is 0.',
    ])
  })

  test('is a speed where one figure was published for all speeds', () => {
    // EMEP/EEA 2019, mopeds: 25 g of fuel per km before Euro 1, 20 g at Euro 1, at every speed.
    const body = { demand: [{ mode: 'moped', vehicleDistance: MILLION }] }
    expect(told({ ...body, speeds: [{ mode: 'moped', meanSpeed: 19 }] })).toEqual([
      '/speeds/0 Moped, average petrol: the speed curve of petrol is the same at every speed; the stated mean speed does not change its energy.',
    ])
  })
})

describe('a class that an index tells of', () => {
  const small = (powertrain: string) =>
    resultOf({
      city: { name: 'T', country: 'GB', population: 100_000 },
      period: '2019',
      demand: [{ mode: 'car', vehicleClass: 'small', powertrain, vehicleDistance: '100 million vkm' }],
      speeds: [{ mode: 'car', meanSpeed: '28 km/h' }],
    })

  test('is not said to be the average of all classes', async () => {
    const { notices, assumptions } = await small('petrol')
    expect(assumptions.some(({ parameter }) => parameter.endsWith('class index'))).toBe(true)
    expect(notices.filter(({ detail }) => detail.includes('average of all classes'))).toEqual([])
  })
})

test('two figures of one name are named once', async () => {
  const { notices } = await resultOf({
    city: { name: 'T', country: 'NO' },
    period: '2022',
    demand: [{ mode: 'car', vehicleDistance: '100 million vkm' }],
    speeds: [{ mode: 'car', meanSpeed: '140 km/h' }],
  })
  const clamped = notices.filter(({ code }) => code === 'speed-clamped').map(({ detail }) => detail)
  expect(clamped.join(' ')).toContain('2 figures: ')
  expect(clamped.join(' ').match(/plug-in-hybrid-petrol/gu)).toHaveLength(1)
})

test('shares of a fleet are told that the rows of demand name their powertrains', () => {
  const body = {
    demand: [{ mode: 'car', powertrain: 'diesel', vehicleDistance: '100 million vkm' }],
    fleet: [{ mode: 'car', powertrain: 'petrol', distanceShare: 1 }],
  }
  expect(told(body)).toEqual([
    '/fleet/0/distanceShare Car, distance share: changes nothing, because /demand/0 states diesel, and a row of demand goes before a row of fleet.',
  ])
})

test('a figure without an emission standard is one of them all', async () => {
  const { notices } = await resultOf({
    city: { name: 'T', country: 'DE' },
    period: '2022',
    demand: [{ mode: 'ferry', emissionStandard: 'euro-6', passengerDistance: '1 million pkm' }],
  })
  const said = notices.filter(({ code }) => code === 'factor-class-fallback').map(({ detail }) => detail)
  expect(said.join(' ')).toContain('Cordon uses one of all emission standards.')
})
