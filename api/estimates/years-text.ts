import { knownOf } from '../estimate/figure-schema.ts'
import type { EstimateResult } from '../estimate/result-schema.ts'
import { csvText } from '../http/csv.ts'
import { coverageText } from '../shell/coverage.ts'
import { figureText, intervalText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import { SUM_NAMES } from './total-names.ts'

type Figure = EstimateResult['totals']['energy']

/** A row of the table of years: what it is, and its figure in each. */
interface YearsRow {
  readonly group: string
  readonly name: string
  readonly figures: readonly Figure[]
}

/** What a city emitted in each year, by mode too. */
function rowsOf(results: readonly EstimateResult[]): readonly YearsRow[] {
  const totals = SUM_NAMES.map(([key, name]) => ({
    group: 'total',
    name,
    figures: results.map(({ totals: of }) => of[key]),
  }))
  const modes = [...new Set(results.flatMap(({ byMode }) => byMode.map(({ mode }) => mode)))]
  const byMode = modes.map((mode) => ({
    group: 'mode',
    name: mode,
    figures: results.map(({ byMode: of }) => of.find((group) => group.mode === mode)?.co2e ?? null),
  }))
  return [...totals, ...byMode].filter(({ figures }) => figures.some((figure) => knownOf(figure)))
}

/** The years of a workbook for reading at a shell: what they cover first, then a column for each. */
export function yearsText(results: readonly EstimateResult[]): string {
  const [first] = results
  if (!first) return ''
  const { city, allocation, gwp, factorSet } = first
  const sentences = new Map<string, string[]>()
  for (const { coverage, period } of results)
    sentences.set(coverage.sentence, [...(sentences.get(coverage.sentence) ?? []), period])
  const covers = [...sentences].map(([sentence, periods]) =>
    coverageText({ sentence }, sentences.size === 1 ? undefined : periods.join(', ')),
  )
  const title = `${city.name}, ${city.country} · ${allocation} · ${gwp} · factor set ${factorSet.id}`
  const columns = [{ head: '', width: 32 }, ...results.map(({ period }) => ({ head: period, numbers: true }))]
  const rows = rowsOf(results).flatMap(({ group, name, figures }) => [
    [group === 'mode' ? `CO2e of ${name}` : name, ...figures.map((figure) => figureText(figure))],
    ...(figures.some((figure) => intervalText(figure).length > 1)
      ? [['  95 % interval', ...figures.map((figure) => intervalText(figure))]]
      : []),
  ])
  const more = `Notices: ${results.map(({ period, notices }) => `${notices.length} in ${period}`).join(', ')}; --period shows those of a year.\n`
  return `${covers.join('')}\n${tableText(title, columns, rows)}\n${more}`
}

/** The years of a workbook as CSV: a row for each figure, and value, lower and upper of each year. */
export function yearsCsv(results: readonly EstimateResult[]): string {
  const rows = rowsOf(results).map(({ group, name, figures }) =>
    Object.fromEntries([
      ['group', group],
      ['figure', name],
      ['unit', figures.find((figure) => figure !== null)?.unit ?? ''],
      ...results.flatMap(({ period }, at) => {
        const figure = figures[at] ?? null
        const known = figure?.value === null ? (figure.known ?? null) : figure
        return [
          [period, known?.value ?? null],
          [`${period} lower`, known?.lower ?? null],
          [`${period} upper`, known?.upper ?? null],
          ...(figures.some((one) => one?.value === null)
            ? [[`${period} is part`, figure?.value === null ? 'yes' : null]]
            : []),
        ]
      }),
    ]),
  )
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const coverage = results.map(({ period, coverage: { sentence } }) => [period, sentence])
  return csvText(
    [...rows, { group: 'coverage', figure: 'What the figures cover', ...Object.fromEntries(coverage) }],
    columns,
  )
}
