import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { candidatesFor } from '../../../src/factors/candidates.ts'
import { findFactor, listFleet, type Reach } from '../../../src/factors/select.ts'
import { findCurve } from '../../../src/factors/select-curve.ts'
import { type FactorRecord, rankMatches, type Wanted, whyNothingFits } from '../../../src/index.ts'
import { releasedSet } from '../../fixtures/released-set.ts'
import { estimateOf } from '../../fixtures/request.ts'

const set = releasedSet('2026.1')
const { records, curves, subnational } = set.content
const regions = [...new Set(records.map(({ region }) => region)), ...Object.keys(subnational), 'AQ']

const anyRecord = fc.constantFrom(...records)
const region = fc.constantFrom(...regions)
const year = fc.integer({ min: 1995, max: 2030 })
const reach = fc.constantFrom<Reach>('country', 'group', 'anywhere')

/** A subject of the set, or one beside it: another class, a standard that no figure has. */
const subject = fc
  .tuple(anyRecord, fc.constantFrom(undefined, 'average', 'mini', 'large'), fc.boolean())
  .map(([{ kind, mode, vehicleClass, powertrain, carrier, gas, subSector, gwpSet }, other, named]) => ({
    kind,
    mode,
    vehicleClass: vehicleClass && (other ?? vehicleClass),
    powertrain,
    carrier,
    gas,
    subSector,
    gwpSet,
    ...(named ? { emissionStandard: 'euro-6' as const } : {}),
  }))
const per = fc.constantFrom(undefined, 'vkm', 'pkm', 'tkm')

describe('the ranked records of a subject', () => {
  test.prop([subject, region, year, reach, per], { numRuns: 2000 })(
    'begin with the one that a look-up takes, hold no later year and nothing twice',
    (about, code, when, far, distance) => {
      const query = {
        subject: about as FactorRecord,
        region: code,
        year: when,
        reach: far,
        ...(distance === undefined ? {} : { per: distance as 'vkm' | 'pkm' | 'tkm' }),
      }
      const ranked = candidatesFor(set, query)
      expect(ranked[0]).toEqual(findFactor(set, query))
      expect(ranked.every(({ record }) => (record.yearFrom ?? 0) <= when)).toBe(true)
      expect(new Set(ranked.map(({ record }) => record.id)).size).toBe(ranked.length)
      const ranks = ranked.map(({ regionRank }) => regionRank)
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
    },
  )

  test.prop([fc.constantFrom(...curves), region, fc.constantFrom(undefined, 'euro-3', 'euro-6')], {
    numRuns: 200,
  })('begin with the curve that a look-up takes', (curve, code, standard) => {
    const { mode, vehicleClass, powertrain, carrier } = curve
    const about = {
      mode,
      vehicleClass,
      powertrain,
      carrier,
      emissionStandard: standard as 'euro-6' | undefined,
    }
    const ranked = rankMatches(set, { kind: 'speed-curve', ...about }, { region: code, year: 2020 })
    expect(ranked[0]).toEqual(findCurve(set, { ...about, region: code }))
  })

  test.prop([fc.constantFrom('car', 'van', 'bus', 'taxi', 'rail'), region, year])(
    'begin with the fleet that a look-up takes',
    (mode, code, when) => {
      const ranked = rankMatches(
        set,
        { kind: 'fleet-share', mode: mode as 'car' },
        { region: code, year: when },
      )
      const fleet = listFleet(set, mode as 'car', code, when)
      expect(ranked.slice(0, fleet.length).map(({ record }) => record.id)).toEqual(
        fleet.map(({ record }) => record.id),
      )
    },
  )

  // What the estimate itself says that it took is the judge.
  test.prop(
    [fc.constantFrom('GB', 'CN', 'US', 'DE', 'SS', 'FR', 'IN'), fc.integer({ min: 2000, max: 2025 })],
    {
      numRuns: 40,
    },
  )('of a grid begin with the one that an estimate takes', (country, when) => {
    const { parameters } = estimateOf(
      {
        city: { name: 'Somewhere', country },
        period: String(when),
        demand: [{ mode: 'metro', energy: '1 GWh', carrier: 'electricity' }],
      },
      set,
    )
    const [first] = rankMatches(set, { kind: 'grid-intensity' }, { region: country, year: when })
    const used = [...parameters.values()].map(({ recordId }) => recordId)
    expect(used).toContain(first?.record.id)
  })
})

describe('why nothing fits', () => {
  const why = (wanted: Wanted, code: string, when: number) => {
    expect(rankMatches(set, wanted, { region: code, year: when })).toEqual([])
    return whyNothingFits(set, wanted, { region: code, year: when })
  }

  test('a later year is never taken', () => {
    // World Bank losses of GB, the earliest of the set, are of 2010.
    expect(why({ kind: 'grid-loss' }, 'GB', 2005).detail).toMatch(
      /begin in 2010, and Cordon never uses a later figure/,
    )
  })

  test('another country never stands in for a loss', () => {
    expect(why({ kind: 'grid-loss' }, 'XK', 2020).detail).toMatch(/No source gives grid-loss for XK/)
  })

  test('a figure per another distance is named as such', () => {
    // UK factors of rail are per passenger-km alone.
    const wanted = { kind: 'direct-factor', mode: 'rail', vehicleClass: 'average', gas: 'co2' } as const
    expect(why({ ...wanted, per: 'tkm' }, 'GB', 2024).detail).toMatch(/a distance other than tkm/)
  })

  test('what there is of the kind is named where the subject is unknown', () => {
    const wanted = {
      kind: 'direct-factor',
      mode: 'bus',
      vehicleClass: 'average',
      powertrain: 'fuel-cell',
      gas: 'co2',
    } as const
    const { detail, subjects } = why(wanted, 'GB', 2023)
    expect(detail).toMatch(/no direct-factor of bus average fuel-cell co2/)
    expect(subjects).toContain('bus average mixed co2')
  })
})
