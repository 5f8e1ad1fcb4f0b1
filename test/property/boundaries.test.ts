import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import {
  type Boundaries,
  boundariesOf,
  type Estimate,
  givesAnything,
  recompute,
  type Side,
  sidesOf,
} from '../../src/index.ts'
import type { Allocated } from '../../src/inventory/allocate.ts'
import { allocated, PETROL } from '../fixtures/flows.ts'
import { HAND_SET } from '../fixtures/hand-set.ts'
import { estimateOf } from '../fixtures/request.ts'

/** The laws of what belongs to a city, whatever its flows. */
const RELATIVE = 1e-12
const near = (a: number, b: number, of = Math.max(Math.abs(a), Math.abs(b))): void =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(RELATIVE * of)

const amount = fc.double({ min: 1, max: 1e9, noNaN: true })
const share = fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0.001, max: 0.999, noNaN: true }))

/** Cars and vans with every flow; their shares inside, and of residents, anything. */
const row = (flow: string) =>
  fc.record({
    flow: fc.constant(flow),
    mode: fc.constantFrom('car', 'van'),
    vehicleDistance: amount,
    insideShare: share,
    ...(flow === 'through' ? {} : { residentShare: share }),
  })
const flows = fc
  .tuple(row('within'), row('inbound'), row('outbound'), row('through'))
  .map((rows) => rows.map((one) => ({ ...one, ...PETROL })))
/** The same, of which some flows are not stated. */
const someFlows = fc
  .tuple(flows, fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }))
  .map(([rows, kept]) => rows.filter((_, index) => index === 0 || kept[index - 1]))

const bodyOf = (demand: readonly object[], more: object = {}) => ({
  demand,
  fuels: [{ carrier: 'petrol', biofuelEnergyShare: 0 }],
  ...more,
})
const totalKg = ({ estimate: { totals } }: Allocated): number => totals.co2eKg

function comparisonOf(estimate: Estimate): Boundaries | undefined {
  const [first, ...others] = sidesOf(estimate, HAND_SET).filter(givesAnything)
  return first && boundariesOf([first, ...others])
}

describe('laws', () => {
  test.prop([flows])('what belongs to the city is never more than what was stated', (rows) => {
    const base = estimateOf(bodyOf(rows))
    for (const { estimate } of sidesOf(base, HAND_SET)) {
      expect(estimate.totals.co2eKg).toBeLessThanOrEqual(base.totals.co2eKg * (1 + RELATIVE))
      for (const { products } of estimate.lines)
        for (const { value, terms } of products) {
          expect(recompute(terms)).toBe(value)
          expect(value).toBeGreaterThanOrEqual(0)
        }
    }
  })

  test.prop([flows])('nearest half and proportional count the same and share it differently', (rows) => {
    const nearest = allocated(bodyOf(rows), 'induced-activity')
    const proportional = allocated(bodyOf(rows, { transboundarySplit: 'proportional' }), 'induced-activity')
    near(totalKg(nearest), totalKg(proportional))
    const insideKg = ({ estimate: { byScope } }: Allocated): number => byScope.get('1')?.co2eKg ?? 0
    expect(insideKg(nearest)).toBeGreaterThanOrEqual(insideKg(proportional) * (1 - RELATIVE))
  })

  test.prop([flows])('departing activity and its mirror make twice what induced activity makes', (rows) => {
    // Within + outbound, and within + inbound: within twice, each crossing trip once, of which half is counted.
    const turned = rows.map((one) => ({
      ...one,
      flow: one.flow === 'inbound' ? 'outbound' : one.flow === 'outbound' ? 'inbound' : one.flow,
    }))
    const induced = totalKg(allocated(bodyOf(rows), 'induced-activity'))
    const both =
      totalKg(allocated(bodyOf(rows), 'departing-activity')) +
      totalKg(allocated(bodyOf(turned), 'departing-activity'))
    near(2 * induced, both)
  })

  test.prop([flows, fc.double({ min: 0.001, max: 1000, noNaN: true })])(
    'linear in demand',
    (rows, factor) => {
      const scaled = rows.map((one) => ({ ...one, vehicleDistance: one.vehicleDistance * factor }))
      const [before, after] = [rows, scaled].map((some) => sidesOf(estimateOf(bodyOf(some)), HAND_SET))
      for (const [index, side] of (before ?? []).entries())
        near(totalKg(side) * factor, totalKg(after?.[index] as Side))
    },
  )

  test.prop([someFlows])('a bridge leads from each total to the next', (rows) => {
    const comparison = comparisonOf(estimateOf(bodyOf(rows)))
    if (!comparison) return
    const { sides, bridges } = comparison
    expect(bridges).toHaveLength(sides.length - 1)
    for (const [index, { from, to, steps }] of bridges.entries()) {
      const [start, end] = [sides[index], sides[index + 1]]
      expect([start?.allocation, end?.allocation]).toEqual([from, to])
      const sum = steps.reduce((total, { figure }) => total + figure.co2eKg, start?.total.co2eKg ?? 0)
      near(sum, end?.total.co2eKg ?? 0, Math.max(start?.total.co2eKg ?? 0, end?.total.co2eKg ?? 0))
    }
  })

  test.prop([someFlows])('scopes and sub-sectors sum to the total, which is that of the estimate', (rows) => {
    const estimate = estimateOf(bodyOf(rows))
    const comparison = comparisonOf(estimate)
    for (const { allocation, total, basicPlus, byScope, bySubSector } of comparison?.sides ?? []) {
      near(
        total.co2eKg,
        byScope.reduce((sum, { figure }) => sum + figure.co2eKg, 0),
      )
      near(
        total.co2eKg,
        bySubSector.reduce((sum, { figure }) => sum + figure.co2eKg, 0),
      )
      near(total.co2eKg, basicPlus.co2eKg)
      near(total.co2eKg, totalKg(allocated(bodyOf(rows), allocation as 'geographic')))
    }
  })
})
