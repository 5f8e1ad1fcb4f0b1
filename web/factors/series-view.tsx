import type { JSX } from 'preact'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { type YearFigure, YearStrips } from '../charts/year-strips.tsx'
import { exactText } from '../numbers/figure-text.ts'
import type { FactorDetail, OtherFigure } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { factorAt } from './factor-search.ts'
import { factorName, placeName, rangeCellOf, unitText, yearsText } from './factor-words.ts'

type Dated = OtherFigure & { readonly yearFrom: number }

/** The same figure by year, in its own place: a strip for each year, and a line at each break. */
export function SeriesView({ detail, speech }: { detail: FactorDetail; speech: Speech }): JSX.Element | null {
  const { say, language } = speech
  const { record, others, factorSet, breaks = [] } = detail
  if (!('canonicalValue' in record)) return null
  const own = ownFigure(detail)
  const all = [...(own ? [own] : []), ...others.years, ...others.publishers].filter(isDated)
  const series = all.toSorted((one, other) => one.yearFrom - other.yearFrom)
  const ofSource = series.filter(({ sourceId }) => sourceId === record.source.id)
  const [first] = ofSource
  const last = ofSource.at(-1)
  if (!first || !last || first.yearFrom === last.yearFrom) return null
  const newest = Math.max(...series.map(({ yearFrom, yearTo }) => yearTo ?? yearFrom))
  const figures = series.map(
    (one): YearFigure => ({
      code: one.id,
      from: one.yearFrom,
      to: one.yearTo ?? newest,
      range: { value: one.canonicalValue, lower: one.lower, upper: one.upper },
      isOwn: one.sourceId === record.source.id,
      isChosen: one.id === record.id,
    }),
  )
  const numbers = (one: Dated): string => exactText(Number(one.canonicalValue.toPrecision(3)), language)
  const unit = unitText(record.canonicalUnit)
  const told = say('factors.series.said', {
    from: numbers(first),
    to: numbers(last),
    unit,
    first: first.yearFrom,
    last: last.yearFrom,
  })
  const said = breaks.length > 0 ? `${told} ${say('factors.series.said.break')}` : told
  const shared = {
    figures,
    breaks: breaks.map(({ year }) => year),
    breakWord: say('factors.series.break'),
    said,
    language,
  }
  return (
    <ChartFrame
      id="series"
      title={say('factors.series.title', { first: first.yearFrom, last: last.yearTo ?? newest })}
      subtitle={say('factors.series.subtitle', {
        what: factorName(record, speech),
        place: placeName(record.region, speech),
        unit,
      })}
      said={said}
      source={say('factors.series.source', { source: record.source.publisher, set: factorSet })}
      speech={speech}
      wide={<YearStrips {...shared} width={720} />}
      narrow={<YearStrips {...shared} width={320} />}
    >
      {breaks.length > 0 && (
        <ul>
          {breaks.map(({ year, why }) => (
            <li key={year}>
              {say('factors.series.break-of', { year })} <span lang="en">{why}</span>
            </li>
          ))}
        </ul>
      )}
      <WideTable label={say('factors.series.title', { first: first.yearFrom, last: last.yearFrom })}>
        <thead>
          <tr>
            <th scope="col">{say('factors.column.years')}</th>
            <th scope="col" class="number">
              {unit || say('factors.column.value')}
            </th>
            <th scope="col" class="number">
              {say('factors.column.range')}
            </th>
            <th scope="col">{say('factors.column.source')}</th>
          </tr>
        </thead>
        <tbody>
          {series.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.id === record.id ? (
                  <strong>{yearsText(one, speech)}</strong>
                ) : (
                  <a href={factorAt(factorSet, one.id, language)} data-factor={one.id}>
                    {yearsText(one, speech)}
                  </a>
                )}
              </th>
              <td class="number">{exactText(Number(one.canonicalValue.toPrecision(5)), language)}</td>
              <td class="number">{rangeCellOf(one, language)}</td>
              <td>{one.publisher}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </ChartFrame>
  )
}

const isDated = (one: OtherFigure): one is Dated => one.yearFrom !== undefined

/** The record itself, as the others are told of. */
function ownFigure({ record, regionName, interval }: FactorDetail): OtherFigure | undefined {
  if (!('canonicalValue' in record)) return undefined
  const { id, region, quality, source, value, unit, canonicalValue, canonicalUnit } = record
  return {
    id,
    region,
    regionName,
    ...yearsOf(record),
    quality,
    publisher: source.publisher,
    sourceTitle: source.title,
    sourceId: source.id,
    value,
    unit,
    canonicalValue,
    canonicalUnit,
    ...(interval ? { lower: interval.lower, upper: interval.upper } : {}),
  }
}

const yearsOf = ({ yearFrom, yearTo }: FactorDetail['record']): Pick<OtherFigure, 'yearFrom' | 'yearTo'> => ({
  ...(yearFrom === undefined ? {} : { yearFrom }),
  ...(yearTo === undefined ? {} : { yearTo }),
})
