import { expect, test } from 'vitest'
import { simulateHere } from '../../api/draws/simulate.ts'
import { answerTo, questionOf } from '../../api/estimate/estimate.ts'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { newestSet } from '../emission-factors/newest.ts'
import { releasedSet } from '../fixtures/released-set.ts'

const newest = newestSet()
const factorSets = factorSetsOf([newest, releasedSet('2026.2')])

// Where a curve ends it bends at once, and a second derivative over the corner knows no bound: at 100 km/h a coach had 2388 t
// in [0, -2031].
test.each([
  ['coach', undefined, 100],
  ['articulated-truck', undefined, 85],
  ['motorcycle', undefined, 10],
  ['car', 'medium', 130],
  ['bus', 'standard', 5],
] as const)(
  '%s %s at the end of its curve, %d km/h, and beside it: the interval holds the value',
  async (mode, vehicleClass, end) => {
    for (const factorSet of [newest.content.id, '2026.2'])
      for (const meanSpeed of [end - 0.03, end, end + 0.03]) {
        const body = {
          factorSet,
          city: { name: 'X', country: 'DE' },
          period: '2022',
          demand: [{ mode, vehicleClass, vehicleDistance: '90 million vkm' }],
          speeds: [{ mode, meanSpeed }],
        }
        const question = questionOf(estimateRequest.parse(body), factorSets)
        const { co2e } = (await answerTo(question, simulateHere, 'result')).result.totals
        if (co2e.value === null) throw new Error('CO2e is known.')
        const { lower = Number.NaN, upper = Number.NaN } = co2e
        expect(lower).toBeGreaterThan(0.2 * co2e.value)
        expect(lower).toBeLessThan(co2e.value)
        expect(upper).toBeGreaterThan(co2e.value)
      }
  },
)

test('a stated speed acts on cars, vans and buses of which nothing more is stated', async () => {
  for (const mode of ['car', 'van', 'bus'] as const) {
    const at = async (meanSpeed: number): Promise<number> => {
      const body = {
        city: { name: 'X', country: 'GB' },
        period: '2022',
        demand: [{ mode, vehicleDistance: '90 million vkm' }],
        speeds: [{ mode, meanSpeed }],
      }
      const question = questionOf(estimateRequest.parse(body), factorSets)
      return (await answerTo(question, simulateHere, 'result')).result.totals.co2e.value ?? Number.NaN
    }
    expect(await at(15)).toBeGreaterThan(1.1 * (await at(45)))
  }
})
