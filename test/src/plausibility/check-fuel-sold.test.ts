import { describe, expect, test } from 'vitest'
import { faultsOf, noticesOf, resultOf } from '../../fixtures/newest-answer.ts'

const LEEDS = { name: 'Leeds', country: 'GB' }
const CARS = { mode: 'car', vehicleDistance: '4900 million vkm' }

const sold = (petrol: string, diesel: string, more: object = {}) => ({
  city: LEEDS,
  period: '2019',
  allocation: 'fuel-sales',
  fuelSales: [
    { carrier: 'petrol', quantity: petrol },
    { carrier: 'diesel', quantity: diesel },
  ],
  ...more,
})
const noticesFor = async (body: object) => noticesOf(await resultOf(body), 'fuel-sales-unusual')

describe('fuel sold in a place whose population is not stated', () => {
  // 154 + 210 = 364 kt × 43 MJ/kg = 1.565 × 10^10 MJ; the most that is usual is 4 × 10^7 × 30 000 = 1.2 × 10^12 MJ.
  test('that is a city is not remarked upon', async () => {
    expect(await noticesFor(sold('154 kt', '210 kt'))).toEqual([])
  })

  test('in million tonnes for thousand tonnes is named, at the larger sale, with what may be meant', async () => {
    // 1.565 × 10^13 MJ: more than 40 million inhabitants take, less than the 4.5 × 10^13 of a country.
    const [notice, ...more] = await noticesFor(sold('154 Mt', '210 Mt'))
    expect(more).toEqual([])
    expect(notice).toMatchObject({ pointer: '/fuelSales/1/quantity', found: { atMost: 1.2e12 } })
    // 210 × 10^9 kg ÷ 1000, in the unit that the sale is read in.
    expect(notice?.detail).toContain('210 million kg may be meant')
  })

  test('beyond what any country takes is refused', async () => {
    // 1.565 × 10^16 MJ.
    expect(await faultsOf(sold('154 billion t', '210 billion t'))).toMatchObject([
      { code: 'fuel-sales-impossible', pointer: '/fuelSales/1/quantity' },
    ])
  })

  test('is acknowledged like any other', async () => {
    const acknowledge = [{ code: 'fuel-sales-unusual', reason: 'A whole country is meant.' }]
    const notices = await noticesFor(sold('154 Mt', '210 Mt', { acknowledge }))
    expect(notices).toMatchObject([{ acknowledged: 'A whole country is meant.' }])
  })

  test('with a population the figure per inhabitant is judged, and the cause is named once', async () => {
    const result = await faultsOf(sold('154 Mt', '210 Mt', { city: { ...LEEDS, population: 793_100 } }))
    expect(result.map(({ code }) => code)).toEqual(['fuel-sales-per-capita-impossible'])
  })

  test('a month is a twelfth of a year', async () => {
    // 2 Mt × 43 = 8.6 × 10^10 MJ a month, 1.03 × 10^12 a year; 3 Mt are 1.55 × 10^12.
    const month = (diesel: string) => sold('0.1 kt', diesel, { period: '2019-01' })
    expect(await noticesFor(month('2 Mt'))).toEqual([])
    expect(await noticesFor(month('3 Mt'))).toHaveLength(1)
  })
})

describe('beside the distance of cars', () => {
  const beside = (quantity: string, ...rows: readonly object[]) => ({
    city: LEEDS,
    period: '2019',
    demand: rows.length > 0 ? rows : [CARS],
    fuelSales: [{ carrier: 'diesel', quantity }],
  })

  // 364 kt × 43 MJ/kg ÷ 4.9 × 10^9 vkm = 3.19 MJ/vkm.
  test('what traffic takes is usual', async () => {
    expect(await noticesFor(beside('364 kt'))).toEqual([])
  })

  test.each([
    // 3194 MJ/vkm.
    ['364 Mt', '364 million kg may be meant'],
    // 0.0032 MJ/vkm.
    ['364 t', '364 million kg may be meant'],
  ])('%s for thousand tonnes is named', async (quantity, hint) => {
    const [notice] = await noticesFor(beside(quantity))
    expect(notice).toMatchObject({ pointer: '/fuelSales/0/quantity' })
    expect(notice?.detail).toContain(hint)
  })

  test('of buses alone, any amount may be sold', async () => {
    const bus = { mode: 'bus', vehicleDistance: '24 million vkm' }
    expect(await noticesFor(beside('364 kt', bus))).toEqual([])
  })
})

describe('a mode beside cars, where no population is stated', () => {
  const named = async (...rows: readonly object[]) =>
    noticesOf(
      await resultOf({ city: LEEDS, period: '2019', demand: [CARS, ...rows] }),
      'mode-per-capita-unusual',
    )

  // Bus: least 0.0002 × 300 ÷ 12 600 = 4.8 × 10^-6 vkm for each vkm of cars, 23 300 vkm here; most 10 × 300 ÷ 50 = 60.
  test.each([
    [{ mode: 'bus', vehicleDistance: '24 vkm' }, '24 million vkm may be meant'],
    [{ mode: 'metro', vehicleDistance: '50 vkm' }, '50 million vkm may be meant'],
    [{ mode: 'metro', passengerDistance: '200 pkm' }, '200 million pkm may be meant'],
    [{ mode: 'tram', energy: '14.3 kWh', carrier: 'electricity' }, 'million MJ may be meant'],
    [{ mode: 'bus', vehicleDistance: '24000 vkm' }, undefined],
  ])('%j', async (row, hint) => {
    const notices = await named(row)
    expect(notices).toHaveLength(hint === undefined ? 0 : 1)
    if (hint === undefined) return
    expect(notices[0]).toMatchObject({ pointer: expect.stringMatching(/^\/demand\/1\//) })
    expect(notices[0]?.detail).toContain(hint)
  })

  test('what a city has of each is usual', async () => {
    expect(
      await named(
        { mode: 'bus', vehicleDistance: '24 million vkm' },
        { mode: 'metro', vehicleDistance: '50 million vkm' },
        { mode: 'tram', energy: '14.3 GWh', carrier: 'electricity' },
      ),
    ).toEqual([])
  })
})

describe('a city with a metro or trams', () => {
  const METRO = { mode: 'metro', vehicleDistance: '50 million vkm' }
  const paris = (area: string | number, ...rows: readonly object[]) => ({
    city: { name: 'Paris', country: 'FR', population: 2_102_650, area },
    period: '2022',
    demand: [CARS, ...rows],
  })
  const densityIn = async (body: object) => noticesOf(await resultOf(body), 'density-unusual')

  test('and hectares in a form that says km² is asked about', async () => {
    // 2 102 650 ÷ 10 540 = 199.5 persons/km²; in hectares 19 950.
    const [notice] = await densityIn(paris('10540 km2', METRO))
    expect(notice).toMatchObject({ pointer: '/city/area' })
    expect(notice?.detail).toContain('in hectares it would be 19950 persons/km2')
  })

  test.each(['10540 ha', '105.4 km2', 105.4])('%j is what it says', async (area) => {
    expect(await densityIn(paris(area, METRO))).toEqual([])
  })

  test('a region without them may be as empty as that', async () => {
    expect(await densityIn(paris('10540 km2'))).toEqual([])
  })
})
