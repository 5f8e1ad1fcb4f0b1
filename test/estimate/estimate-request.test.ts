import { describe, expect, test } from 'vitest'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { toEstimateInput } from '../../api/estimate/to-input.ts'

const LEAST = {
  city: { name: 'Leeds', country: 'GB' },
  period: '2019',
  demand: [{ mode: 'car', vehicleDistance: 1e6 }],
}

/** The faults of a body, as `path: code`. */
function faults(body: unknown): string[] {
  const { error } = estimateRequest.safeParse(body)
  return (error?.issues ?? []).map((issue) => {
    const params = 'params' in issue ? (issue.params as { code?: string } | undefined) : undefined
    return `${issue.path.join('/')}: ${params?.code ?? issue.code}`
  })
}

describe('the request', () => {
  test('the least that is needed is enough, and defaults are filled in', () => {
    expect(estimateRequest.parse(LEAST)).toMatchObject({
      gwp: 'AR5',
      allocation: 'geographic',
      fleet: [],
      renormaliseShares: false,
    })
  })

  test('every number keeps its place and its words', () => {
    const { demand } = toEstimateInput(
      estimateRequest.parse({
        ...LEAST,
        demand: [{ mode: 'car', trips: '410 million trips', meanTripLength: '5.7 mi' }],
      }),
    )
    expect(demand[0]?.trips).toEqual({
      value: 410e6,
      unit: 'trips',
      text: '410 million trips',
      pointer: '/demand/0/trips',
    })
    // 5.7 × 1.609344
    expect(demand[0]?.meanTripLength?.value).toBeCloseTo(9.1732608, 9)
  })

  test.each([
    ['an unknown field', { ...LEAST, colour: 'red' }, ': unrecognized_keys'],
    [
      'an unknown field of a row',
      { ...LEAST, demand: [{ mode: 'car', vehicleDistance: 1, colour: 1 }] },
      'demand/0: unrecognized_keys',
    ],
    [
      'an unknown mode',
      { ...LEAST, demand: [{ mode: 'rocket', vehicleDistance: 1 }] },
      'demand/0/mode: invalid_value',
    ],
    ['an unknown country', { ...LEAST, city: { name: 'x', country: 'UK' } }, 'city/country: unknown-country'],
    [
      'a country in small letters',
      { ...LEAST, city: { name: 'x', country: 'gb' } },
      'city/country: unknown-country',
    ],
    ['a period that is a day', { ...LEAST, period: '2019-03-05' }, 'period: period-invalid'],
    ['a month that does not exist', { ...LEAST, period: '2019-13' }, 'period: period-invalid'],
    [
      'a negative number',
      { ...LEAST, demand: [{ mode: 'car', vehicleDistance: -1 }] },
      'demand/0/vehicleDistance: quantity-out-of-range',
    ],
    [
      '1e400',
      { ...LEAST, demand: [{ mode: 'car', vehicleDistance: JSON.parse('1e400') }] },
      'demand/0/vehicleDistance: invalid_union',
    ],
    [
      'NaN',
      { ...LEAST, demand: [{ mode: 'car', vehicleDistance: Number.NaN }] },
      'demand/0/vehicleDistance: invalid_union',
    ],
    [
      'a number in a text',
      { ...LEAST, demand: [{ mode: 'car', vehicleDistance: '1000000' }] },
      'demand/0/vehicleDistance: quantity-malformed',
    ],
    [
      'an unknown unit',
      { ...LEAST, demand: [{ mode: 'car', vehicleDistance: '5 parsec' }] },
      'demand/0/vehicleDistance: unit-unknown',
    ],
    [
      'an ambiguous unit',
      { ...LEAST, demand: [{ mode: 'bus', energy: '5 gallon', carrier: 'diesel' }] },
      'demand/0/energy: unit-ambiguous',
    ],
    [
      'passengers for vehicles',
      { ...LEAST, demand: [{ mode: 'car', vehicleDistance: '5 pkm' }] },
      'demand/0/vehicleDistance: unit-mismatch',
    ],
    [
      'both shares of biofuel',
      { ...LEAST, fuels: [{ carrier: 'petrol', biofuelVolumeShare: 0.1, biofuelEnergyShare: 0.1 }] },
      'fuels/0: custom',
    ],
    [
      'a blend of a fuel that is none',
      { ...LEAST, fuels: [{ carrier: 'electricity', biofuelVolumeShare: 0.1 }] },
      'fuels/0/carrier: custom',
    ],
    [
      'too many rows',
      { ...LEAST, demand: Array.from({ length: 1001 }, () => LEAST.demand[0]) },
      'demand: too_big',
    ],
  ])('refuses %s', (_, body, fault) => {
    expect(faults(body)).toEqual([fault])
  })

  test('shape and unit faults come together', () => {
    expect(
      faults({
        city: { name: '', country: 'XX' },
        period: 'soon',
        demand: [{ mode: 'car', vehicleDistance: '5 ton' }],
        x: 1,
      }).sort(),
    ).toEqual(
      [
        'city/country: unknown-country',
        'city/name: too_small',
        'demand/0/vehicleDistance: unit-ambiguous',
        'period: period-invalid',
        ': unrecognized_keys',
      ].sort(),
    )
  })

  test.each(['2*3 km', 'sqrt(4) km', 'x = 3 km', "import('fs')", '__proto__', 'constructor km'])(
    'no text reaches an evaluator: %s',
    (text) => {
      const [fault] = faults({ ...LEAST, demand: [{ mode: 'car', trips: 100, meanTripLength: text }] })
      expect(fault).toMatch(/^demand\/0\/meanTripLength: (quantity-malformed|unit-unknown)$/)
    },
  )
})
