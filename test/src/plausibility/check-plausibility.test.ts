import { describe, expect, test } from 'vitest'
import { EstimateRefused, type Notice, type Refusal } from '../../../src/index.ts'
import { judgedOf, LEEDS } from '../../fixtures/request.ts'

type Body = Record<string, unknown>

/** What the guard says of a body: codes of what is unusual, or of what is impossible. */
function saidOf(body: Body): readonly string[] {
  return [...noticesOf(body), ...refusalsOf(body)].map(({ code }) => code)
}

function noticesOf(body: Body): readonly Notice[] {
  try {
    return judgedOf(body).notices.filter(({ code }) => code.endsWith('-unusual'))
  } catch (error) {
    if (error instanceof EstimateRefused) return []
    throw error
  }
}

function refusalsOf(body: Body): readonly Refusal[] {
  try {
    judgedOf(body)
    return []
  } catch (error) {
    if (error instanceof EstimateRefused) return error.refusals
    throw error
  }
}

/** Petrol cars and diesel buses of Leeds: 6000 vkm of cars for each of 793 100 inhabitants. */
const CARS = {
  mode: 'car',
  powertrain: 'petrol',
  vehicleDistance: 6000 * 793_100,
  energyIntensity: '2.5 MJ/vkm',
}
const BUSES = {
  mode: 'bus',
  powertrain: 'diesel',
  vehicleDistance: '20 million vkm',
  energyIntensity: '14 MJ/vkm',
}
const WHOLE = { demand: [CARS, BUSES] }
const withCars = (more: Body): Body => ({ demand: [{ ...CARS, ...more }, BUSES] })
const withCity = (population: number, more: Body = {}): Body => ({
  ...WHOLE,
  ...more,
  city: { ...LEEDS, population },
})

test('a usual city has nothing unusual', () => {
  expect(saidOf(WHOLE)).toEqual([])
})

describe('fuel per vehicle-km', () => {
  // Cars: usual 0.4 to 14 MJ/vkm, possible 0.04 to 140.
  test.each([
    ['13.9 MJ/vkm', []],
    ['14.1 MJ/vkm', ['vehicle-fuel-unusual']],
    ['139 MJ/vkm', ['vehicle-fuel-unusual']],
    ['141 MJ/vkm', ['vehicle-fuel-impossible']],
    ['0.41 MJ/vkm', []],
    ['0.39 MJ/vkm', ['vehicle-fuel-unusual']],
    ['0.041 MJ/vkm', ['vehicle-fuel-unusual']],
    ['0.039 MJ/vkm', ['vehicle-fuel-impossible']],
  ])('of cars: %s', (energyIntensity, said) => {
    expect(saidOf(withCars({ energyIntensity }))).toEqual(said)
  })

  test('names the place, the figure and its range, and what commonly causes it', () => {
    const [notice] = noticesOf(withCars({ energyIntensity: '20 MJ/vkm' }))
    expect(notice).toMatchObject({
      pointer: '/demand/0/energyIntensity',
      found: { unit: 'MJ/vkm', atLeast: 0.4, atMost: 14 },
    })
    expect(notice?.found?.value).toBeCloseTo(20, 9)
    const [refusal] = refusalsOf(withCars({ energyIntensity: '2500 MJ/vkm' }))
    expect(refusal).toMatchObject({ pointer: '/demand/0/energyIntensity' })
    expect(refusal?.candidates?.[0]).toContain('a different unit')
  })

  test('from energy and distance of a row', () => {
    // 1 TJ over 10 000 vkm is 100 MJ/vkm; over 1000 vkm, 1000 MJ/vkm.
    const row = (vehicleDistance: number) => ({
      demand: [{ mode: 'car', powertrain: 'petrol', energy: '1 TJ', carrier: 'petrol', vehicleDistance }],
    })
    expect(saidOf(row(10_000))).toEqual(['vehicle-fuel-unusual'])
    expect(saidOf(row(1000))).toEqual(['vehicle-fuel-impossible'])
  })
})

describe('electricity per vehicle-km', () => {
  // Cars: usual 0.05 to 0.4 kWh/vkm, possible 0.005 to 4.
  test.each([
    ['0.39 kWh/vkm', []],
    ['0.41 kWh/vkm', ['vehicle-electricity-unusual']],
    ['4.1 kWh/vkm', ['vehicle-electricity-impossible']],
    ['0.049 kWh/vkm', ['vehicle-electricity-unusual']],
    ['0.0049 kWh/vkm', ['vehicle-electricity-impossible']],
  ])('of cars: %s', (energyIntensity, said) => {
    expect(saidOf(withCars({ powertrain: 'electric', energyIntensity }))).toEqual(said)
  })
})

describe('emissions per kWh', () => {
  const withGrid = (intensity: string): Body => ({
    ...withCars({ powertrain: 'electric', energyIntensity: '0.18 kWh/vkm' }),
    electricity: { intensity, lossShare: 0.08 },
  })

  // Usual to 1400, possible to 3000 g/kWh; from below a fiftieth of the 253.1 g/kWh that the set has for Britain: 5.06.
  test.each([
    ['1390 g CO2/kWh', []],
    ['1410 g CO2/kWh', ['grid-intensity-unusual']],
    ['3010 g CO2/kWh', ['grid-intensity-impossible']],
    ['6 g CO2/kWh', []],
    ['4 g CO2/kWh', ['grid-intensity-unusual']],
  ])('%s', (intensity, said) => {
    expect(saidOf(withGrid(intensity))).toEqual(said)
  })

  test('a thousand times too large is named where it was stated, and once', () => {
    expect(refusalsOf(withGrid('233 kg CO2/kWh'))).toMatchObject([
      { code: 'grid-intensity-impossible', pointer: '/electricity/intensity' },
    ])
  })
})

describe('persons and tonnes on board', () => {
  // Cars: usual 1 to 4, possible 0.9 (a driver, rounded) to 9 persons.
  test.each([
    [1, []],
    [0.95, ['vehicle-load-unusual']],
    [0.89, ['vehicle-load-impossible']],
    [4, []],
    [4.1, ['vehicle-load-unusual']],
    [9.1, ['vehicle-load-impossible']],
  ])('%d persons in a car', (personsPerVehicle, said) => {
    expect(saidOf({ ...WHOLE, occupancy: [{ mode: 'car', personsPerVehicle }] })).toEqual(said)
  })

  test('from two distances of a row', () => {
    // 9.1 × the vehicle distance in passenger-km.
    const passengerDistance = CARS.vehicleDistance * 9.1
    expect(refusalsOf(withCars({ passengerDistance }))).toMatchObject([
      { code: 'vehicle-load-impossible', pointer: '/demand/0' },
    ])
  })

  test('less than a driver from two distances is unusual only: they may be of different boundaries', () => {
    // 0.5 persons; a tenth of the usual 1 is possible.
    expect(saidOf(withCars({ passengerDistance: CARS.vehicleDistance * 0.5 }))).toEqual([
      'vehicle-load-unusual',
    ])
    expect(saidOf(withCars({ passengerDistance: CARS.vehicleDistance * 0.09 }))).toEqual([
      'vehicle-load-impossible',
    ])
  })

  test('tonnes of a van', () => {
    // Usual to 1.6 t, possible to 3.5 t.
    const van = (tonnesPerVehicle: string): Body => ({
      demand: [{ mode: 'van', powertrain: 'diesel', vehicleDistance: 1e6, energyIntensity: '3 MJ/vkm' }],
      loads: [{ mode: 'van', tonnesPerVehicle }],
    })
    expect(['1.5 t/vehicle', '2 t/vehicle', '4 t/vehicle'].map((load) => saidOf(van(load)))).toEqual([
      [],
      ['vehicle-load-unusual'],
      ['vehicle-load-impossible'],
    ])
  })
})

describe('trips', () => {
  const walking = (meanTripLength: string): Body => ({
    demand: [...WHOLE.demand, { mode: 'walk', trips: 1e8, meanTripLength }],
  })

  // Walking: usual 0.2 to 5 km, possible 0.02 to 50.
  test.each([
    ['0.2 km', []],
    ['0.19 km', ['trip-length-unusual']],
    ['0.019 km', ['trip-length-impossible']],
    ['5 km', []],
    ['5.1 km', ['trip-length-unusual']],
    ['51 km', ['trip-length-impossible']],
  ])('of %s', (meanTripLength, said) => {
    expect(saidOf(walking(meanTripLength))).toEqual(said)
  })

  const travelling = (tripsPerPersonPerDay: number, meanTripLength = '8 km'): Body => ({
    demand: [],
    travel: { tripsPerPersonPerDay, modes: [{ mode: 'car', tripShare: 1, meanTripLength }] },
    fleet: [{ mode: 'car', powertrain: 'petrol', distanceShare: 1, energyIntensity: '2.5 MJ/vkm' }],
    occupancy: [{ mode: 'car', personsPerVehicle: 2 }],
  })

  // Usual 1 to 6 a day, possible 0.1 to 60.
  test.each([
    [1, []],
    [0.9, ['trip-rate-unusual']],
    [0.09, ['trip-rate-impossible']],
    [6, []],
    [6.1, ['trip-rate-unusual']],
    [61, ['trip-rate-impossible']],
  ])('%d of an inhabitant on a day', (rate, said) => {
    // What follows from an unusual rate is not found again.
    expect(saidOf(travelling(rate))).toEqual(said)
  })

  test('a distance that no inhabitant travels', () => {
    // 6 trips × 30 km = 180 pkm a day, above 150; at 2 persons, 32 850 vkm a year, below 40 000.
    expect(saidOf(travelling(6, '30 km'))).toEqual(['travel-per-day-unusual'])
  })

  test('a distance that no day holds', () => {
    // Trains, whose vehicle-km are no road's: 6 trips × 500 km = 3000 pkm a day, above 2880; 500 km is above the usual 200.
    const body = {
      demand: [],
      travel: { tripsPerPersonPerDay: 6, modes: [{ mode: 'rail', tripShare: 1, meanTripLength: '500 km' }] },
      fleet: [{ mode: 'rail', powertrain: 'electric', distanceShare: 1, energyIntensity: '10 kWh/vkm' }],
      occupancy: [{ mode: 'rail', personsPerVehicle: 200 }],
    }
    expect(saidOf(body)).toEqual(['travel-per-day-impossible'])
  })
})

describe('figures of an inhabitant', () => {
  // 4 778.6 million vkm of roads (6000 × 793 100 + 20 million): usual 1000 to 40 000 in Britain, possible to 500 000.
  test.each([
    [793_100, []], //   6025 vkm each
    [4_700_000, []], // 1017
    [4_800_000, ['distance-per-capita-unusual']], // 996
    [120_000, []], //   39 822
    [119_000, ['distance-per-capita-unusual']], // 40 156
    [10_000, ['distance-per-capita-unusual']], // 477 860
    [9500, ['distance-per-capita-unusual']], //   503 010, of fewer than 10 000 inhabitants
  ])('%d inhabitants', (population, said) => {
    expect(saidOf(withCity(population))).toEqual(said)
  })

  test('a hundred kilometres of full motorway for ten thousand inhabitants', () => {
    // 4 778.6 + 500 million vkm over 10 000 inhabitants: 527 860 vkm each.
    const more = { ...BUSES, mode: 'coach', vehicleDistance: '500 million vkm' }
    expect(refusalsOf(withCity(10_000, { demand: [CARS, BUSES, more] }))).toMatchObject([
      { code: 'distance-per-capita-impossible', pointer: '/city/population' },
    ])
  })

  test.each([
    [7_931_000, 'a digit too many', 'a population of 793100 would make it 6025 vkm/person/a'],
    [79_310, 'a digit too few', 'a population of 793100 would make it 60'],
  ])('%d inhabitants: %s', (population, why, hint) => {
    const [notice, ...others] = noticesOf(withCity(population))
    expect(others).toEqual([])
    expect(notice).toMatchObject({ code: 'distance-per-capita-unusual', pointer: '/city/population' })
    expect(notice?.detail).toContain(why)
    expect(notice?.detail).toContain(hint.slice(0, 40))
  })

  test('a part of the traffic is small by right', () => {
    expect(saidOf({ demand: [{ ...CARS, vehicleDistance: 1e6 }] })).toEqual([])
    expect(saidOf({ demand: [BUSES] })).toEqual([])
    expect(saidOf({ demand: [{ ...CARS, flow: 'inbound', vehicleDistance: 1e6 }, BUSES] })).toEqual([])
    expect(saidOf({ demand: [{ ...CARS, flow: 'within', vehicleDistance: 1e6 }, BUSES] })).toEqual([
      'distance-per-capita-unusual',
    ])
    expect(saidOf({ demand: [{ mode: 'car', vehicleDistance: 1e6 }] })).toEqual([
      'distance-per-capita-unusual',
    ])
  })

  test('of a month, as of a year', () => {
    // 31 of 365 days: a twelfth of the distance of a year is as usual as the year's.
    const distance = (part: number) => ({ ...CARS, vehicleDistance: CARS.vehicleDistance * part })
    expect(saidOf({ period: '2019-01', demand: [distance(31 / 365), BUSES] })).toEqual([])
    expect(saidOf({ period: '2019-01', demand: [distance(1), BUSES] })).toEqual([
      'distance-per-capita-unusual',
    ])
  })

  test('fuel sold', () => {
    // Of 793 100 inhabitants: usual 5000 to 150 000 MJ, possible to 10 million; 1 PJ is 1261 MJ, 24 PJ are 30 261 MJ,
    // 130 PJ are 163 914 MJ, 1180 PJ are 1.488 million MJ and 8000 PJ are 10.09 million MJ.
    const sold = (quantity: string, carrier = 'petrol') => ({ ...WHOLE, fuelSales: [{ carrier, quantity }] })
    expect(
      ['1 PJ', '24 PJ', '130 PJ', '8000 PJ'].map((quantity) => saidOf(sold(quantity, 'diesel'))),
    ).toEqual([
      ['fuel-sales-per-capita-unusual'],
      [],
      ['fuel-sales-per-capita-unusual'],
      ['fuel-sales-per-capita-impossible'],
    ])
    // Ships take no petrol: ten times the most that is usual, 1.5 million MJ, is impossible. 1200 PJ are 1.513 million MJ.
    expect(['1180 PJ', '1200 PJ'].map((quantity) => saidOf(sold(quantity)))).toEqual([
      ['fuel-sales-per-capita-unusual'],
      ['fuel-sales-per-capita-impossible'],
    ])
    // 154 ktoe that were meant, a thousand times too large beside right diesel: the row is named, and not the population.
    const leeds = {
      ...WHOLE,
      fuelSales: [
        { carrier: 'diesel', quantity: '154 ktoe' },
        { carrier: 'petrol', quantity: '154000 ktoe' },
      ],
    }
    expect(refusalsOf(leeds)).toMatchObject([
      { code: 'fuel-sales-per-capita-impossible', pointer: '/fuelSales/1/quantity' },
    ])
    // 1000 million L × 34 MJ/L over 793 100 inhabitants: 42 870 MJ; in kg of 43 MJ, 54 218 MJ.
    expect(saidOf(sold('1000 million L'))).toEqual([])
    expect(saidOf(sold('1000 kt'))).toEqual([])
  })

  test('emissions, where no distance tells', () => {
    // Petrol of 69.3 kg CO2/GJ and a little CH4 and N2O: 3 PJ are about 0.26 t for each of 793 100 inhabitants, 24 PJ 2.1 t,
    // 200 PJ 17.7 t, 1600 PJ 141 t and 1800 PJ 159 t; usual 0.3 to 15, possible to 150 on the road.
    const burnt = (energy: string) => ({ demand: [{ mode: 'car', energy, carrier: 'petrol' }] })
    expect(['3 PJ', '24 PJ', '200 PJ', '1600 PJ', '1800 PJ'].map((energy) => saidOf(burnt(energy)))).toEqual([
      ['emissions-per-capita-unusual'],
      [],
      ['emissions-per-capita-unusual'],
      ['emissions-per-capita-unusual'],
      ['emissions-per-capita-impossible'],
    ])
  })

  test('population', () => {
    // Usual to 40 million, possible to 1500 million; whoever has so many has little traffic each, which is not said again.
    expect(saidOf(withCity(39e6))).toEqual(['distance-per-capita-unusual'])
    expect(saidOf(withCity(41e6))).toEqual(['population-unusual'])
    expect(saidOf(withCity(1.6e9))).toEqual(['population-impossible'])
  })
})

describe('where a city is', () => {
  const withArea = (area: string | number, more: Body = {}): Body => ({
    ...WHOLE,
    ...more,
    city: { ...LEEDS, population: 793_100, area },
  })

  test('density', () => {
    // Leeds has 552 km², 1437 persons/km². Usual 20 to 30 000, possible 0.1 to 100 000.
    expect(saidOf(withArea('552 km2'))).toEqual([])
    expect(saidOf(withArea('55200 ha'))).toEqual([])
    // Hectares or acres without their unit: 14 and 5.8 persons/km².
    expect(saidOf(withArea(55_200))).toEqual(['density-unusual'])
    expect(saidOf(withArea(136_400))).toEqual(['density-unusual'])
    expect(noticesOf(withArea(55_200)).at(0)?.detail).toContain('hectares or acres stated as km²')
    // A million persons/km².
    expect(saidOf(withArea(0.79))).toEqual(['density-impossible'])
    expect(refusalsOf(withArea('0 km2')).map(({ code }) => code)).toEqual(['quantity-out-of-range'])
  })

  test('mean speed', () => {
    const speed = (meanSpeed: string) => ({ speeds: [{ mode: 'car', meanSpeed }] })
    // Usual 5 to 110 km/h, in a city to 80; nothing is impossible.
    expect(saidOf({ ...WHOLE, ...speed('100 km/h') })).toEqual([])
    expect(saidOf({ ...WHOLE, ...speed('200 km/h') })).toEqual(['mean-speed-unusual'])
    expect(saidOf({ ...WHOLE, ...speed('2 km/h') })).toEqual(['mean-speed-unusual'])
    expect(saidOf(withArea('252 km2', speed('100 km/h')))).toEqual(['mean-speed-unusual'])
    const urban = { ...WHOLE, city: { ...LEEDS, setting: 'urban' }, ...speed('100 km/h') }
    expect(saidOf(urban)).toEqual(['mean-speed-unusual'])
  })
})

describe("a mode's share", () => {
  const onFoot = (passengerDistance: number): Body => ({
    demand: [
      { ...CARS, passengerDistance: CARS.vehicleDistance * 1.5 },
      { mode: 'walk', passengerDistance },
      { mode: 'cycle', passengerDistance: 1e8 },
    ],
  })

  test('of walking', () => {
    // 7137.9 million pkm in cars and 100 million by cycle: 3890 million on foot are 34.96 %, 3910 million 35.07 %; usual to 35 %.
    expect(saidOf(onFoot(3.89e9))).toEqual([])
    expect(saidOf(onFoot(3.91e9))).toEqual(['mode-share-unusual'])
  })

  test('is judged among three modes at least', () => {
    const { demand } = onFoot(2e10)
    expect(saidOf({ demand: (demand as object[]).slice(0, 2) })).toEqual([])
  })
})

describe('together with other faults', () => {
  test('what is impossible of a statement comes with what cannot be estimated', () => {
    const body = {
      demand: [CARS, { mode: 'walk', trips: 1e6, meanTripLength: '60 km' }, { mode: 'bus' }],
    }
    expect(refusalsOf(body)).toMatchObject([
      { code: 'activity-incomplete', pointer: '/demand/2' },
      { code: 'trip-length-impossible', pointer: '/demand/1/meanTripLength' },
    ])
  })
})
