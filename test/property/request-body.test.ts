import { fc, test } from '@fast-check/vitest'
import { describe, expect, test as plain } from 'vitest'
import { estimateId } from '../../api/estimate/estimate-id.ts'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { toRequestBody } from '../../api/estimate/to-request-body.ts'
import { EVERY_FORMULA, EXAMPLES } from '../fixtures/documents.ts'
import { HAND_SET } from '../fixtures/hand-set.ts'

/** Reading the body again gives the same request and id, also after a passage through JSON. */
function expectSame(body: object): void {
  const request = estimateRequest.parse(body)
  const again = estimateRequest.parse(JSON.parse(JSON.stringify(toRequestBody(request))))
  expect(again).toEqual(request)
  expect(estimateId(again, HAND_SET)).toBe(estimateId(request, HAND_SET))
  // A body that was written so is written so again.
  expect(toRequestBody(again)).toEqual(toRequestBody(request))
}

const distance = fc.oneof(
  fc.double({ min: 0, max: 1e9, noNaN: true }).filter((value) => !Object.is(value, -0)),
  fc.integer({ min: 1, max: 900 }).map((millions) => `${millions} million vkm`),
  fc.integer({ min: 2, max: 900 }).map((thousands) => ({ value: thousands, unit: 'vkm', plusMinus: '12 %' })),
  fc.integer({ min: 2, max: 900 }).map((value) => ({ value, lower: value / 2, upper: value * 3 })),
)
const share = fc.oneof(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.constantFrom('5 %', '100 %'))
const source = { title: 'Survey of the city', published: '2020' }

const body = fc.record(
  {
    city: fc.constant({ name: ' Leeds ', country: 'GB', population: '793100 persons' }),
    period: fc.constantFrom('2019', 2019, '2019-03'),
    factorSet: fc.constantFrom('hand', '2026.1'),
    gwp: fc.constantFrom('AR4', 'AR5', 'AR6'),
    demand: fc.array(
      fc.record(
        {
          mode: fc.constantFrom('car', 'van', 'bus'),
          flow: fc.constantFrom('within', 'inbound'),
          vehicleDistance: distance,
          energyIntensity: fc.constantFrom('8 L/100km', '35 mpg (US)', 2.5),
        },
        { requiredKeys: ['mode'] },
      ),
      { maxLength: 3 },
    ),
    fleet: fc.array(fc.record({ mode: fc.constant('car'), distanceShare: share }), { maxLength: 2 }),
    fuels: fc.constantFrom([], [{ carrier: 'petrol', blend: 'E10' }]),
    electricity: fc.constantFrom({}, { intensity: '233 g CO2e/kWh', grid: 'US-MROW' }),
    climate: fc.constantFrom({ meanTemperature: ' −4.5 °C ' }, { meanTemperature: 12 }),
    factors: fc.constantFrom([
      { replaces: 'grid.gb.2019', value: 184, unit: 'g CO2e/kWh', plusMinus: '10 %', source },
      { kind: 'occupancy', mode: 'bus', value: 12, unit: 'persons/vehicle', lower: 9, upper: 15, source },
    ]),
    uncertainty: fc.constantFrom({ method: 'none' }),
    renormaliseShares: fc.boolean(),
  },
  { requiredKeys: ['city', 'period'] },
)

describe('a request as a body', () => {
  test.prop([body])('is the same request again', (one) => {
    expectSame(one)
  })

  plain.each([...EXAMPLES, ['every formula', EVERY_FORMULA]] as const)(
    '%s is the same again',
    (_, example) => {
      expectSame(example)
    },
  )

  plain('writes out the defaults that decide, and no empty list', () => {
    const written = toRequestBody(
      estimateRequest.parse({ city: { name: 'Leeds', country: 'GB' }, period: '2019', travel: {} }),
    )
    expect(written).toMatchObject({
      gwp: 'AR5',
      allocation: 'geographic',
      renormaliseShares: false,
      travel: {},
    })
    expect(written).not.toHaveProperty('demand')
    expect(written).not.toHaveProperty('factorSet')
  })
})
