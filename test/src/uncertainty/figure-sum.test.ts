import { describe, expect, test } from 'vitest'
import {
  type Bounds,
  type Estimate,
  type EstimateLine,
  type FigureSum,
  figureId,
  SumUncertainty,
  simulate,
  sumValue,
  Uncertainty,
} from '../../../src/index.ts'
import { estimateOf } from '../../fixtures/request.ts'

const EXACT = { value: '100 TJ', plusMinus: '0 %' }
const CITY = estimateOf({
  demand: [
    { mode: 'bus', energy: '100 TJ', carrier: 'diesel' },
    { mode: 'rail', energy: '100 TJ', carrier: 'diesel' },
  ],
})

/** The CO2 of a line, so many times. */
const co2 = ({ products }: EstimateLine, weight: number) =>
  products.flatMap(({ quantity, terms }) => (quantity === 'co2' ? [{ weight, terms }] : []))

/** Bus CO2, the sum of both, and their difference. */
function sumsOf({ lines: [bus, rail] }: Estimate): readonly FigureSum[] {
  if (!bus || !rail) throw new Error('There are two lines.')
  return [
    { id: 'bus', parts: co2(bus, 1) },
    { id: 'both', parts: [...co2(bus, 1), ...co2(rail, 1)] },
    { id: 'bus less rail', parts: [...co2(bus, 1), ...co2(rail, -1)] },
    { id: 'bus less bus', parts: [...co2(bus, 1), ...co2(bus, -1)] },
    { id: 'rail taken away', parts: co2(rail, -1) },
    { id: 'nothing', parts: [] },
  ]
}

const at = (intervals: ReadonlyMap<string, Bounds>, id: string): Bounds =>
  intervals.get(id) ?? { lower: Number.NaN, upper: Number.NaN }

describe('sums of products', () => {
  const sums = sumsOf(CITY)
  const uncertainty = new SumUncertainty(CITY, sums)
  const propagated = uncertainty.propagated()
  const drawn = uncertainty.drawn(simulate(...taskOf(uncertainty)))

  test('a sum that the estimate has too gets its interval, to the bit', () => {
    const { intervals } = new Uncertainty(CITY, 'result').propagated()
    expect(at(propagated, 'both')).toEqual(intervals.get(figureId('totals', '', 'co2Kg')))
    expect(at(propagated, 'bus')).toEqual(intervals.get(figureId('byMode', 'bus', 'co2Kg')))
  })

  test('the carbon of the fuel, common to both, leaves their difference as uncertain as the two energies', () => {
    // 100 TJ · 74.1 t/TJ = 7.41e6 kg each. Energies ±5 % each, carbon ±5 % of a difference
    // of 0: √2 · 0.05 = 0.0707 of one bus, on both sides of 0.
    const bus = sumValue(sums[0] as FigureSum)
    const { lower, upper } = at(propagated, 'bus less rail')
    expect(sumValue(sums[2] as FigureSum)).toBe(0)
    expect(upper / bus).toBeCloseTo(0.0707, 3)
    expect(lower / bus).toBeCloseTo(-0.0707, 3)
  })

  test('draws agree with propagation, below 0 too', () => {
    const bus = sumValue(sums[0] as FigureSum)
    for (const id of ['bus', 'both', 'bus less rail', 'rail taken away']) {
      // 20 000 draws know a limit to about 1 % of the half-width.
      expect(Math.abs(at(drawn, id).lower - at(propagated, id).lower) / bus).toBeLessThan(0.005)
      expect(Math.abs(at(drawn, id).upper - at(propagated, id).upper) / bus).toBeLessThan(0.005)
    }
    expect(at(drawn, 'rail taken away').upper).toBeLessThan(0)
  })

  test('a figure less itself is 0 and certain; the empty sum is 0', () => {
    for (const intervals of [propagated, drawn])
      for (const id of ['bus less bus', 'nothing']) expect(at(intervals, id)).toEqual({ lower: 0, upper: 0 })
  })

  test('what is known is certain', () => {
    const known = estimateOf({
      demand: [
        { mode: 'bus', energy: EXACT, carrier: 'diesel' },
        { mode: 'rail', energy: EXACT, carrier: 'diesel' },
      ],
    })
    const sum = { id: 'energy', parts: energyOf(known) }
    // 2 × 10⁸ MJ.
    expect(new SumUncertainty(known, [sum]).propagated().get('energy')).toEqual({ lower: 2e8, upper: 2e8 })
  })
})

function energyOf({ lines }: Estimate) {
  return lines.flatMap(({ products }) =>
    products.flatMap(({ quantity, terms }) => (quantity === 'energy' ? [{ weight: 1, terms }] : [])),
  )
}

function taskOf(uncertainty: SumUncertainty): Parameters<typeof simulate> {
  const { program, options } = uncertainty.task({ draws: 20_000, seed: 1 })
  return [program, options]
}
