import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { figuresOf, inventoryOf, recompute, SumUncertainty } from '../../src/index.ts'
import { estimateOf } from '../fixtures/request.ts'

/** The laws of the inventory, whatever the demand. Sums in another order may differ in the last bits. */
const RELATIVE = 1e-12
const near = (a: number, b: number): void =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(RELATIVE * Math.max(Math.abs(a), Math.abs(b), 1e-300))

const amount = fc.double({ min: 1, max: 1e9, noNaN: true })
const row = fc.oneof(
  fc.record({ mode: fc.constant('car'), passengerDistance: amount }),
  fc.record({ mode: fc.constant('walk'), passengerDistance: amount }),
  fc.record({ mode: fc.constant('tram'), passengerDistance: amount }),
  fc.record({
    mode: fc.constantFrom('bus', 'rail', 'metro', 'ferry', 'off-road'),
    energy: amount.map((value) => ({ value, unit: 'MJ' })),
    carrier: fc.constantFrom('diesel', 'electricity', 'petrol'),
  }),
)
const demand = fc.uniqueArray(row, { minLength: 1, maxLength: 6, selector: ({ mode }) => mode })
const of = (rows: readonly object[]) =>
  estimateOf({ demand: rows, period: '2024', fuels: [{ carrier: 'petrol', biofuelEnergyShare: 0.034 }] })

describe('laws of the inventory', () => {
  test.prop([demand])('every row has a number or a key with its explanation, never both', (rows) => {
    for (const one of inventoryOf(of(rows)).rows) {
      const hasNumber = 'emissions' in one && Number.isFinite(one.emissions.co2eKg.value)
      expect(hasNumber).toBe(one.key === undefined)
      if (one.key) expect(one.key.explanation.length).toBeGreaterThanOrEqual(10)
    }
  })

  test.prop([demand])('details sum to rows, rows to totals, and BASIC+ is no less than BASIC', (rows) => {
    const estimate = of(rows)
    const inventory = inventoryOf(estimate)
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
    const numbered = inventory.rows.flatMap((one) => (one.key ? [] : [one]))
    for (const { emissions, details } of numbered)
      for (const name of ['co2eKg', 'co2Kg', 'ch4Kg', 'n2oKg', 'unsplitKgCo2e', 'biogenicCo2Kg'] as const)
        near(emissions[name].value, sum(details.map((detail) => detail.emissions[name].value)))
    const co2eOf = (wanted: (ref: string, level: string) => boolean): number =>
      sum(numbered.flatMap((one) => (wanted(one.ref, one.level) ? [one.emissions.co2eKg.value] : [])))
    near(
      inventory.basic.co2eKg.value,
      co2eOf((_, level) => level === 'BASIC'),
    )
    near(
      inventory.basicPlus.co2eKg.value,
      co2eOf((ref) => ref !== 'II.5.3'),
    )
    expect(inventory.basicPlus.co2eKg.value).toBeGreaterThanOrEqual(inventory.basic.co2eKg.value)
    // All that the estimate holds is in some row.
    near(
      estimate.totals.co2eKg,
      co2eOf(() => true),
    )
    near(estimate.totals.biogenicCo2Kg, inventory.biogenicCo2Kg.value)
  })

  test.prop([demand])('every figure is the sum of its parts, which recompute', (rows) => {
    for (const { value, parts } of figuresOf(inventoryOf(of(rows))))
      near(
        value,
        parts.reduce((sum, { weight, terms }) => sum + weight * recompute(terms), 0),
      )
  })

  test.prop([demand], { numRuns: 20 })('a total is no wider than its rows put end to end', (rows) => {
    const estimate = of(rows)
    const inventory = inventoryOf(estimate)
    const sums = figuresOf(inventory).filter(({ parts }) => parts.length > 0)
    const intervals = new SumUncertainty(estimate, sums).propagated()
    const widthOf = (id: string): number => {
      const bounds = intervals.get(id)
      return bounds ? bounds.upper - bounds.lower : 0
    }
    const refs = inventory.rows.flatMap(({ ref, key }) => (key || ref === 'II.5.3' ? [] : [ref]))
    const endToEnd = refs.reduce((sum, ref) => sum + widthOf(`${ref}/co2eKg`), 0)
    // What rows share moves them together, so that ends may add up, and never more than that but for skewness.
    expect(widthOf('basicPlus/co2eKg')).toBeLessThanOrEqual(endToEnd * 1.02)
  })
})
