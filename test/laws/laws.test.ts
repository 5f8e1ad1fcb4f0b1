import { beforeAll, describe, expect, test } from 'vitest'
import { type FactorSet, STATED_FIELDS } from '../../src/index.ts'
import { newestSet } from '../emission-factors/newest.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { casesOf, type Violation } from './case.ts'
import { servedByMost, violationsOf } from './laws.ts'
import { STATED_BACK } from './stated-back.ts'

/** A year of counted fleets; all years are asked by `npm run validate`. */
const YEARS = [2019]

const wordsOf = ({ law, field, country, mode, year, what }: Violation): string =>
  `${law} ${field ?? ''} ${country} ${mode} ${year}: ${what}`

test('every field of a request has its default stated back, or a reason why it has none', () => {
  const fieldsOf = (groups: object): readonly string[] =>
    Object.entries(groups).flatMap(([group, fields]) =>
      Object.keys(fields as object).map((name) => `${group}/${name}`),
    )
  expect(fieldsOf(STATED_BACK).toSorted()).toEqual(fieldsOf(STATED_FIELDS).toSorted())
})

describe('the laws of what is stated, for the newest set', () => {
  let violations: readonly Violation[]
  let set: FactorSet
  beforeAll(() => {
    set = newestSet()
    violations = casesOf(YEARS).flatMap((one) => violationsOf(one, set))
  })

  test('hold in every country and mode', () => {
    expect(violations.map(wordsOf)).toEqual([])
  })

  test('hold for trains of one traction alone, in every country of the set', () => {
    const { groups, records } = set.content
    const countries = new Set([
      ...groups.flatMap(({ members }) => members),
      ...records.map(({ region }) => region).filter((region) => region.length === 2),
    ])
    expect(countries.size).toBeGreaterThan(200)
    const cases = [...countries].flatMap((country) =>
      (['rail', 'freight-rail'] as const).flatMap((mode) =>
        [2000, 2023].map((year) => ({ country, mode, year })),
      ),
    )
    expect(cases.flatMap((one) => servedByMost(one, set)).map(wordsOf)).toEqual([])
  })

  test('would be missed if a check were blind: every law has cases to judge', () => {
    // Trips have their documented length since 2024.
    const of = { country: 'GB', year: 2024 } as const
    for (const [group, fields] of Object.entries(STATED_BACK))
      for (const [name, how] of Object.entries(fields)) {
        if (typeof how === 'string') continue
        const asked = (['car', 'bus', 'metro', 'articulated-truck'] as const).flatMap((mode) =>
          how({ ...of, mode }, set),
        )
        expect(asked.length, `${group}/${name}`).toBeGreaterThan(0)
      }
  })
})

describe('a planted fault shows', () => {
  test('the set before it put a French city of electric trains below its interval', () => {
    const before = releasedSet('2026.4')
    // The diesel trains, a quarter of the distance, make two thirds of the CO2; their share was ±10 %.
    const violations = servedByMost({ country: 'FR', mode: 'rail', year: 2023 }, before)
    expect(violations.map(({ what }) => what.split(' ').slice(0, 2).join(' '))).toEqual([
      'electric co2eKg',
      'electric co2Kg',
    ])
  })

  test('the set before it breaks them: a stated speed reads a curve that the default does not come from', () => {
    const before = releasedSet('2026.2')
    const violations = violationsOf({ country: 'CN', mode: 'van', year: 2019 }, before)
    expect(violations.map(({ law, field }) => `${law} ${field}`)).toContain('stated-back speeds/meanSpeed')
  })
})
