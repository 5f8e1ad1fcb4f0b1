import countries from 'i18n-iso-countries'
import { beforeAll, describe, expect, test } from 'vitest'
import { readRegion } from '../../api/factors/region.ts'
import { listGroups } from '../../emission-factors/build/regions.ts'
import type { FactorSet } from '../../src/index.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newestSet } from './newest.ts'

let draft: FactorSet

beforeAll(() => {
  draft = newestSet()
})

/** Antarctica, Bouvet Island and the French Southern Territories: nobody drives there. */
const WITHOUT_ROADS: ReadonlySet<string> = new Set(['AQ', 'BV', 'TF'])

describe('groups of countries', () => {
  test('hold every country that has roads', () => {
    const missing = Object.keys(countries.getAlpha2Codes()).filter(
      (code) => !listGroups().some(({ members }) => members.includes(code)),
    )
    expect(missing.sort()).toEqual([...WITHOUT_ROADS].sort())
  })

  test('have no three-letter code of a country, which a reader might mean', () => {
    const alpha3 = new Set(Object.keys(countries.getAlpha3Codes()))
    expect(listGroups().filter(({ code }) => alpha3.has(code))).toEqual([])
  })

  test('are looked into from the smallest to the largest, and then the world', () => {
    for (const code of Object.keys(countries.getAlpha2Codes())) {
      const chain = draft.regionChain(code)
      const sizes = chain.flatMap((one) => draft.group(one)?.members.length ?? [])
      const before = chain.slice(0, chain.indexOf('GLO'))
      expect(sizes.slice(0, before.length - 1), code).toEqual(
        sizes.slice(0, before.length - 1).toSorted((a, b) => a - b),
      )
    }
    expect(draft.regionChain('FR').slice(0, 4)).toEqual(['FR', 'WEU', 'EUR', 'GLO'])
    expect(draft.regionChain('JP').slice(0, 4)).toEqual(['JP', 'JKT', 'EAS', 'GLO'])
  })

  test('are found by name', () => {
    expect(readRegion(draft, 'Northern Europe')).toBe('NEU')
    expect(readRegion(draft, 'Sub-Saharan Africa')).toBe('SSA')
  })

  test('leave those of the released set as they are, so that what it finds stays the same', () => {
    const released = releasedSet('2026.2').content
    for (const { code, members } of released.groups) expect(draft.group(code)?.members, code).toEqual(members)
  })
})
