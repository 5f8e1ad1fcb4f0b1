import { describe, expect, test } from 'vitest'
import { estimateUnits, type Notice } from '../../../src/index.ts'
import { newestSet } from '../../emission-factors/newest.ts'
import { HAND_SET } from '../../fixtures/hand-set.ts'
import { inputOf } from '../../fixtures/request.ts'

const CAR = {
  mode: 'car',
  powertrain: 'petrol',
  energyIntensity: '2.4 MJ/vkm',
  vehicleDistance: '1 million vkm',
}

/** Where and why something stated acts on nothing. */
function unused(more: object, row: object = CAR): readonly Pick<Notice, 'pointer' | 'detail'>[] {
  const { notices } = estimateUnits(inputOf({ demand: [row], ...more }), HAND_SET)
  return notices
    .filter(({ code }) => code === 'input-not-used')
    .map(({ pointer, detail }) => ({ pointer: pointer ?? '', detail }))
}
const pointers = (more: object, row?: object) => unused(more, row).map(({ pointer }) => pointer)

describe('a stated input that acts on nothing is told', () => {
  test.each([
    ['speed', { speeds: [{ mode: 'car', meanSpeed: 30 }] }, '/speeds/0/meanSpeed'],
    ['temperature', { climate: { meanTemperature: '30 °C' } }, '/climate/meanTemperature'],
    ['grid', { electricity: { intensity: '100 g CO2/kWh' } }, '/electricity/intensity'],
    ['losses', { electricity: { lossShare: 0.05 } }, '/electricity/lossShare'],
    ['blend of another fuel', { fuels: [{ carrier: 'diesel', blend: 'B7' }] }, '/fuels/0/blend'],
    [
      'share of another fuel',
      { fuels: [{ carrier: 'diesel', biofuelEnergyShare: 0 }] },
      '/fuels/0/biofuelEnergyShare',
    ],
    [
      'load of a mode that is not driven',
      { loads: [{ mode: 'van', tonnesPerVehicle: 0.3 }] },
      '/loads/0/tonnesPerVehicle',
    ],
    [
      'fleet of a mode that is not driven',
      { fleet: [{ mode: 'bus', powertrain: 'diesel', distanceShare: 1 }] },
      '/fleet/0/distanceShare',
    ],
  ])('%s', (_, more, pointer) => {
    expect(pointers(more)).toEqual([pointer])
  })

  test('as a row, where nothing of the row acts', () => {
    const fleet = [{ mode: 'bus', powertrain: 'diesel', distanceShare: 1, energyIntensity: '12 MJ/vkm' }]
    expect(unused({ fleet })).toEqual([
      { pointer: '/fleet/0', detail: 'Bus: changes nothing, because no activity of bus is stated.' },
    ])
  })

  test('with the reason', () => {
    expect(unused({ electricity: { lossShare: 0.05 } })[0]?.detail).toBe(
      'Electricity, loss share: changes nothing, because nothing here uses electricity.',
    )
  })
})

describe('what acts is not told', () => {
  test.each([
    ['a blend', { fuels: [{ carrier: 'petrol', biofuelEnergyShare: 0.05 }] }],
    ['no biofuel at all', { fuels: [{ carrier: 'petrol', biofuelEnergyShare: 0 }] }],
    ['an occupancy, on passenger distance', { occupancy: [{ mode: 'car', personsPerVehicle: 1.5 }] }],
  ])('%s', (_, more) => {
    expect(pointers(more)).toEqual([])
  })

  test('a temperature, where a curve is read', () => {
    const row = { mode: 'car', powertrain: 'petrol', vehicleDistance: '1 million vkm' }
    expect(pointers({ speeds: [{ mode: 'car', meanSpeed: 30 }] }, row)).toEqual([])
  })
})

describe('with the newest set', () => {
  const newest = newestSet()
  const at = (body: Record<string, unknown>): readonly string[] =>
    estimateUnits(inputOf(body), newest)
      .notices.filter(({ code }) => code === 'input-not-used')
      .map(({ pointer, detail }) => `${pointer} ${detail}`)

  test('the standard of a vehicle without an exhaust changes nothing; that of another acts', () => {
    const row = { mode: 'bus', vehicleDistance: '1 million vkm', emissionStandard: 'euro-6' }
    expect(at({ demand: [{ ...row, powertrain: 'electric' }] })).toEqual([
      '/demand/0/emissionStandard Bus, emission standard: changes nothing, because electric vehicles have no exhaust that it limits.',
    ])
    expect(at({ demand: [{ ...row, powertrain: 'diesel' }] })).toEqual([])
    const fleet = [
      { mode: 'bus', powertrain: 'diesel', emissionStandard: 'euro-6', distanceShare: 0.5 },
      { mode: 'bus', powertrain: 'electric', emissionStandard: 'euro-6', distanceShare: 0.5 },
    ]
    const { emissionStandard: _, ...plain } = row
    expect(at({ demand: [plain], fleet })).toEqual([
      expect.stringContaining('/fleet/1/emissionStandard Bus, emission standard'),
    ])
  })

  test('a blend or a grid of what has a share of 0 changes nothing', () => {
    const body = (share: number) => ({
      demand: [{ mode: 'car', vehicleDistance: '1 million vkm' }],
      fleet: [
        { mode: 'car', powertrain: 'petrol', distanceShare: 1 - 2 * share },
        { mode: 'car', powertrain: 'diesel', distanceShare: share },
        { mode: 'car', powertrain: 'electric', distanceShare: share },
      ],
      fuels: [
        { carrier: 'petrol', blend: 'E5' },
        { carrier: 'diesel', blend: 'B7' },
      ],
      electricity: { intensity: '100 g CO2/kWh', lossShare: 0.05 },
    })
    expect(at(body(0))).toEqual([
      '/fuels/1/blend Diesel, blend: changes nothing, because what is driven with diesel has a share of 0.',
      '/electricity Electricity: changes nothing, because what is driven with electricity has a share of 0.',
    ])
    expect(at(body(0.1))).toEqual([])
  })

  test.each([
    ['area', { area: '552 km2' }, '/city/area'],
    ['kind of place', { setting: 'urban' }, '/city/setting'],
  ])('a stated speed takes the place of the %s, which is said once', (_, place, pointer) => {
    const city = { name: 'Leeds', country: 'GB', population: 793_100, ...place }
    const said = at({
      city,
      demand: [{ mode: 'car', vehicleDistance: '1 million vkm' }],
      speeds: [{ mode: 'car', meanSpeed: '30 km/h' }],
    })
    expect(said).toEqual([expect.stringMatching(new RegExp(`^${pointer} Car: a mean speed is stated`))])
  })
})
