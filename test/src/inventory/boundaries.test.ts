import { describe, expect, test } from 'vitest'
import {
  type Boundaries,
  boundariesOf,
  givesAnything,
  type Side,
  SumUncertainty,
  sidesOf,
  simulate,
  Uncertainty,
} from '../../../src/index.ts'
import { FOUR_FLOWS, PETROL } from '../../fixtures/flows.ts'
import { HAND_SET } from '../../fixtures/hand-set.ts'
import { estimateOf } from '../../fixtures/request.ts'

function comparisonOf(sides: readonly Side[]): Boundaries {
  const [first, ...others] = sides.filter(givesAnything)
  if (!first) throw new Error('No side gives anything.')
  return boundariesOf([first, ...others])
}

const FLOWS = sidesOf(estimateOf(FOUR_FLOWS), HAND_SET)
const COMPARED = comparisonOf(FLOWS)
/** CO2e of 2 MJ of petrol: 2 × (69.3 g + 28 × 0.0038 g + 265 × 0.0057 g) (IPCC 2006; AR5). */
const KG_PER_VKM = 2e-3 * (69.3 + 28 * 0.0038 + 265 * 0.0057)

/** The steps of a bridge in million vkm. */
const stepsOf = ({ bridges }: Boundaries, at: number): Readonly<Record<string, number>> =>
  Object.fromEntries(
    (bridges[at]?.steps ?? []).map(({ id, figure }) => [
      id,
      Number((figure.co2eKg / KG_PER_VKM / 1e6).toFixed(6)),
    ]),
  )

describe('side by side', () => {
  test('every allocation in order, with scopes 1 and 2, and all three', () => {
    const inVkm = COMPARED.sides.map(({ allocation, basic, basicPlus }) => [
      allocation,
      ...[basic, basicPlus].map(({ co2eKg }) => Number((co2eKg / KG_PER_VKM / 1e6).toFixed(6))),
    ])
    // The sums of allocate.test.ts.
    expect(inVkm).toEqual([
      ['geographic', 129, 129],
      ['induced-activity', 122, 130],
      ['departing-activity', 112, 120],
      ['resident-activity', 102, 114],
    ])
  })

  test('a step for each flow and side of the boundary that counts otherwise, in million vkm', () => {
    // inbound inside 12 and min(12, 20): no change; outside 0.2 · 40; outbound inside 12 → 10; through 5 out
    expect(stepsOf(COMPARED, 0)).toEqual({
      'inbound/inside': 0,
      'inbound/outside': 8,
      'outbound/inside': -2,
      'outbound/outside': 0,
      'through/inside': -5,
    })
    // inbound out: 12 inside, 8 outside; outbound whole: 10 → 12 inside, 0 → 8 outside
    expect(stepsOf(COMPARED, 1)).toEqual({
      'inbound/inside': -12,
      'inbound/outside': -8,
      'outbound/inside': 2,
      'outbound/outside': 8,
    })
  })

  test('steps are named for people', () => {
    expect(COMPARED.bridges[0]?.steps.map(({ title }) => title)).toContain(
      'Through traffic, inside the boundary: left out',
    )
  })

  test('what one of two cannot tell is a step of its own', () => {
    const withTrain = {
      ...FOUR_FLOWS,
      demand: [...FOUR_FLOWS.demand, { mode: 'rail', energy: '1 TJ', carrier: 'diesel' }],
    }
    const { bridges } = comparisonOf(sidesOf(estimateOf(withTrain), HAND_SET))
    const step = bridges[0]?.steps.find(({ id }) => id === 'not-estimated/II.2.1')
    expect(step?.title).toBe('II.2.1: not estimated by induced-activity')
    expect(step?.figure.co2eKg).toBeLessThan(0)
  })

  test('fuel sold in place of fuel used is a step for each carrier', () => {
    const [geographic] = FLOWS
    const sold = estimateOf({
      demand: [{ mode: 'car', energy: '300 TJ', carrier: 'petrol' }],
      fuels: FOUR_FLOWS.fuels,
    })
    const { bridges } = comparisonOf([
      geographic as Side,
      { allocation: 'fuel-sales', estimate: sold, notEstimated: [] },
    ])
    // 300 TJ less 129 million vkm of 2 MJ = 42 TJ, which are 21 million vkm.
    expect(stepsOf({ bridges } as Boundaries, 0)).toEqual({ 'carrier/petrol': 21 })
  })
})

describe('intervals', () => {
  const uncertainty = new SumUncertainty(COMPARED.source, COMPARED.sums)
  const propagated = uncertainty.propagated()

  test('a side has the interval that its estimate has alone', () => {
    for (const { allocation, estimate } of FLOWS) {
      const alone = new Uncertainty(estimate, 'result').propagated().intervals.get('totals/co2eKg')
      const found = propagated.get(`${allocation}/total`)
      expect((found?.lower ?? 0) / (alone?.lower ?? 1)).toBeCloseTo(1, 9)
      expect((found?.upper ?? 0) / (alone?.upper ?? 1)).toBeCloseTo(1, 9)
    }
  })

  test('a step is of what changes alone: through traffic that goes out', () => {
    // 5 million vkm: distance ± 10 %, share ± 10 %, intensity ± 20 %, carbon ± 5 %: √0.0625 = ± 0.25.
    const { lower = 0, upper = 0 } = propagated.get('geographic>induced-activity/through/inside') ?? {}
    expect(upper).toBeLessThan(0)
    expect((upper - lower) / (2 * 5e6 * KG_PER_VKM)).toBeCloseTo(0.25, 1)
  })

  test('draws agree with propagation where nothing bends', () => {
    const { program, options } = uncertainty.task({ draws: 20_000, seed: 7 })
    const drawn = uncertainty.drawn(simulate(program, options))
    for (const id of ['geographic/total', 'geographic>induced-activity/through/inside']) {
      const [a, b] = [drawn.get(id), propagated.get(id)]
      expect((a?.upper ?? 0) / (b?.upper ?? 1)).toBeCloseTo(1, 1)
      expect((a?.lower ?? 0) / (b?.lower ?? 1)).toBeCloseTo(1, 1)
    }
  })

  test('of the counted half, what its parts do not know cancels in its total', () => {
    // The share inside, unstated and so from 0.2 to 0.8, moves scope 1 and 3 against one another and not their sum.
    const { insideShare: _, ...outbound } = FOUR_FLOWS.demand[2]
    const none = { mode: 'car', flow: 'inbound', vehicleDistance: 0, ...PETROL }
    const sides = sidesOf(estimateOf({ demand: [outbound, none], fuels: FOUR_FLOWS.fuels }), HAND_SET)
    const induced = comparisonOf(sides.filter(({ allocation }) => allocation === 'induced-activity'))
    const bounds = new SumUncertainty(induced.source, induced.sums).propagated()
    const halfWidth = (id: string): number => {
      const { lower = 0, upper = 0 } = bounds.get(`induced-activity/${id}`) ?? {}
      return (upper - lower) / (2 * 10e6 * KG_PER_VKM)
    }
    // √(0.1² + 0.2² + 0.05²) = 0.229; with half of ± 0.6 besides: √(0.0525 + 0.09) = 0.377.
    expect(halfWidth('total')).toBeCloseTo(0.229, 1)
    expect(halfWidth('scope/1')).toBeCloseTo(0.377, 1)
  })
})
