import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { listFactorSets, loadFactorSet } from '../../emission-factors/load.ts'
import { compileFactorSet } from '../../src/index.ts'
import { lawsReport } from '../laws/validate-laws.ts'
import { footingTable } from './footing-table.ts'
import { writeSection } from './page.ts'
import { listPlaces } from './places.ts'
import { type GroupScore, groupScores, type LargestStep, largestStep } from './score.ts'
import { trendSummary } from './trend-summary.ts'
import { trendTable } from './trend-table.ts'
import { TREND_YEARS, trendsOf } from './trends.ts'

/**
 * Says how every set stands to the published places, what moves a constant distance in the newest one, what its defaults
 * stand on, and whether the laws of what is stated hold in it: prints the first and the last, and writes all but the laws into
 * docs/validation.md and docs/trends.csv.
 *
 * `--sets <folder>` adds the sets of another folder, such as a draft's.
 */
const { values } = parseArgs({ options: { sets: { type: 'string' } } })
const COUNTRIES = ['GB', 'US', 'DE'] as const
const MODES = ['car', 'van', 'rigid-truck', 'articulated-truck', 'bus', 'motorcycle'] as const

const folders = ['emission-factors/sets', ...(values.sets === undefined ? [] : [values.sets])]
const sets = folders
  .flatMap((folder) => listFactorSets(folder))
  .map(({ id, folder }) => ({ id, set: compileFactorSet(loadFactorSet(folder)) }))
  .toSorted((a, b) => a.id.localeCompare(b.id))

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
const places = listPlaces()
type Scored = (typeof sets)[number]
/** The page has the newest set beside the one before it; the terminal all. */
const onPage = sets.slice(-2)
const scoreboard = (some: readonly Scored[]): string[] => [
  '| set | places | count | inside | median error | median \\|error\\| | to the ends of a range | median half-width |',
  '|---|---|---|---|---|---|---|---|',
  ...some.flatMap(({ id, set }) =>
    groupScores(places, set)
      .filter(({ count }) => count > 0)
      .map((score) => rowOf(id, score)),
  ),
]
const stepsOf = (some: readonly Scored[]): string[] => [
  '| set | country | mode | largest step | year | steps above 3 % |',
  '|---|---|---|---|---|---|',
  ...some.flatMap(({ id, set }) =>
    COUNTRIES.flatMap((country) =>
      MODES.map((mode) => stepRowOf(id, largestStep(country, mode, TREND_YEARS, set))),
    ),
  ),
]
process.stdout.write(`${[...scoreboard(sets), '', ...stepsOf(sets)].join('\n')}\n`)

writeSection('scoreboard', scoreboard(onPage).join('\n'))
writeSection('steps', stepsOf(onPage).join('\n'))
const newest = sets.at(-1)
if (newest) {
  const trends = trendsOf(newest.set)
  writeFileSync('docs/trends.csv', trendTable(trends))
  writeSection('trends', trendSummary(trends))
  writeSection('footing', footingTable(newest.set))
}
if (newest?.set.content.records.some(({ kind }) => kind === 'energy-level')) {
  const { lines: laws, hold } = lawsReport(newest.set)
  process.stdout.write(`\n## Laws: ${newest.id}\n\n${laws.join('\n')}\n`)
  if (!hold) process.exitCode = 1
}

function rowOf(id: string, score: GroupScore): string {
  const { group, count, inside, medianError, medianAbsoluteError, medianHalfWidth, medianOfEnds } = score
  const ends = medianOfEnds?.map(percent).join(', ') ?? ''
  return `| ${id} | ${group} | ${count} | ${percent(inside / count)} | ${percent(medianError)} | ${percent(medianAbsoluteError)} | ${ends} | ±${percent(medianHalfWidth)} |`
}

function stepRowOf(id: string, { country, mode, step, year, above }: LargestStep): string {
  return `| ${id} | ${country} | ${mode} | ${percent(step)} | ${year} | ${above} |`
}
