import { expect, test } from 'vitest'
import { compare } from '../../api/comparisons/compare.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { releasedSet } from '../fixtures/released-set.ts'

const SETS = factorSetsOf([releasedSet('2026.4')])
const year = (period: string, cars: object = { vehicles: 40_000 }) => ({
  city: { name: 'Bocholt', country: 'DE', population: 71_000 },
  period,
  demand: [{ mode: 'car', ...cars }],
  uncertainty: { method: 'none' },
})
const saidOf = async (from: object, to: object): Promise<readonly string[]> =>
  (await compare({ from, to }, SETS, async () => undefined)).notices
    .filter(({ code }) => code === 'country-distance')
    .map(({ detail }) => detail)

// JRC-IDEES, release 2015: 11 683 km of a German car in 2013, 12 251 in 2014, 11 836 in 2015.
test('a jump of the distance that vehicles go in their country is said, and a usual step is not', async () => {
  const [said] = await saidOf(year('2013'), year('2014'))
  expect(said).toContain('2013 to 2014: Car:')
  expect(said).toContain('11683 km before and 12251 km after')
  expect(await saidOf(year('2014'), year('2015'))).toHaveLength(1)
  expect(await saidOf(year('2013'), year('2015'))).toEqual([])
})

test('who states how far the vehicles go is not told of the country', async () => {
  const driven = { vehicles: 40_000, annualDistance: '12000 km' }
  expect(await saidOf(year('2013', driven), year('2014', driven))).toEqual([])
})
