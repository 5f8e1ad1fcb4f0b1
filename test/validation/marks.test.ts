import { beforeAll, describe, expect, test } from 'vitest'
import { type FactorSet, findFactor, type Mode } from '../../src/index.ts'
import { newestSet } from '../emission-factors/newest.ts'
import { listPlaces } from './places.ts'
import { type GroupScore, groupScores, scoreOf as placeScore } from './score.ts'

let set: FactorSet
let scores: ReadonlyMap<string, GroupScore>

beforeAll(() => {
  set = newestSet()
  scores = new Map(groupScores(listPlaces(), set).map((score) => [score.group, score]))
})

const scoreOf = (group: string): GroupScore => {
  const score = scores.get(group)
  if (!score) throw new Error(`there is no group ${group}`)
  return score
}

const ENGLISH = ['cars', 'all motor']

describe('the newest set against published places', () => {
  test.each(ENGLISH)('English %s by distance and area: 8 % off in the median, ±18 %', (what) => {
    const { count, medianAbsoluteError, medianHalfWidth } = scoreOf(`England, ${what}: distance and area`)
    expect(count).toBe(110)
    expect(medianAbsoluteError).toBeLessThanOrEqual(0.08)
    expect(medianHalfWidth).toBeLessThanOrEqual(0.18)
  })

  test.each(['total by modes', 'total by class and fuel'])(
    'American counties, %s: 5 % off in the median',
    (what) => {
      const { count, medianAbsoluteError } = scoreOf(`US counties, ${what}`)
      expect(count).toBe(4)
      expect(medianAbsoluteError).toBeLessThanOrEqual(0.05)
    },
  )

  test('Californian light-duty vehicles by class and fuel, miles counted as the nation’s are: 5 % off in the median', () => {
    // By EMFAC's own miles 10 %: docs/validation.md says why.
    const score = scoreOf('California, light-duty by class and fuel, FHWA’s miles')
    expect(score.count).toBe(4)
    expect(score.medianAbsoluteError).toBeLessThanOrEqual(0.05)
  })

  test('a total by class and fuel: ±12 %', () => {
    expect(scoreOf('US counties, total by class and fuel').medianHalfWidth).toBeLessThanOrEqual(0.12)
  })

  test('one class by its distance: ±25 % in the median', () => {
    const widths = ['car', 'motorcycle', 'bus', 'rigid-truck', 'articulated-truck']
      .map((mode) => scoreOf(`US counties, ${mode}`).medianHalfWidth)
      .toSorted((a, b) => a - b)
    expect(widths[2]).toBeLessThanOrEqual(0.25)
  })

  test.each(ENGLISH.flatMap((what) => [`England, ${what}: distance`, `England, ${what}: distance and area`]))(
    '%s: 90 to 98 %% of what is published lies inside',
    (group) => {
      const { inside, count } = scoreOf(group)
      expect(inside / count).toBeGreaterThanOrEqual(0.9)
      expect(inside / count).toBeLessThanOrEqual(0.98)
    },
  )

  test('all American places lie inside, as few as they are', () => {
    for (const score of scores.values())
      if (!score.group.startsWith('England')) expect(score.inside, score.group).toBe(score.count)
  })
})

describe('the spread of American places in the set', () => {
  /** A stated distance is ±10 %; of several rows of one mode, less together. */
  const DISTANCE_SD = 0.1 / 1.96

  /** Root mean square of the logarithm of estimate over published, with the part of the distance taken off. */
  function spreadOf(groups: readonly string[], distanceSd: number): number {
    const errors = listPlaces()
      .filter(({ group }) => groups.includes(group))
      .map((place) => Math.log(1 + (placeScore(place, set)?.error ?? Number.NaN)))
    const square = errors.reduce((sum, error) => sum + error * error, 0) / errors.length
    return Math.sqrt(Math.max(0, square - distanceSd ** 2))
  }

  const inSet = (mode: Mode, placeKnown?: 'vehicle'): number => {
    const subject = { kind: 'place-spread', mode, ...(placeKnown ? { placeKnown } : {}) } as const
    const upper = findFactor(set, { subject, region: 'US', year: 2020 })?.record.upper ?? Number.NaN
    return upper < 1.2 ? (upper - 1) / 1.96 : Math.log(upper) / 1.96
  }

  test('of cars is what was measured', () => {
    const measured = spreadOf(['US counties, car', 'California, light-duty'], DISTANCE_SD)
    expect(inSet('car') / measured).toBeGreaterThan(1)
    expect(inSet('car') / measured).toBeLessThan(1.1)
  })

  test('of cars by class and powertrain is what was measured; two rows share most of the distance', () => {
    const groups = ['US counties, car by class and fuel', 'California, light-duty by class and fuel']
    const measured = spreadOf(groups, DISTANCE_SD / Math.SQRT2)
    expect(inSet('car', 'vehicle') / measured).toBeGreaterThan(0.95)
    expect(inSet('car', 'vehicle') / measured).toBeLessThan(1.1)
  })

  test.each(['bus', 'rigid-truck', 'articulated-truck', 'motorcycle'] as const)(
    'of %s is no less than was measured',
    (mode) => {
      expect(inSet(mode)).toBeGreaterThanOrEqual(spreadOf([`US counties, ${mode}`], DISTANCE_SD) * 0.95)
    },
  )
})
