import { describe, expect, test } from 'vitest'
import { EstimateRefused, type Notice, type Refusal } from '../../../src/index.ts'
import { judgedOf, LEEDS } from '../../fixtures/request.ts'

type Body = Record<string, unknown>

/** What the guard says of figures per inhabitant: notices and refusals. */
function foundIn(body: Body): readonly (Notice | Refusal)[] {
  try {
    return judgedOf(body).notices.filter(({ code }) => code.endsWith('-unusual'))
  } catch (error) {
    if (error instanceof EstimateRefused) return error.refusals
    throw error
  }
}

/** Leeds 2019: 3412.3 million vehicle miles of cars, 793 100 inhabitants: 6924 vkm each (DfT). */
const cars = (vehicleDistance: string, more: Body = {}): Body => ({
  demand: [{ mode: 'car', vehicleDistance, ...more }],
})
const BUSES = {
  mode: 'bus',
  powertrain: 'diesel',
  vehicleDistance: '20 million vkm',
  energyIntensity: '14 MJ/vkm',
}
const of = (population: number, body: Body): Body => ({ ...body, city: { ...LEEDS, population } })

describe('a population', () => {
  test.each([793.1, 0.5, 793_100.4])('of %d persons is no whole number', (population) => {
    const [refusal, ...others] = foundIn(of(population, cars('3412.3 million vmi')))
    expect(others).toEqual([])
    expect(refusal).toMatchObject({ code: 'quantity-out-of-range', pointer: '/city/population' })
    expect(refusal?.detail).toContain('write persons, such as 793100')
  })

  test('of 793.1 thousand persons is a whole number', () => {
    expect(
      foundIn({ ...cars('3412.3 million vmi'), city: { ...LEEDS, population: '793.1 thousand persons' } }),
    ).toEqual([])
  })

  test('in thousands is refused, with what it may have been', () => {
    const found = foundIn(of(793, cars('3412.3 million vmi')))
    expect(found).toMatchObject([{ code: 'distance-per-capita-impossible', pointer: '/city/population' }])
    // 3412.3 × 1.609344 million vkm ÷ 793 000 = 6925.
    expect((found[0] as Refusal).candidates?.slice(0, 2)).toEqual([
      'a population of 793000 would make it 6925 vkm/person/a',
      '5.492 million vkm would make it 6925 vkm/person/a',
    ])
  })

  test('is not what a distance of cars in thousands beside right vans is told of', () => {
    const vans = {
      mode: 'van',
      powertrain: 'diesel',
      vehicleDistance: '600 million vkm',
      energyIntensity: '3 MJ/vkm',
    }
    const body = { demand: [vans, { mode: 'car', vehicleDistance: '3412.3 thousand vkm' }] }
    const [notice, ...others] = foundIn(of(793_100, body))
    expect(others).toEqual([])
    // 761 vkm each. A population with a digit too many would be usual too; but cars go farther than vans in every city.
    expect(notice).toMatchObject({
      code: 'distance-per-capita-unusual',
      pointer: '/demand/1/vehicleDistance',
    })
    // (600 + 3412.3) million vkm ÷ 793 100.
    expect(notice?.detail).toContain('3.412 billion vkm would make it 5059 vkm/person/a')
  })

  test('in thousands is refused for fuel and for emissions too', () => {
    // 24 PJ over 793 100 inhabitants are 30 261 MJ each, over 793 a thousand times as much.
    const sold = {
      demand: [BUSES],
      fuelSales: [{ carrier: 'petrol', quantity: '24 PJ' }],
    }
    expect(foundIn(of(793, sold))).toMatchObject([
      { code: 'fuel-sales-per-capita-impossible', pointer: '/city/population' },
    ])
    const burnt = { demand: [{ mode: 'car', carrier: 'petrol', energy: '24 PJ' }] }
    expect(foundIn(of(793, burnt))).toMatchObject([
      { code: 'emissions-per-capita-impossible', pointer: '/city/population' },
    ])
  })

  test('of a village beside a motorway stands, if the motorway is stated as through traffic', () => {
    // 400 inhabitants, 8000 vkm each, and 30 km of motorway × 60 000 vehicles × 365 days: 1.6 million vkm each.
    const motorway = 30 * 60_000 * 365
    expect(foundIn(of(400, cars(`${motorway + 3.2e6} vkm`)))).toMatchObject([
      { code: 'distance-per-capita-impossible', pointer: '/city/population' },
    ])
    const rows = [
      { mode: 'car', flow: 'within', vehicleDistance: '3.2 million vkm' },
      { mode: 'car', flow: 'through', vehicleDistance: motorway },
    ]
    expect(foundIn(of(400, { demand: rows }))).toMatchObject([{ code: 'distance-per-capita-unusual' }])
  })

  test('with a digit too many is named, not the distance', () => {
    // Boston: 6.5 million instead of 650 000 inhabitants, for 4900 million vmi a year.
    const body = {
      ...cars('4900 million vmi'),
      city: { name: 'Boston', country: 'US', population: 6_500_000 },
    }
    expect(foundIn(body)).toMatchObject([
      { code: 'distance-per-capita-unusual', pointer: '/city/population' },
    ])
    expect(foundIn(body)[0]?.detail).toContain('a population of 650000 would make it')
  })
})

describe('a distance', () => {
  test.each([
    ['3412.3 vmi', '5492 million'],
    [5491.5, '5492 million'],
  ])('without its million is refused at its place: %s', (vehicleDistance, meant) => {
    const found = foundIn({ demand: [{ mode: 'car', vehicleDistance }] })
    expect(found).toMatchObject([
      { code: 'distance-per-capita-impossible', pointer: '/demand/0/vehicleDistance' },
    ])
    expect(found[0]?.detail).toContain(meant.replace('5492 million', '5.49'))
  })

  test('cars that are split by what drives them are all the cars too', () => {
    const split = [
      { mode: 'car', powertrain: 'petrol', vehicleDistance: '2000 vmi' },
      { mode: 'car', powertrain: 'diesel', vehicleDistance: '1412.3 vmi' },
    ]
    // 3412.3 vmi are 5492 vkm, and 0.007 vkm for each of 793 100 inhabitants; with the million 6924, as DfT counts.
    const found = foundIn({ ...cars('1 vmi'), demand: split })
    expect(found.length).toBeGreaterThan(0)
  })

  test('without its million is found beside buses that have theirs', () => {
    const rows = [BUSES, { mode: 'car', vehicleDistance: '3412.3 vmi' }]
    expect(foundIn({ demand: rows })).toMatchObject([
      { code: 'distance-per-capita-impossible', pointer: '/demand/1/vehicleDistance' },
    ])
  })

  test('of the cars of a town hall is small, and stands with a notice', () => {
    // 50 cars × 10 000 km: 0.63 vkm for each of 793 100 inhabitants; a million times that is not usual either.
    expect(foundIn(cars('500000 vkm'))).toMatchObject([{ code: 'distance-per-capita-unusual' }])
  })

  test('in billions instead of millions is refused at its place', () => {
    const found = foundIn(cars('3412.3 billion vmi'))
    expect(found).toMatchObject([
      { code: 'distance-per-capita-impossible', pointer: '/demand/0/vehicleDistance' },
    ])
    expect((found[0] as Refusal).candidates?.[0]).toBe('5.492 billion vkm would make it 6924 vkm/person/a')
  })

  test('a thousand times too large is told of its row, though the cars beside it are right', () => {
    // Cars 5491.5 million vkm and other vehicles 700 million: 7807 vkm for each of 793 100. Divided by any slip, the whole sum
    // of 889 500 vkm is not usual: 88 950 is above 40 000, 889.5 below 1000.
    const of700 = (vehicleDistance: string): Body => ({
      demand: [
        { mode: 'car', vehicleDistance: '3412.3 million vmi' },
        { ...BUSES, mode: 'coach', vehicleDistance },
      ],
    })
    expect(foundIn(of700('700 million vkm')).filter(({ pointer }) => pointer?.startsWith('/city'))).toEqual(
      [],
    )
    const found = foundIn(of700('700 billion vkm')).find(({ code }) => code.startsWith('distance-per'))
    expect(found).toMatchObject({
      code: 'distance-per-capita-impossible',
      pointer: '/demand/1/vehicleDistance',
    })
    expect((found as Refusal).candidates?.[0]).toBe('700 million vkm would make it 7807 vkm/person/a')
  })

  test('of vehicles is told of the vehicles', () => {
    // 310 million cars of 793 100 inhabitants: 4.7 million vkm each, a thousand times too many.
    expect(
      foundIn(cars('0', { vehicleDistance: undefined, vehicles: 310e6, annualDistance: '12000 km' })),
    ).toMatchObject([{ pointer: '/demand/0/vehicles' }])
  })
})

describe('fuel sold', () => {
  const sold = (...fuelSales: Body[]): Body => ({ ...cars('3412.3 million vmi'), fuelSales })

  test('without its million is refused at its place', () => {
    expect(
      foundIn(sold({ carrier: 'petrol', quantity: '265 L' }, { carrier: 'diesel', quantity: '61 L' })),
    ).toMatchObject([{ code: 'fuel-sales-per-capita-impossible', pointer: '/fuelSales/0/quantity' }])
  })

  test('of a rare fuel may be little', () => {
    expect(foundIn(sold({ carrier: 'lpg', quantity: '2700 kg' }))).toMatchObject([
      { code: 'fuel-sales-per-capita-unusual' },
    ])
  })
})

test('the figure itself is judged, however wide its interval is', () => {
  // 40 156 vkm each, above the usual 40 000; ±90 % reaches far into the usual.
  const wide = { value: 4778.6, unit: 'million vkm', plusMinus: '90 %' }
  const body = (vehicleDistance: unknown): Body => of(119_000, { demand: [{ mode: 'car', vehicleDistance }] })
  const codes = (found: readonly { readonly code: string }[]) => found.map(({ code }) => code)
  expect(codes(foundIn(body(wide)))).toEqual(['distance-per-capita-unusual'])
  expect(codes(foundIn(body(wide)))).toEqual(codes(foundIn(body('4778.6 million vkm'))))
})

describe('vehicles and what each drives', () => {
  const fleet = (vehicles: number, annualDistance: number): Body =>
    of(500_000, {
      demand: [{ mode: 'car', vehicles, annualDistance }],
    })

  // 250 000 × 12 ÷ 500 000 = 6 vkm a head; 250 000 × 12 000 000 ÷ 500 000 = 6 million.
  test.each([12, 12_000_000])('%d km a year is what is wrong, not the number of vehicles', (km) => {
    expect(foundIn(fleet(250_000, km))).toMatchObject([
      {
        code: expect.stringMatching(/^distance-per-capita/u),
        pointer: '/demand/0/annualDistance',
        detail: expect.stringContaining('12000 km/vehicle/a would make it 6000 vkm/person/a'),
      },
    ])
  })

  test('250 vehicles of 12 000 km are too few', () => {
    expect(foundIn(fleet(250, 12_000))).toMatchObject([
      {
        pointer: '/demand/0/vehicles',
        detail: expect.stringContaining('250000 vehicles would make it 6000'),
      },
    ])
  })
})
