import type { JSX } from 'preact'
import { FigureHeads, rangeCell, sumText } from '../answer/figure-view.tsx'
import { subjectOf } from '../answer/sentence.tsx'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { YearLine } from '../charts/year-line.tsx'
import { endsText, numberText, rangeText, stepOf } from '../numbers/figure-text.ts'
import { isPartlyKnown, knownRange } from '../numbers/known-range.ts'
import type { CityYears } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech, WordKey } from '../words/language.ts'
import { signedPercent } from './change-words.ts'
import { marksOf, markWords, type StatedAs } from './year-marks.ts'

interface LineViewProps {
  readonly years: CityYears
  readonly stated: readonly StatedAs[]
  readonly speech: Speech
}

/** Spliced figures that differ by less from the line are the line. */
const SAME = 0.005
const NARROW_YEARS = 320

/** The years as a line with its band, as a sentence and as a table. */
export function LineView({ years: answer, stated, speech }: LineViewProps): JSX.Element {
  const { say, language } = speech
  const { years, missing, basis, city } = answer
  const marks = marksOf(answer, stated)
  const worded = marks.map((mark) => ({ after: mark.after, words: markWords(mark, speech) }))
  const gaps = new Set(marks.filter(({ isGap }) => isGap).map(({ after }) => after))
  const points = years.map(({ year, co2e }) => ({
    year,
    range: knownRange(co2e),
    isPart: isPartlyKnown(co2e),
    isApart: gaps.has(year),
  }))
  const isSpliced =
    gaps.size > 0 &&
    years.some(({ co2e, spliced }) => {
      const value = knownRange(co2e)?.value ?? 0
      return Math.abs(spliced.value - value) > SAME * Math.abs(value)
    })
  const title = titleOf(answer, gaps, isSpliced, speech)
  const said = [
    saidOf(answer, speech),
    ...worded.map(({ after, words }) => say('years.said.mark', { year: after, what: words })),
    ...(missing.length > 0 ? [say('years.said.missing', { years: missing.join(', ') })] : []),
  ].join(language === 'zh' ? '' : ' ')
  const shared = {
    points,
    marks: worded,
    spliced: isSpliced ? years.map(({ spliced }) => spliced.value) : [],
    splicedWord: say('years.spliced'),
    missing,
    said,
    language,
  }
  const coverage = years.at(-1)?.coverage
  return (
    <ChartFrame
      id="years"
      title={title}
      subtitle={say('years.subtitle', {
        subject: coverage ? subjectOf({ coverage, city }, speech) : city.name,
        boundary: say(`boundaries.${basis.allocation}` as WordKey),
      })}
      said={said}
      source={say('years.source', { set: basis.factorSet, method: basis.methodVersion, gwp: basis.gwp })}
      speech={speech}
      wide={<YearLine {...shared} width={720} />}
      narrow={<YearLine {...shared} width={NARROW_YEARS} />}
    >
      <WideTable label={title}>
        <thead>
          <tr>
            <th scope="col">{say('start.year')}</th>
            <FigureHeads speech={speech} />
            <th scope="col" class="number">
              {say('years.each')}
            </th>
            {isSpliced && (
              <th scope="col" class="number">
                {say('years.spliced')}
              </th>
            )}
            <th scope="col" class="number">
              {say(isSpliced ? 'years.index.level' : 'years.index', { year: answer.base })}
            </th>
            <th scope="col" class="number">
              {say('modes.range')}
            </th>
            <th scope="col">{say('years.moved')}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(answer).map((row) =>
            typeof row === 'number' ? (
              <tr key={row}>
                <th scope="row">{row}</th>
                <td colSpan={isSpliced ? 7 : 6}>{say('years.missing')}</td>
              </tr>
            ) : (
              <tr key={row.year}>
                <th scope="row">{row.year}</th>
                <td class="number">{sumText(row.co2e, speech) || say('answer.unknown')}</td>
                <td class="number">{rangeCell(row.co2e, speech)}</td>
                <td class="number">{sumText(row.perCapita, speech)}</td>
                {isSpliced && (
                  <td class="number">{numberText(row.spliced.value, stepOf(row.spliced), language)}</td>
                )}
                <td class="number">
                  {row.year === answer.base ? '' : signedPercent(row.index.value - 1, speech)}
                </td>
                <td class="number">{row.year === answer.base ? '' : indexEnds(row.index, speech)}</td>
                <td>{worded.find(({ after }) => after === row.year)?.words}</td>
              </tr>
            ),
          )}
        </tbody>
      </WideTable>
    </ChartFrame>
  )
}

/** Years and, by its number alone, each that is missing, in order. */
function rowsOf({ years, missing }: CityYears): readonly (CityYears['years'][number] | number)[] {
  const yearOf = (row: CityYears['years'][number] | number): number =>
    typeof row === 'number' ? row : row.year
  return [...years, ...missing].sort((one, other) => yearOf(one) - yearOf(other))
}

/** How far a year may be from the base, both ends. */
function indexEnds({ lower, upper }: CityYears['years'][number]['index'], speech: Speech): string {
  if (lower === undefined || upper === undefined) return ''
  return `${signedPercent(lower - 1, speech)} – ${signedPercent(upper - 1, speech)}`
}

/** The finding: no percentage goes across a break unless the years are on one level. */
function titleOf(
  { years }: CityYears,
  gaps: ReadonlySet<number>,
  isSpliced: boolean,
  speech: Speech,
): string {
  const { say } = speech
  const [first, last] = [years[0], years.at(-1)]
  if (!first || !last || first === last) return say('years.title.one', { year: first?.year ?? '' })
  const span = { from: first.year, to: last.year }
  const { index } = last
  const base = first.index
  const ratio = index.value / base.value - 1
  const isFirstBase = base.lower === base.upper
  const isSure =
    isFirstBase &&
    index.lower !== undefined &&
    index.upper !== undefined &&
    (index.lower > base.value || index.upper < base.value)
  if (!isSure && isFirstBase && index.lower !== undefined) return say('years.title.unsure', span)
  const key = ratio > 0 ? 'years.title.up' : 'years.title.down'
  const size = signedPercent(Math.abs(ratio), speech).replace('+', '')
  return gaps.size > 0 && isSpliced
    ? say(ratio > 0 ? 'years.title.up.level' : 'years.title.down.level', { ...span, size })
    : say(key, { ...span, size })
}

function saidOf({ years }: CityYears, { say, language }: Speech): string {
  const [first, last] = [years[0], years.at(-1)]
  const [from, to] = [first && knownRange(first.co2e), last && knownRange(last.co2e)]
  if (!first || !last || !from || !to) return ''
  const ends = (range: typeof from): string => endsText(range, language).replace(' – ', say('years.to'))
  const text = (range: typeof from): string => rangeText(range, language).value
  return say('years.said', {
    first: first.year,
    from: text(from),
    fromRange: ends(from),
    last: last.year,
    to: text(to),
    toRange: ends(to),
  })
}
