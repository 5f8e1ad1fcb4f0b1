import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { listFactorSets, loadFactorSet } from '../../emission-factors/load.ts'
import { compileFactorSet } from '../../src/index.ts'
import { lawsReport } from '../laws/validate-laws.ts'
import { listPlaces } from './places.ts'
import { type GroupScore, groupScores, type LargestStep, largestStep } from './score.ts'
import { trendTable } from './trend-table.ts'
import { trendsOf } from './trends.ts'

/**
 * Prints how every set stands to the published places, what of a constant city's trend is none, and whether the laws of what
 * is stated hold in the newest set; writes what moves a constant distance in it into `docs/trends.csv`.
 *
 * `--sets <folder>` adds the sets of another folder, such as a draft's.
 */
const { values } = parseArgs({ options: { sets: { type: 'string' } } })
const COUNTRIES = ['GB', 'US', 'DE'] as const
const MODES = ['car', 'van', 'rigid-truck', 'articulated-truck', 'bus', 'motorcycle'] as const
const YEARS = Array.from({ length: 36 }, (_, index) => 1990 + index)

const folders = ['emission-factors/sets', ...(values.sets === undefined ? [] : [values.sets])]
const sets = folders
  .flatMap((folder) => listFactorSets(folder))
  .map(({ id, folder }) => ({ id, set: compileFactorSet(loadFactorSet(folder)) }))
  .toSorted((a, b) => a.id.localeCompare(b.id))

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
const places = listPlaces()
const lines = [
  '| set | places | count | inside | median error | median \\|error\\| | to the ends of a range | median half-width |',
  '|---|---|---|---|---|---|---|---|',
]
for (const { id, set } of sets) for (const score of groupScores(places, set)) lines.push(rowOf(id, score))
lines.push(
  '',
  '| set | country | mode | largest step | year | steps above 3 % |',
  '|---|---|---|---|---|---|',
)
for (const { id, set } of sets)
  for (const country of COUNTRIES)
    for (const mode of MODES) lines.push(stepRowOf(id, largestStep(country, mode, YEARS, set)))
const newest = sets.at(-1)
if (newest?.set.content.records.some(({ kind }) => kind === 'energy-level')) {
  const { lines: laws, hold } = lawsReport(newest.set)
  lines.push('', `## Laws: ${newest.id}`, '', ...laws)
  if (!hold) process.exitCode = 1
}
process.stdout.write(`${lines.join('\n')}\n`)
if (newest) writeFileSync('docs/trends.csv', trendTable(trendsOf(newest.set)))

function rowOf(id: string, score: GroupScore): string {
  const { group, count, inside, medianError, medianAbsoluteError, medianHalfWidth, medianOfEnds } = score
  const ends = medianOfEnds?.map(percent).join(', ') ?? ''
  return `| ${id} | ${group} | ${count} | ${percent(inside / count)} | ${percent(medianError)} | ${percent(medianAbsoluteError)} | ${ends} | ±${percent(medianHalfWidth)} |`
}

function stepRowOf(id: string, { country, mode, step, year, above }: LargestStep): string {
  return `| ${id} | ${country} | ${mode} | ${percent(step)} | ${year} | ${above} |`
}
