import { beforeAll, describe, expect, test } from 'vitest'
import { compileFactorSet, type FactorSet, type FactorSetContent } from '../../src/index.ts'
import { newestContent } from '../emission-factors/newest.ts'
import { trendTable } from './trend-table.ts'
import { PARTS, stepsOf, type Trend, trendsOf } from './trends.ts'

/** `npm run validate` looks at all. */
const COUNTRIES = ['GB', 'US', 'DE', 'FR', 'NO', 'JP']
/** What vehicles of one nation may change from one year to the next, where no break is declared. */
const LARGEST_STEP = 0.03

let content: FactorSetContent
let set: FactorSet
let trends: readonly Trend[]

beforeAll(() => {
  content = newestContent()
  set = compileFactorSet(content)
  trends = trendsOf(set, (country) => COUNTRIES.includes(country))
})

/** What the steps of trains are stands in docs/trends.csv: their shares of traction are known in single years only. */
const ROAD: ReadonlySet<string> = new Set([
  ...['car', 'van', 'rigid-truck', 'articulated-truck', 'bus', 'coach', 'motorcycle', 'moped', 'taxi'],
])

const hasLevel = ({ country, mode }: Trend): boolean =>
  ROAD.has(mode) &&
  content.records.some((one) => one.kind === 'energy-level' && one.region === country && one.mode === mode)

describe('a constant distance in the newest set', () => {
  test('moves by level and fleet no more than 3 % a year, by blend and grid as far as their records move', () => {
    const levels = trends.filter(hasLevel)
    expect(levels.length).toBeGreaterThan(15)
    for (const { country, mode } of levels)
      for (const step of stepsOf(country, mode, set)) {
        const name = `${country} ${mode} ${step.year}`
        expect(Math.abs(step.energyStep), name).toBeLessThan(LARGEST_STEP)
        expect(Math.abs(step.parts.level), name).toBeLessThan(LARGEST_STEP)
        expect(Math.abs(step.parts.rest), name).toBeLessThan(1e-3)
      }
  })

  test('is split without remainder', () => {
    for (const { parts, step } of trends)
      expect(PARTS.reduce((sum, part) => sum + parts[part], 0)).toBeCloseTo(step, 9)
  })

  test('fills a table of at most 200 rows', () => {
    const table = trendTable(Array.from({ length: 300 }, () => trends).flat())
    expect(table.trimEnd().split('\n')).toHaveLength(201)
  })
})

test('a level that jumps is seen as one, and a declared break as a break', () => {
  const jumped = {
    ...content,
    records: content.records.map((record) =>
      record.kind === 'energy-level' &&
      record.region === 'GB' &&
      record.mode === 'car' &&
      record.yearFrom === 2015
        ? { ...record, canonicalValue: record.canonicalValue * 1.1 }
        : record,
    ),
  }
  const [step] = stepsOf('GB', 'car', compileFactorSet(jumped)).filter(({ year }) => year === 2015)
  expect(step?.parts.level).toBeGreaterThan(0.08)
  const series = content.records.find(
    ({ kind, region, mode }) => kind === 'energy-level' && region === 'GB' && mode === 'car',
  )
  const breaks = [{ series: series?.series ?? '', year: 2015, from: 1, to: 1.1, ratio: 1.1, why: 'planted' }]
  const [declared] = stepsOf('GB', 'car', compileFactorSet({ ...jumped, breaks })).filter(
    ({ year }) => year === 2015,
  )
  expect(declared?.parts.level).toBe(0)
  expect(declared?.parts.break).toBeGreaterThan(0.08)
})
