import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { compileFactorSet, type Estimate, evaluate, recompute } from '../../src/index.ts'
import { HAND_CONTENT } from '../fixtures/hand-set.ts'
import { estimateOf } from '../fixtures/request.ts'
import { TECHNOLOGY_SET } from '../fixtures/technology-set.ts'

/** The laws of the estimate, whatever the demand. Sums in another order may differ in the last bits. */
const RELATIVE = 1e-12
const near = (a: number, b: number): void =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(RELATIVE * Math.max(Math.abs(a), Math.abs(b), 1e-300))

const amount = fc.double({ min: 1, max: 1e9, noNaN: true })
const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })

const row = fc.oneof(
  fc.record({ mode: fc.constantFrom('car', 'taxi'), passengerDistance: amount }),
  fc.record({
    mode: fc.constant('car'),
    vehicleDistance: amount,
    powertrain: fc.constantFrom('petrol', 'diesel'),
  }),
  fc.record({ mode: fc.constantFrom('walk', 'cycle'), passengerDistance: amount }),
  fc.record({
    mode: fc.constantFrom('bus', 'rail', 'ferry'),
    energy: fc.constant('12.5 TJ'),
    carrier: fc.constantFrom('diesel', 'electricity', 'petrol'),
  }),
)

/** Rows of different modes, so that none is a duplicate; taxis get the occupancy and consumption that the set lacks. */
const demand = fc.uniqueArray(row, { minLength: 1, maxLength: 6, selector: ({ mode }) => mode })
const beside = {
  occupancy: [{ mode: 'taxi', personsPerVehicle: 1.4 }],
  fleet: [{ mode: 'taxi', powertrain: 'diesel', distanceShare: 1, energyIntensity: '8 L/100km' }],
  fuels: [{ carrier: 'petrol', biofuelEnergyShare: 0.034 }],
}
const of = (rows: readonly object[], more: object = {}): Estimate =>
  estimateOf({ demand: rows, ...beside, ...more })

const MEDIUM_PETROL = { vehicleClass: 'medium', powertrain: 'petrol', emissionStandard: 'euro-4' } as const

const FIGURES = [
  'co2eKg',
  'co2Kg',
  'ch4Kg',
  'n2oKg',
  'biogenicCo2Kg',
  'energyMj',
  'vehicleDistanceVkm',
  'passengerDistancePkm',
] as const

describe('laws', () => {
  test.prop([amount, fc.double({ min: 0.001, max: 1000, noNaN: true })])(
    'linear in demand',
    (distance, factor) => {
      const one = of([{ mode: 'car', passengerDistance: distance }])
      const scaled = of([{ mode: 'car', passengerDistance: distance * factor }])
      for (const figure of FIGURES) near(scaled.totals[figure] ?? 0, (one.totals[figure] ?? 0) * factor)
    },
  )

  test.prop([amount, share])('additive over a split by flow', (distance, part) => {
    const whole = of([{ mode: 'car', vehicleDistance: distance }])
    const split = of([
      { mode: 'car', flow: 'within', vehicleDistance: distance * part },
      { mode: 'car', flow: 'inbound', vehicleDistance: distance * (1 - part) },
    ])
    for (const figure of FIGURES) near(whole.totals[figure] ?? 0, split.totals[figure] ?? 0)
  })

  test.prop([demand])('the order of rows is irrelevant', (rows) => {
    const forth = of(rows)
    const back = of(rows.toReversed())
    for (const figure of FIGURES) near(forth.totals[figure] ?? 0, back.totals[figure] ?? 0)
  })

  test.prop([demand])('groups and lines sum to the total, and lines recompute to the bit', (rows) => {
    const { totals, lines, bySubSector, bySector, byMode, byScope, byCarrier, byFlow } = of(rows)
    for (const groups of [bySubSector, bySector, byMode, byScope, byCarrier, byFlow])
      near(
        [...groups.values()].reduce((sum, { co2eKg }) => sum + co2eKg, 0),
        totals.co2eKg,
      )
    for (const { products } of lines)
      for (const { value, terms } of products) expect(recompute(terms)).toBe(value)
  })

  test.prop([
    amount,
    fc.double({ min: 1, max: 150, noNaN: true }),
    fc.double({ min: -20, max: 40, noNaN: true }),
    fc.double({ min: 0.5, max: 60, noNaN: true }),
    share,
    fc.constantFrom('2019', '2020-02'),
  ])(
    'derived parameters follow from their inputs to the bit',
    (distance, speed, celsius, km, part, period) => {
      const { parameters } = estimateOf(
        {
          period,
          travel: {
            tripsPerPersonPerDay: 2.6,
            daysPerYear: 340,
            modes: [{ mode: 'car', tripShare: part, meanTripLength: km }],
          },
          demand: [
            { mode: 'bus', energy: distance, carrier: 'diesel' },
            { mode: 'rail', energy: distance, carrier: 'electricity' },
            {
              mode: 'van',
              vehicles: 10,
              annualDistance: distance / 10,
              powertrain: 'diesel',
              energyIntensity: part * 20,
            },
            { mode: 'taxi', vehicleDistance: distance, powertrain: 'petrol', energyIntensity: '8 L/100km' },
          ],
          fleet: [{ mode: 'car', ...MEDIUM_PETROL, distanceShare: 1 }],
          occupancy: [{ mode: 'car', personsPerVehicle: 1.5 }],
          speeds: [{ mode: 'car', meanSpeed: speed }],
          climate: { meanTemperature: celsius },
          fuels: [{ carrier: 'petrol', biofuelVolumeShare: part }],
          electricity: { intensity: 233 },
          renormaliseShares: true,
        },
        TECHNOLOGY_SET,
      )
      const derived = [...parameters.values()].filter(({ origin }) => origin === 'derived')
      for (const { key, value, rule, inputs = [] } of derived) {
        const values = inputs.map((input) => parameters.get(input)?.value ?? Number.NaN)
        expect([key, rule && evaluate(rule, values)]).toEqual([key, value])
      }
      // Of every kind of rule that these make: speed and gas curves, cold starts, blends, days, the grid, shares.
      const kinds = new Set(derived.map(({ rule }) => rule?.formula))
      expect([...kinds].sort()).toEqual(
        [
          'blend-mj-per-l',
          'cold-start-factor',
          'energy-share-of-volume',
          'hot-function',
          'over-constant',
          'times-constant',
        ]
          .concat(period === '2019' ? [] : ['constant', 'days-of-month'])
          .sort(),
      )
    },
  )

  test.prop([amount])(
    'well-to-wheel is well-to-tank plus tank-to-wheel: WTT = energy × its factor, beside the total',
    (distance) => {
      const { totals } = of(
        [{ mode: 'car', powertrain: 'petrol', vehicleDistance: distance, energyIntensity: '2.5 MJ/vkm' }],
        { fuels: [{ carrier: 'petrol', biofuelEnergyShare: 0 }] },
      )
      const wellToWheelPerMj = 0.0693 + 28 * 3.8e-6 + 265 * 5.7e-6 + 0.0142
      near(totals.co2eKg + (totals.wellToTankKgCo2e ?? 0), distance * 2.5 * wellToWheelPerMj)
    },
  )

  test.prop([
    amount,
    fc.double({ min: 1, max: 5, noNaN: true }),
    fc.double({ min: 1.01, max: 4, noNaN: true }),
  ])('emissions fall as the inverse of occupancy', (distance, persons, more) => {
    const at = (personsPerVehicle: number) =>
      estimateOf({
        demand: [{ mode: 'car', passengerDistance: distance }],
        occupancy: [{ mode: 'car', personsPerVehicle }],
      }).totals.co2eKg
    near(at(persons * more) * more, at(persons))
  })

  test.prop([demand])('the same input gives the same result to the last bit', (rows) => {
    expect(of(rows)).toEqual(of(rows))
  })

  test.prop([demand, fc.constantFrom('AR4', 'AR5', 'AR6')])('the GWP set moves CO2e alone', (rows, gwp) => {
    const one = of(rows, { gwp })
    const other = of(rows)
    expect(one.totals.ch4Kg).toBe(other.totals.ch4Kg)
    expect(one.totals.n2oKg).toBe(other.totals.n2oKg)
    near(
      one.totals.co2eKg,
      one.totals.co2Kg +
        one.totals.unsplitKgCo2e +
        one.gwp.ch4 * one.totals.ch4Kg +
        one.gwp.n2o * one.totals.n2oKg,
    )
  })

  test.prop([demand, fc.integer({ min: 2020, max: 2026 })])(
    'a figure of a later year changes no earlier estimate',
    (rows, year) => {
      const later = HAND_CONTENT.records
        .filter(({ kind }) => kind !== 'gwp')
        .map((record) => ({
          ...record,
          id: `${record.id}.later`,
          yearFrom: year,
          yearTo: year,
          canonicalValue: record.canonicalValue * 0.9,
        }))
      const grown = compileFactorSet({ ...HAND_CONTENT, records: [...HAND_CONTENT.records, ...later] })
      expect(estimateOf({ demand: rows, ...beside }, grown).totals).toEqual(of(rows).totals)
    },
  )
})
