import wrapAnsi from 'wrap-ansi'
import { coverageText } from '../shell/coverage.ts'
import { figureText, forReading, intervalText, shareText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { CityYears } from './years-schema.ts'

const number = (head: string) => ({ head, numbers: true })

/** The years of a city for reading at a shell: what they cover, figures with bands, breaks and notes. */
export function cityYearsText({ city, basis, base, years, missing, breaks, notices }: CityYears): string {
  const sentences = [...new Set(years.map(({ coverage }) => coverage.sentence))]
  const covers = sentences.map((sentence) =>
    coverageText(
      { sentence },
      sentences.length === 1
        ? undefined
        : years
            .filter(({ coverage }) => coverage.sentence === sentence)
            .map(({ year }) => year)
            .join(', '),
    ),
  )
  const given = years.map((one) => ({
    year: one.year,
    cells: [
      figureText({ ...one.co2e, unit: '' }).trim(),
      intervalText(one.co2e),
      one.perCapita ? figureText({ ...one.perCapita, unit: '' }).trim() : '—',
      forReading(one.spliced.value),
      one.index.value.toFixed(3),
      one.index.lower === undefined || one.index.upper === undefined
        ? ''
        : `${one.index.lower.toFixed(3)} to ${one.index.upper.toFixed(3)}`,
      one.change === null ? '' : shareText(one.change),
      breaks.some(({ after }) => after === one.year) ? 'breaks' : '',
    ],
  }))
  const gaps = missing.map((year) => ({ year, cells: ['', '', '', '', '', '', '', 'missing'] }))
  const table = tableText(
    `${city.name}, ${city.country}: t CO2e by ${basis.allocation}, ${basis.gwp}, factor set ${basis.factorSet}; index ${base} = 1`,
    [
      { head: 'Year' },
      number('t CO2e'),
      { head: '95 % interval' },
      number('Per person'),
      number('Spliced'),
      number('Index'),
      { head: '95 % interval' },
      number('Change'),
      { head: '' },
    ],
    [...given, ...gaps].sort((a, b) => a.year - b.year).map(({ year, cells }) => [String(year), ...cells]),
  )
  return [
    ...covers,
    table,
    list(
      'Breaks',
      breaks.map(({ before, after, what }) => `${before} to ${after}: ${what}`),
    ),
    list(
      'Notes on these years',
      notices.map(({ code, detail }) => `${detail} [${code}]`),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

const list = (title: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `${title}\n\n${items.map((item) => wrapAnsi(`- ${item}`, 100)).join('\n')}\n`
