import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { compileFactorSet, type EstimateInput, estimateCity, type FactorSet } from '../../src/index.ts'
import { newestContent } from '../emission-factors/newest.ts'
import { LEVEL_CONTENT, MONTHS_CONTENT } from '../fixtures/level-set.ts'
import { type Variant, variantsOf } from '../fixtures/recall-variants.ts'

/** All that an estimate says, as bytes. */
function bytesOf(input: EstimateInput, set: FactorSet): string {
  const { base: _, ...made } = estimateCity(input, set)
  const { estimate } = made
  return JSON.stringify({ ...estimate, parameters: [...estimate.parameters] })
}

/** What a set that nobody asked before answers. */
const freshly = (variants: readonly Variant[], make: () => FactorSet): ReadonlyMap<string, string> =>
  new Map(variants.map(({ name, input }) => [name, bytesOf(input, make())]))

describe('what a loaded set remembers changes no answer', () => {
  const german = variantsOf(['car']).filter(({ input }) => input.city.country === 'DE')
  const make = () => compileFactorSet(MONTHS_CONTENT)
  const fresh = freshly(german, make)

  property.prop([fc.shuffledSubarray([...german], { minLength: german.length }), fc.nat(german.length - 1)], {
    numRuns: 30,
  })('in whatever order and however often it is asked', (order, again) => {
    const set = make()
    for (const { name, input } of [...order, ...order.slice(0, again)])
      expect(bytesOf(input, set), name).toBe(fresh.get(name))
  })

  test('and its variants differ, so that a key too short would show', () => {
    const answers = [...fresh.values()]
    expect(new Set(answers).size).toBe(answers.length)
    const totals = german.map(({ input }) => estimateCity(input, make()).estimate.totals.energyMj)
    expect(new Set(totals).size).toBeGreaterThan(4)
  })

  test('nor in the newest set, forwards and backwards', () => {
    const content = newestContent()
    const variants = variantsOf(['car', 'bus', 'metro'])
    const fresh = freshly(variants, () => compileFactorSet(content))
    const set = compileFactorSet(content)
    for (const { name, input } of [...variants, ...variants.toReversed()])
      expect(bytesOf(input, set), name).toBe(fresh.get(name))
  })
})

test('a set without months answers a month as the year, but for the days', () => {
  const set = compileFactorSet(LEVEL_CONTENT)
  const of = (name: string) => {
    const { input } = variantsOf(['car']).find((one) => one.name === name) as Variant
    return estimateCity(input, set).estimate.totals.energyMj
  }
  expect(of('DE 2019-01')).toBe(of('DE 2019'))
})
