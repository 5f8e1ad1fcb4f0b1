import { describe, expect, test } from 'vitest'
import { faultsOf, noticesOf, resultOf } from '../../fixtures/newest-answer.ts'

const CARS = { mode: 'car', vehicleDistance: '3412.3 million vmi' }
const LEEDS = { name: 'Leeds', country: 'GB', population: 793_100 }
const leedsWith = (...rows: readonly object[]) => ({ city: LEEDS, period: '2019', demand: [CARS, ...rows] })

/** The codes and places of what a request is refused for. */
const refusedFor = async (body: object) =>
  (await faultsOf(body)).map(({ code, pointer }) => `${code} ${pointer}`)
/** The places of the notices of one mode for each inhabitant. */
const namedIn = async (body: object) =>
  noticesOf(await resultOf(body), 'mode-per-capita-unusual').map(({ pointer }) => pointer)

describe('one mode beside the right distance of cars', () => {
  // Bus: at most 300 vkm a head are usual, so that up to 0.0003 would be usual with a million: 24 vmi are 38.6 km for 793 100
  // persons, 0.000 049. Trucks, metro, trams by energy and litres of buses alike.
  test.each([
    ['vehicleDistance', { mode: 'bus', vehicleDistance: '24 vmi' }],
    ['vehicleDistance', { mode: 'rigid-truck', vehicleDistance: '210 vmi' }],
    ['vehicleDistance', { mode: 'articulated-truck', vehicleDistance: '190 vmi' }],
    ['vehicleDistance', { mode: 'van', vehicleDistance: '480 vkm' }],
    ['vehicleDistance', { mode: 'motorcycle', vehicleDistance: '50 vkm' }],
    ['passengerDistance', { mode: 'metro', passengerDistance: '200 pkm' }],
    ['tonneDistance', { mode: 'articulated-truck', tonneDistance: '900 tkm' }],
    ['energy', { mode: 'tram', energy: '14.3 kWh', carrier: 'electricity' }],
    ['energy', { mode: 'bus', energy: '9.8 L', carrier: 'diesel' }],
  ])('without its million is refused at its %s: %j', async (field, row) => {
    expect(await refusedFor(leedsWith(row))).toEqual([`mode-per-capita-impossible /demand/1/${field}`])
  })

  test('says what may be meant', async () => {
    const [fault] = await faultsOf(leedsWith({ mode: 'bus', vehicleDistance: '24 vmi' }))
    // 24 vmi × 1.609344 × 10⁶.
    expect(fault?.candidates?.[0]).toBe('38.62 million vkm may be meant')
  })

  // 24 thousand vmi: 0.0487 vkm a head, a thousandth of what is meant; 9.8 t of diesel for 9.8 kt; 14.3 MWh for GWh.
  test.each([
    { mode: 'bus', vehicleDistance: '24 thousand vmi' },
    { mode: 'bus', energy: '9.8 t', carrier: 'diesel' },
    { mode: 'tram', energy: '14.3 MWh', carrier: 'electricity' },
  ])('a thousandth of what is meant is named: %j', async (row) => {
    expect(await namedIn(leedsWith(row))).toEqual([
      `/demand/1/${'energy' in row ? 'energy' : 'vehicleDistance'}`,
    ])
  })

  // 24 billion vmi are 48 700 vkm a head, beyond ten times 300; 14 300 GWh are 64 900 MJ, beyond ten times 2000.
  test.each([
    ['vehicleDistance', { mode: 'bus', vehicleDistance: '24 billion vmi' }],
    ['energy', { mode: 'tram', energy: '14300 GWh', carrier: 'electricity' }],
  ])('a thousand times too much is refused at its %s, and not at the population', async (field, row) => {
    expect(await refusedFor(leedsWith(row))).toEqual([`mode-per-capita-impossible /demand/1/${field}`])
  })

  test('what is right is not named', async () => {
    const rows = [
      { mode: 'bus', vehicleDistance: '24 million vmi' },
      { mode: 'articulated-truck', vehicleDistance: '190 million vkm' },
      { mode: 'tram', energy: '14.3 GWh', carrier: 'electricity' },
    ]
    expect(await namedIn(leedsWith(...rows))).toEqual([])
    expect(await refusedFor(leedsWith(...rows))).toEqual([])
  })

  test('a depot alone may be small by right, until a million would make it usual', async () => {
    const depot = (energy: string) => ({
      city: LEEDS,
      period: '2019',
      demand: [{ mode: 'bus', energy, carrier: 'diesel' }],
    })
    expect(await namedIn(depot('20 t'))).toEqual([])
    expect(await refusedFor(depot('20 kg'))).toEqual(['mode-per-capita-impossible /demand/0/energy'])
  })

  test('a wrong population is told at the population alone', async () => {
    const body = leedsWith({ mode: 'bus', vehicleDistance: '24 million vmi' })
    expect(await refusedFor({ ...body, city: { ...LEEDS, population: 793 } })).toEqual([
      'distance-per-capita-impossible /city/population',
    ])
  })
})

describe('an area without its unit', () => {
  const paris = (area: unknown) => ({
    city: { name: 'Paris', country: 'FR', population: 2_100_000, area },
    period: '2019',
    demand: [{ mode: 'car', vehicleDistance: '3000 million vkm' }],
  })
  const hintOf = async (area: unknown) => noticesOf(await resultOf(paris(area)), 'density-unusual')

  // 2.1 million on 10 540 km² are 199 each: no city, but 19 920 on each km² if hectares are meant. 26 045 acres alike.
  test.each([
    [10_540, 'in hectares it would be 19920 persons/km2'],
    [26_045, 'in acres it would be 19920 persons/km2'],
    [{ value: 10_540 }, 'in hectares it would be 19920 persons/km2'],
  ])('%j may be hectares or acres', async (area, hint) => {
    const [notice, ...more] = await hintOf(area)
    expect(more).toEqual([])
    expect(notice).toMatchObject({ pointer: '/city/area' })
    expect(notice?.detail).toContain(hint)
  })

  test.each([105.4, '105.4 km2', '10540 ha', '26045 acres', '10540 km2'])(
    '%j says what it is',
    async (area) => {
      expect(await hintOf(area)).toEqual([])
    },
  )

  test('in square metres it is refused', async () => {
    expect(await refusedFor(paris(105_400_000))).toEqual(['density-impossible /city/area'])
  })
})

describe('other units', () => {
  test('one main fuel in tonnes for thousand tonnes is named beside the other', async () => {
    const sold = (diesel: string) => ({
      city: LEEDS,
      period: '2019',
      allocation: 'fuel-sales',
      fuelSales: [
        { carrier: 'petrol', quantity: '200 kt' },
        { carrier: 'diesel', quantity: diesel },
      ],
    })
    // 250 t × 43 MJ/kg ÷ 793 100 = 13.6 MJ a head.
    expect(noticesOf(await resultOf(sold('250 t')), 'fuel-sales-per-capita-unusual')).toMatchObject([
      { pointer: '/fuelSales/1/quantity', detail: expect.stringContaining('diesel') },
    ])
    expect(noticesOf(await resultOf(sold('250 kt')), 'fuel-sales-per-capita-unusual')).toEqual([])
  })

  test('kg/kWh stated as g/kWh is named where the published grid is clean too', async () => {
    const oslo = (intensity: string) => ({
      city: { name: 'Oslo', country: 'NO', population: 700_000 },
      period: '2019',
      demand: [{ mode: 'tram', energy: '30 GWh', carrier: 'electricity' }],
      electricity: { intensity },
    })
    const named = async (intensity: string) =>
      noticesOf(await resultOf(oslo(intensity)), 'grid-intensity-unusual').map(({ pointer }) => pointer)
    expect(await named('0.02 g CO2e/kWh')).toEqual(['/electricity/intensity'])
    expect(await named('20 g CO2e/kWh')).toEqual([])
    expect(await named('0 g CO2e/kWh')).toEqual([])
  })

  test('40 °C as the mean of a year in Oslo is refused: no city of a nation lies 25 °C off', async () => {
    const body = {
      city: { name: 'Oslo', country: 'NO', population: 700_000 },
      period: '2019',
      demand: [{ mode: 'car', vehicleDistance: '3000 million vkm' }],
    }
    expect(await refusedFor({ ...body, climate: { meanTemperature: '40 °C' } })).toEqual([
      'temperature-impossible /climate/meanTemperature',
    ])
    expect(await refusedFor({ ...body, climate: { meanTemperature: '6 °C' } })).toEqual([])
  })
})
