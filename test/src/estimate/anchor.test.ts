import { expect, test } from 'vitest'
import {
  compileFactorSet,
  estimateUnits,
  type FactorRecord,
  nothingStated,
  type Splice,
} from '../../../src/index.ts'
import { LEVEL_CONTENT } from '../../fixtures/level-set.ts'

const PETROL = 'level.petrol.petrol'

/** The set with a level of petrol cars that was counted in one year, and carried to the others. */
function saidOf(counted: number, year: number): readonly string[] {
  const of = (at: number, spliced: Splice): FactorRecord[] =>
    LEVEL_CONTENT.records
      .filter(({ id }) => id === `${PETROL}.2019`)
      .map((record) => ({ ...record, id: `${PETROL}.${at}`, yearFrom: at, yearTo: at, spliced }))
  const others = LEVEL_CONTENT.records.filter(({ series }) => series !== PETROL)
  const set = compileFactorSet({
    ...LEVEL_CONTENT,
    records: [...others, ...of(counted, 'published'), ...(year === counted ? [] : of(year, 'extrapolated'))],
  })
  const vehicleDistance = { value: 1000, unit: 'vkm', pointer: '/demand/0/vehicleDistance' } as const
  const demand = [{ pointer: '/demand/0', mode: 'car', vehicleDistance } as const]
  const { notices } = estimateUnits({ ...nothingStated('DE', year), demand }, set)
  return notices.filter(({ code }) => code === 'series-far-from-anchor').map(({ detail }) => detail)
}

test.each([
  [2019, 2019],
  [2009, 2019],
  [2020, 2019],
])('a level counted in %d serves %d without a word', (counted, year) => {
  expect(saidOf(counted, year)).toEqual([])
})

test('a level that no source counts within ten years is said to be carried', () => {
  expect(saidOf(2008, 2019)).toEqual([
    expect.stringMatching(/^Car, .*no source counts it within 10 years of 2019; the nearest year is 2008/),
  ])
})
