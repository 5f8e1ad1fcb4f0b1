import { describe, expect, test } from 'vitest'
import { type Estimate, withOverlay } from '../../../src/index.ts'
import { HAND_SET } from '../../fixtures/hand-set.ts'
import { estimateOf, refusalsOf } from '../../fixtures/request.ts'
import { TECHNOLOGY_SET } from '../../fixtures/technology-set.ts'

const CAR = { mode: 'car', vehicleClass: 'medium', powertrain: 'petrol', emissionStandard: 'euro-4' } as const
const MILLION = '1 million vkm'
const NO_BLEND = [{ carrier: 'petrol', biofuelVolumeShare: 0 }]

const car = (more: object = {}, speed?: string): Record<string, unknown> => ({
  demand: [{ ...CAR, vehicleDistance: MILLION, ...more }],
  fuels: NO_BLEND,
  ...(speed === undefined ? {} : { speeds: [{ mode: 'car', meanSpeed: speed }] }),
})
const of = (body: Record<string, unknown>): Estimate => estimateOf(body, TECHNOLOGY_SET)
const codes = ({ notices }: Estimate): readonly string[] => notices.map(({ code }) => code)
const energyOf = (body: Record<string, unknown>): number => of(body).totals.energyMj ?? Number.NaN

describe('CH4 and N2O by technology', () => {
  // 10^6 vkm × mg/vkm × 10^-6 = kg. Up to 50 km/h urban, up to 75 rural, then highway.
  test.each([
    ['28 km/h', 2.87, 2],
    ['50 km/h', 2.87, 2],
    ['51 km/h', 2.69, 0.8],
    ['75 km/h', 2.69, 0.8],
    ['76 km/h', 5.08, 0.7],
  ])('of a petrol car of Euro 4 at %s are %d and %d kg', (speed, ch4, n2o) => {
    const { totals } = of(car({}, speed))
    expect(totals.ch4Kg).toBeCloseTo(ch4, 10)
    expect(totals.n2oKg).toBeCloseTo(n2o, 10)
    // AR5: 28 and 265.
    expect(totals.co2eKg).toBeCloseTo(totals.co2Kg + ch4 * 28 + n2o * 265, 6)
  })

  test('stand in the lines as products of distance, and the fuel’s are not listed as assumptions', () => {
    const { lines, assumptions } = of(car({}, '28 km/h'))
    const n2o = lines[0]?.products.find(({ quantity }) => quantity === 'n2o')
    expect(n2o?.terms.map(({ parameter }) => parameter.key)).toEqual([
      '/demand/0/vehicleDistance',
      'gas.car.petrol.euro-4.n2o.urban@/speeds/0/meanSpeed',
    ])
    const used = assumptions.map(({ record }) => record.id)
    expect(used).toContain('gas.car.petrol.euro-4.n2o.urban')
    expect(used).not.toContain('petrol.n2o')
  })

  test('use the documented mean speed where none is stated: 46.5 km/h is urban', () => {
    const { totals, assumptions } = of(car({ energyIntensity: '2 MJ/vkm' }))
    expect(totals.ch4Kg).toBeCloseTo(2.87, 10)
    expect(assumptions.map(({ record }) => record.id)).toContain('speed.car')
  })

  test('follow a passenger distance through the stated occupancy', () => {
    const { vehicleDistance, ...demand } = {
      ...CAR,
      vehicleDistance: MILLION,
      passengerDistance: '2 million pkm',
    }
    const occupancy = [{ mode: 'car', personsPerVehicle: 2 }]
    const speeds = [{ mode: 'car', meanSpeed: '28 km/h' }]
    // 2 × 10^6 pkm ÷ 2 persons × 2.87 mg
    expect(of({ demand: [demand], occupancy, speeds, fuels: NO_BLEND }).totals.ch4Kg).toBeCloseTo(2.87, 10)
    expect(vehicleDistance).toBe(MILLION)
  })

  test('are those of the newest earlier standard where the source ends, with one notice for each gas', () => {
    const result = of(car({ emissionStandard: 'euro-5' }, '28 km/h'))
    expect(result.totals.n2oKg).toBeCloseTo(2, 10)
    const said = result.notices.filter(
      ({ code, detail }) => code === 'factor-class-fallback' && detail.includes('per vkm'),
    )
    expect(said.map(({ records }) => records)).toEqual([
      ['gas.car.petrol.euro-4.ch4.urban'],
      ['gas.car.petrol.euro-4.n2o.urban'],
    ])
  })

  test('are the fuel’s where the standard is not known or only later ones are', () => {
    for (const emissionStandard of [undefined, 'euro-3']) {
      const { totals } = of(car({ emissionStandard, energyIntensity: '2 MJ/vkm' }, '28 km/h'))
      // IPCC Table 3.2.2: 3.8 kg CH4 and 5.7 kg N2O per TJ; 2 × 10^6 MJ = 2 TJ.
      expect(totals.ch4Kg).toBeCloseTo(7.6, 10)
      expect(totals.n2oKg).toBeCloseTo(11.4, 10)
    }
  })

  test('are the fuel’s in a set without curves of them', () => {
    const { totals } = estimateOf(car({ energyIntensity: '2 MJ/vkm' }, '28 km/h'), HAND_SET)
    expect(totals.n2oKg).toBeCloseTo(11.4, 10)
  })

  test('let a fleet renewal from Euro III to Euro VI raise the N2O of a bus by 41.5 ÷ 6', () => {
    const n2o = (emissionStandard: string): number =>
      of({
        demand: [
          {
            mode: 'bus',
            vehicleClass: 'standard',
            powertrain: 'diesel',
            emissionStandard,
            vehicleDistance: MILLION,
            energyIntensity: '14 MJ/vkm',
          },
        ],
        speeds: [{ mode: 'bus', meanSpeed: '20 km/h' }],
      }).totals.n2oKg
    expect(n2o('euro-3')).toBeCloseTo(6, 10)
    expect(n2o('euro-6')).toBeCloseTo(41.5, 10)
  })

  test('complete a source that gives CO2 per distance and no other gas', () => {
    const { totals, lines } = of({
      demand: [
        {
          mode: 'bus',
          vehicleClass: 'standard',
          powertrain: 'diesel',
          emissionStandard: 'euro-6',
          vehicleDistance: MILLION,
        },
      ],
      occupancy: [{ mode: 'bus', personsPerVehicle: 10 }],
      speeds: [{ mode: 'bus', meanSpeed: '20 km/h' }],
    })
    expect(lines.map(({ method }) => method)).toEqual(['direct-factor'])
    // 10^6 vkm × 1000 g; 10^6 vkm × 41.5 mg; nothing is known of CH4.
    expect(totals.co2Kg).toBeCloseTo(1e6, 6)
    expect(totals.n2oKg).toBeCloseTo(41.5, 10)
    expect(lines[0]?.products.some(({ quantity }) => quantity === 'ch4')).toBe(false)
  })

  test('give way to a city’s own factor of the fuel', () => {
    const published = TECHNOLOGY_SET.content.records.find(({ id }) => id === 'petrol.ch4')
    if (!published) throw new Error('The set has no petrol.ch4.')
    const record = { ...published, id: 'own.ch4', sourceId: 'own', value: 10, canonicalValue: 10 }
    const [first] = TECHNOLOGY_SET.content.sources
    if (!first) throw new Error('The set has no source.')
    const figure = { record, source: { ...first, id: 'own' }, replaces: published, pointer: '/overlay/0' }
    const set = withOverlay(TECHNOLOGY_SET, { digest: 'sha256:own', figures: [figure] })
    const { totals } = estimateOf(car({ energyIntensity: '2 MJ/vkm' }, '28 km/h'), set)
    // 10 kg/TJ × 2 TJ; N2O stays that of the technology.
    expect(totals.ch4Kg).toBeCloseTo(20, 10)
    expect(totals.n2oKg).toBeCloseTo(2, 10)
  })
})

describe('cold starts', () => {
  const warm = energyOf(car({}, '28 km/h'))
  const at = (meanTemperature: number | string, more: object = {}) => ({
    ...car(more, '28 km/h'),
    climate: { meanTemperature },
  })

  test.each([10, '10 °C', '10°C', '10 degC'])(
    'at %s add a tenth to a petrol car whose trips are 12.4 km long',
    (celsius) => {
      // 1 + 0.28216 × 0.38
      expect(energyOf(at(celsius)) / warm).toBeCloseTo(1.1072208, 10)
    },
  )

  test('name the usual trip length and the terms as assumptions, and the factor as a term', () => {
    const result = of(at(10))
    const used = result.assumptions.filter(({ record }) => record.id === 'cold-start.car.petrol')
    expect(used.map(({ parameter }) => [parameter.value, parameter.unit])).toEqual([
      [12.4, 'km'],
      [expect.closeTo(1.1072208, 10), '1'],
    ])
    const energy = result.lines[0]?.products.find(({ quantity }) => quantity === 'energy')
    expect(energy?.terms.at(-1)?.parameter.name).toBe(
      'Car, petrol: energy with cold starts over energy of warm engines',
    )
    expect(codes(result)).not.toContain('cold-start-excluded')
  })

  test('follow the stated trip length, the cold distance of long ones being that of 15 km', () => {
    const trips = { vehicleDistance: undefined, trips: 2e5, meanTripLength: '20 km' }
    const occupancy = [{ mode: 'car', personsPerVehicle: 4 }]
    // 2 × 10^5 trips × 20 km ÷ 4 = 10^6 vkm; β = 0.226 × 15 ÷ 20 = 0.1695; 1 + 0.1695 × 0.38
    expect(energyOf({ ...at(10, trips), occupancy }) / warm).toBeCloseTo(1.06441, 10)
  })

  test('are colder in the cold', () => {
    // β(12.4, −10) = 0.33182 + 0.04966 = 0.38148; 1 + 0.38148 × 0.56
    expect(energyOf(at('−10 °C')) / warm).toBeCloseTo(1.2136288, 10)
  })

  test('leave CH4, N2O and a stated energy intensity as they are', () => {
    expect(of(at(10)).totals.ch4Kg).toBeCloseTo(2.87, 10)
    // 10^6 vkm × 2 MJ
    expect(energyOf(at(10, { energyIntensity: '2 MJ/vkm' }))).toBeCloseTo(2e6, 4)
  })

  test('are excluded, which a notice says, where no temperature is stated or the set has no terms', () => {
    const detailOf = ({ notices }: Estimate) =>
      notices.find(({ code }) => code === 'cold-start-excluded')?.detail ?? ''
    expect(detailOf(of(car({}, '28 km/h')))).toContain('climate.meanTemperature')
    expect(energyOf({ ...car({}, '28 km/h') })).toBe(warm)
    const older = estimateOf(at(10), HAND_SET)
    expect(detailOf(older)).not.toContain('climate.meanTemperature')
    expect(older.totals.energyMj).toBe(warm)
    // The set has terms of petrol only.
    const diesel = of(at(10, { powertrain: 'diesel' }))
    expect(codes(diesel)).toContain('cold-start-excluded')
  })

  test.each([51, -51])('are refused at %d °C, which is no mean of a city', (meanTemperature) => {
    expect(refusalsOf(at(meanTemperature), TECHNOLOGY_SET)).toEqual([
      expect.objectContaining({ code: 'quantity-out-of-range', pointer: '/climate/meanTemperature' }),
    ])
  })

  test('may be in Fahrenheit: 50 °F is (50 − 32) ÷ 1.8 = 10 °C', () => {
    expect(of(at('50 °F')).totals).toEqual(of(at('10 °C')).totals)
  })

  test.each(['283 K', 'mild', '10 °'])('are refused at %s, which is no temperature in °C', (text) => {
    expect(() => of(at(text))).toThrow('degrees Celsius')
  })
})

describe('the fuel-economy index', () => {
  const atEuro = (emissionStandard: string, more: object = {}) =>
    car({ emissionStandard, ...more }, '28 km/h')

  test('scales the curve of Euro 6, whose coefficients are those of Euro 4', () => {
    const result = of(atEuro('euro-6'))
    expect(result.totals.energyMj).toBeCloseTo(energyOf(atEuro('euro-4')) * 0.9, 4)
    expect(result.assumptions.map(({ record }) => record.id)).toContain('index.car.euro-6')
    expect(codes(result)).not.toContain('curve-frozen')
  })

  test('is not of other standards: curve-frozen says so of Euro 5, nothing of Euro 4', () => {
    const frozen = of(atEuro('euro-5'))
    expect(codes(frozen)).toContain('curve-frozen')
    expect(frozen.totals.energyMj).toBe(energyOf(atEuro('euro-4')))
    expect(codes(of(atEuro('euro-4')))).not.toContain('curve-frozen')
  })

  test('is not taken from another continent', () => {
    const city = { name: 'Chengdu', country: 'CN' }
    const result = of({ ...atEuro('euro-6'), city })
    expect(codes(result)).toContain('curve-frozen')
    expect(result.totals.energyMj).toBe(energyOf(atEuro('euro-4')))
  })

  test('leaves a stated energy intensity as it is, and sets from before it', () => {
    expect(energyOf(atEuro('euro-6', { energyIntensity: '2 MJ/vkm' }))).toBeCloseTo(2e6, 4)
    expect(estimateOf(atEuro('euro-6'), HAND_SET).notices.map(({ code }) => code)).not.toContain(
      'curve-frozen',
    )
  })
})
