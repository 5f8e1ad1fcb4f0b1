import { describe, expect, test } from 'vitest'
import { Uncertainty } from '../../../src/uncertainty/assessment.ts'
import { JointFigures } from '../../../src/uncertainty/joint.ts'
import { estimateOf } from '../../fixtures/request.ts'

const demand = (car: number, bus: number) => ({
  demand: [
    { mode: 'car', vehicleDistance: car },
    { mode: 'bus', powertrain: 'diesel', vehicleDistance: bus, energyIntensity: '30 L/100km' },
  ],
})
const IDS = ['byMode/car/co2eKg', 'byMode/bus/co2eKg']
const joint = new JointFigures([{ estimate: estimateOf(demand(1e6, 1e6)), ids: IDS }])

describe('figures taken together', () => {
  test.each([
    [1, 1],
    [3, 0.5],
    [0, 2],
  ])('%d and %d of them have the interval of an estimate of as much', (car, bus) => {
    const { intervals } = new Uncertainty(estimateOf(demand(car * 1e6, bus * 1e6)), 'result').propagated()
    const whole = intervals.get('totals/co2eKg') ?? { lower: Number.NaN, upper: Number.NaN }
    const { lower, upper } = joint.interval(Float64Array.of(car, bus))
    expect(lower / whole.lower).toBeCloseTo(1, 9)
    expect(upper / whole.upper).toBeCloseTo(1, 9)
  })

  test('the ratio of the same is 1 and certain; of one mode alone it is certain too', () => {
    const same = Float64Array.of(2, 3)
    expect(joint.ratio(same, same)).toEqual({ lower: 1, upper: 1 })
    const { lower, upper } = joint.ratio(Float64Array.of(3, 0), Float64Array.of(2, 0))
    expect(lower).toBeCloseTo(1.5, 9)
    expect(upper).toBeCloseTo(1.5, 9)
  })

  test('what no parameter knows widens a ratio: ±4 % is ±4 % of it', () => {
    const { lower, upper } = joint.ratio(Float64Array.of(3, 0), Float64Array.of(2, 0), (0.04 / 1.959964) ** 2)
    expect(upper - 1.5).toBeCloseTo(0.06, 6)
    expect(1.5 - lower).toBeCloseTo(0.06, 6)
  })

  test('the ratio of other mixes is narrower than its parts, which share factors', () => {
    const [above, below] = [Float64Array.of(3, 1), Float64Array.of(1, 1)]
    const { lower, upper } = joint.ratio(above, below)
    const { lower: least, upper: most } = joint.interval(above)
    expect(upper / lower).toBeGreaterThan(1)
    expect(upper / lower).toBeLessThan(most / least)
  })

  test('a figure that an estimate lacks counts nothing', () => {
    const one = new JointFigures([
      { estimate: estimateOf(demand(1e6, 1e6)), ids: [...IDS, 'byMode/walk/co2eKg'] },
    ])
    expect(one.interval(Float64Array.of(1, 1, 9))).toEqual(joint.interval(Float64Array.of(1, 1)))
  })
})
