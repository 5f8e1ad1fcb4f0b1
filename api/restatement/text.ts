import { changeText } from '../../src/index.ts'
import type { Sum } from '../estimate/figure-schema.ts'
import { coverageText } from '../shell/coverage.ts'
import { figureText, forReading, intervalText, shareText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { Restatement } from './schema.ts'

/** Without the unit, which stands in the title. */
const totalText = (co2e: Sum): string => figureText({ ...co2e, unit: '' }).trim()

const number = (head: string) => ({ head, numbers: true })

/** The number of effects shown for each year. */
const EFFECTS_SHOWN = 3

/** A series for reading at a shell: as filed, with its breaks, and recomputed; numbers are rounded. */
export function restatementText(restated: Restatement): string {
  return [
    ...coverageTexts(restated),
    filedText(restated),
    recomputedText(restated),
    whyText(restated),
    noticesText([...restated.filed.notices, ...restated.recomputed.notices]),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** Once, where all years cover the same; otherwise year by year. */
function coverageTexts({ recomputed: { years } }: Restatement): readonly string[] {
  const [first] = years
  if (years.every(({ coverage }) => coverage.sentence === first?.coverage.sentence))
    return [coverageText(first?.coverage)]
  return years.map(({ year, coverage }) => coverageText(coverage, String(year)))
}

function filedText({ city, filed }: Restatement): string {
  const given = filed.years.map((one) => ({
    year: one.year,
    cells: [
      totalText(one.co2e),
      intervalText(one.co2e),
      one.methodVersion,
      one.factorSet,
      one.gwp,
      one.allocation,
      filed.breaks.some(({ after }) => after === one.year) ? 'breaks' : '',
    ],
  }))
  const gaps = filed.missing.map((year) => ({ year, cells: ['missing'] }))
  const rows = [...given, ...gaps].sort((a, b) => a.year - b.year)
  return tableText(
    `${city.name}, ${city.country}: as filed, t CO2e${filed.comparable ? '' : '; not comparable from year to year'}`,
    [
      { head: 'Year' },
      number('Filed'),
      { head: '95 % interval' },
      { head: 'Method' },
      { head: 'Set' },
      { head: 'GWP' },
      { head: 'Allocation' },
      { head: '' },
    ],
    rows.map(({ year, cells }) => [String(year), ...cells]),
  )
}

function recomputedText({ recomputed }: Restatement): string {
  const { basis, years, statement } = recomputed
  const table = tableText(
    `Recomputed with set ${basis.factorSet}, ${basis.gwp}, ${basis.allocation}, t CO2e${recomputed.comparable ? '; comparable' : ''}`,
    [
      { head: 'Year' },
      number('Filed'),
      number('Recomputed'),
      { head: '95 % interval' },
      number('Difference'),
      number('%'),
      { head: 'What changed', width: 60 },
    ],
    years.map(({ year, filed, co2e, change, relativeChange, changed }) => [
      String(year),
      forReading(filed),
      totalText(co2e),
      intervalText(co2e),
      forReading(change),
      shareText(relativeChange),
      changed.map(changeText).join('; '),
    ]),
  )
  return `${table}\n${statement}\n`
}

/** The factors that moved a year most, if only its set changed. */
function whyText({ recomputed }: Restatement): string {
  const lines = recomputed.years.flatMap(({ year, why }) => {
    const effects = why?.effects.slice(0, EFFECTS_SHOWN) ?? []
    if (effects.length === 0) return []
    const named = effects.map(({ parameter, effect }) => `${parameter} ${forReading(effect)} t CO2e`)
    return [`- ${year}: ${named.join('; ')}`]
  })
  return lines.length === 0 ? '' : `Largest effects in each year\n\n${lines.join('\n')}\n`
}

function noticesText(notices: Restatement['filed']['notices']): string {
  if (notices.length === 0) return ''
  return `Notes on this series\n\n${notices.map(({ code, detail }) => `- ${detail} [${code}]`).join('\n')}\n`
}
