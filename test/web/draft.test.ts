import { readFileSync } from 'node:fs'
import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { EMPTY_DRAFT } from '../../web/form/draft.ts'
import { toDraft } from '../../web/form/to-draft.ts'
import { toRequest } from '../../web/form/to-request.ts'
import { fromFragment, toFragment } from '../../web/link/work-link.ts'
import { findCountry } from '../../web/places/countries.ts'
import { ROWS, rowFor } from '../../web/rows/rows.ts'

const typed = (text: string, unit = '') => ({ text, unit })
const PLACE = { ...EMPTY_DRAFT, city: 'Freiburg', country: 'Allemagne', year: '2023' }

describe('a draft becomes a request', () => {
  test('what an office has, in the units of the form', () => {
    const { request, fieldAt } = toRequest({
      ...PLACE,
      population: typed('236 140'),
      area: typed('153,06'),
      rows: {
        cars: typed('97 000'),
        'buses-diesel': typed('4,2', 'litres'),
        trams: typed('16', 'gwh'),
        'motorcycle-km': typed('30', 'vmi'),
      },
    })
    expect(request).toEqual({
      city: { name: 'Freiburg', country: 'DE', population: 236_140, area: '153.06 km2' },
      period: '2023',
      demand: [
        { mode: 'car', vehicles: 97_000 },
        { mode: 'bus', energy: '4.2 L', carrier: 'diesel' },
        { mode: 'tram', energy: '16 GWh', carrier: 'electricity' },
        { mode: 'motorcycle', vehicleDistance: '30 million vmi' },
      ],
    })
    expect(fieldAt['/demand/2']).toBe('trams')
    expect(fieldAt['/demand/0/annualDistance']).toBe('car-annual')
  })

  test('trips and shares', () => {
    const rows = { 'trips-a-day': typed('3,1'), 'share-car': typed('40'), 'length-car': typed('12,5', 'km') }
    expect(toRequest({ ...PLACE, rows }).request).toMatchObject({
      travel: {
        tripsPerPersonPerDay: 3.1,
        modes: [{ mode: 'car', tripShare: 0.4, meanTripLength: '12.5 km' }],
      },
    })
  })

  test('fuel sold alone is counted by the boundary of fuel sales, and beside other figures it is not', () => {
    const sold = { 'petrol-sold': typed('30', 'litres') }
    expect(toRequest({ ...PLACE, rows: sold }).request).toMatchObject({
      allocation: 'fuel-sales',
      fuelSales: [{ carrier: 'petrol', quantity: '30 L' }],
    })
    expect(toRequest({ ...PLACE, rows: { ...sold, cars: typed('5') } }).request).not.toHaveProperty(
      'allocation',
    )
  })

  test('a text with two readings waits for a choice', () => {
    const rows = { trams: typed('16.500') }
    expect(toRequest({ ...PLACE, rows })).toMatchObject({ request: undefined, waits: 'reading' })
    const chosen = { trams: { ...typed('16.500'), chosen: 16.5 } }
    expect(toRequest({ ...PLACE, rows: chosen }).request).toMatchObject({ demand: [{ energy: '16.5 GWh' }] })
    const strange = { trams: { ...typed('16.500'), chosen: 5 } }
    expect(toRequest({ ...PLACE, rows: strange }).request).toBeUndefined()
  })

  test('things that are counted have no decimals', () => {
    const rows = { cars: typed('97.000'), 'car-annual': typed('12 000', 'km') }
    expect(toRequest({ ...PLACE, population: typed('236,140'), rows }).request).toMatchObject({
      city: { population: 236_140 },
      demand: [{ mode: 'car', vehicles: 97_000, annualDistance: '12000 km' }],
    })
  })

  test('a grid that is smaller than the country', () => {
    const rows = { metro: typed('850', 'gwh') }
    const { request } = toRequest({ ...PLACE, grid: ' Sichuan ', rows })
    expect(request).toMatchObject({ electricity: { grid: 'Sichuan' } })
    expect(toRequest(toDraft(request ?? {})).request).toEqual(request)
  })

  test.each([
    ['cars', '97 Tsd. Pkw', { demand: [{ mode: 'car', vehicles: 97_000 }] }],
    ['trams', '16.500 MWh', undefined],
    ['trams', '16 Mio. kWh', { demand: [{ energy: '16000000 kWh' }] }],
    ['buses-diesel', '4.2 million litres of diesel', { demand: [{ energy: '4200000 L' }] }],
    ['motorcycle-km', '30 Mio. km', { demand: [{ vehicleDistance: '30 million vkm' }] }],
    ['motorcycle-km', '3000万公里', { demand: [{ vehicleDistance: '30 million vkm' }] }],
    ['motorcycle-km', '30 million', { demand: [{ vehicleDistance: '30 million vkm' }] }],
    ['motorcycle-km', '30', { demand: [{ vehicleDistance: '30 million vkm' }] }],
    ['buses-diesel', '4.2 tonnes', undefined],
    ['buses-diesel', '30 litres per 100 km', undefined],
  ])('a unit in words: %s, %s', (row, text, request) => {
    const drafted = toRequest({ ...PLACE, rows: { [row]: typed(text) } }).request
    if (request === undefined) expect(drafted).toBeUndefined()
    else expect(drafted).toMatchObject(request)
  })

  test('inhabitants and area with their units', () => {
    const place = { ...PLACE, population: typed('3,8 Mio. Einwohner'), area: typed('153 km²') }
    expect(toRequest({ ...place, rows: { cars: typed('5') } }).request).toMatchObject({
      city: { population: 3_800_000, area: '153 km2' },
    })
  })

  describe('vehicles that are stated in two ways', () => {
    const BUSES = { 'buses-diesel': typed('2'), 'buses-electricity': typed('3'), 'bus-km': typed('4') }
    const byEnergy = [
      { mode: 'bus', energy: '2 L', carrier: 'diesel' },
      { mode: 'bus', energy: '3 GWh', carrier: 'electricity' },
    ]
    const byDistance = { mode: 'bus', vehicleDistance: '4 million vkm' }

    test('wait for a choice', () => {
      expect(toRequest({ ...PLACE, rows: BUSES })).toMatchObject({
        request: undefined,
        waits: 'twice',
        twice: [{ mode: 'bus' }],
      })
    })

    test.each([
      ['first', byEnergy],
      ['second', [byDistance]],
      ['both', [...byEnergy, byDistance]],
    ] as const)('count as chosen: %s', (bus, demand) => {
      expect(toRequest({ ...PLACE, rows: BUSES, counted: { bus } }).request).toMatchObject({ demand })
    })

    describe('by trips of residents, of which all count or none', () => {
      const rows = {
        cars: typed('97000'),
        vans: typed('5'),
        'share-car': typed('60'),
        'share-walk': typed('40'),
      }

      test('wait for a choice', () => {
        expect(toRequest({ ...PLACE, rows })).toMatchObject({
          request: undefined,
          waits: 'twice',
          twice: [{ mode: 'trips', first: ['cars'] }],
        })
      })

      test('the figures of an office count', () => {
        const { request, uncounted } = toRequest({ ...PLACE, rows, counted: { trips: 'first' } })
        expect(request).not.toHaveProperty('travel')
        expect(request).toMatchObject({ demand: [{ mode: 'car' }, { mode: 'van' }] })
        expect(uncounted).toContain('share-walk')
      })

      test('the trips count, with what they do not state', () => {
        expect(toRequest({ ...PLACE, rows, counted: { trips: 'second' } }).request).toMatchObject({
          demand: [{ mode: 'van' }],
          travel: { modes: [{ mode: 'car' }, { mode: 'walk' }] },
        })
      })

      test('trips of other modes count beside them', () => {
        const { 'share-car': _car, ...others } = rows
        expect(toRequest({ ...PLACE, rows: others })).toMatchObject({ twice: [], waits: undefined })
      })
    })

    test('are left as they are in a request that states both', () => {
      const request = {
        city: { name: 'X', country: 'DE' },
        period: '2023',
        demand: [...byEnergy, byDistance],
      }
      expect(toRequest(toDraft(request)).request).toEqual(request)
    })
  })

  test('what the city does not have is left out', () => {
    const rows = { cars: { ...typed('97'), isMissing: true } }
    expect(toRequest({ ...PLACE, rows }).request).toBeUndefined()
  })

  test('without a country there is no request', () => {
    expect(toRequest({ ...PLACE, country: 'Atlantis', rows: { cars: typed('5') } }).request).toBeUndefined()
  })
})

describe('a request becomes a draft and the same request again', () => {
  test.each(['freiburg-2023', 'leeds-2019', 'hennepin-2020', 'small-city', 'freight'])('%s', (name) => {
    const request = JSON.parse(readFileSync(`examples/${name}.json`, 'utf8'))
    const again = toRequest(toDraft(request)).request
    const { demand, city, period, ...others } = request
    expect(again).toMatchObject({ ...others, period: String(period) })
    const sorted = (rows: readonly object[] = []) => rows.map((row) => JSON.stringify(sortKeys(row))).sort()
    expect(sorted(again?.['demand'] as object[])).toEqual(sorted(demand))
    expect(again?.['city']).toEqual(city)
  })

  const sortKeys = (row: object) => Object.fromEntries(Object.entries(row).sort())

  test('what the service repeats of a workbook', () => {
    const request = {
      city: { name: 'Freiburg', country: 'DE', population: '235000 persons', area: '153 km2' },
      period: '2023',
      demand: [{ mode: 'car', vehicles: '97000 vehicles' }],
    }
    const draft = toDraft(request)
    expect(draft.rest).toBeUndefined()
    expect(toRequest(draft).request).toEqual({
      ...request,
      city: { ...request.city, population: 235_000 },
      demand: [{ mode: 'car', vehicles: 97_000 }],
    })
  })

  test('typical values', () => {
    const request = { city: { name: 'York', country: 'GB', population: 200_000 }, period: '2023', travel: {} }
    expect(toRequest(toDraft(request)).request).toEqual(request)
  })
})

describe('a link', () => {
  const work = { request: { city: { name: '成都', country: 'CN' }, period: '2023' }, factorSet: '2026.3' }

  test('keeps the work', () => {
    expect(fromFragment(`#${toFragment(work)}`)).toEqual(work)
  })

  test('of another tab is empty', () => {
    expect(fromFragment('')).toBeUndefined()
  })

  property.prop([fc.integer({ min: 1, max: 400 })])('that was cut says so', (cut) => {
    const whole = toFragment(work)
    expect(fromFragment(whole.slice(0, Math.max(1, whole.length - cut)))).toBe('cut')
  })

  test.each(['2.x.y', '17.0.'])('%s is of a newer version', (text) => {
    expect(fromFragment(text)).toBe('newer')
  })

  test.each(['drawer', '1.abc.def', '0.x.y', '1.0.', '1..', 'a.b.c.d'])('%s is none', (text) => {
    expect(fromFragment(text)).toBe('cut')
  })
})

describe('the form', () => {
  test('has a field for the parts that an answer lacks', () => {
    expect(
      ['cars', 'buses', 'vans', 'trucks', 'two-wheelers', 'rail', 'petrol-sold'].map(rowFor),
    ).not.toContain(undefined)
    expect(rowFor('other-traffic')).toBe('car-km')
    expect(rowFor('aviation')).toBeUndefined()
  })

  test('has one field for each id', () => {
    expect(new Set(ROWS.map(({ id }) => id)).size).toBe(ROWS.length)
  })

  test.each([
    ['Deutschland', 'DE'],
    ['germany', 'DE'],
    ['Alemania', 'DE'],
    ['中国', 'CN'],
    ['osterreich', 'AT'],
    ['uk', 'GB'],
    ['us', 'US'],
    ['Nowhere', undefined],
  ])('finds the country %s', (name, code) => {
    expect(findCountry(name)).toBe(code)
  })
})
