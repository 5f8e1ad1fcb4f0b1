import type { ComponentChildren, JSX } from 'preact'
import type { FactorDetail } from '../service/answer-types.ts'
import type { Speech, WordKey } from '../words/language.ts'
import { DefaultUseView } from './default-use-view.tsx'
import { endsOf, factorName, placeName, unitText, valueText, yearsText } from './factor-words.ts'
import { OthersTable, type SubHeading } from './others-table.tsx'
import { SeriesView } from './series-view.tsx'

interface FactorViewProps {
  readonly detail: FactorDetail
  readonly speech: Speech
  /** Whether it is a page of its own, and not in a drawer that has a heading. */
  readonly isPage?: boolean
}

/** One published figure: how much, how sure, who says so, who else, and which estimates take it. */
export function FactorView({ detail, speech, isPage }: FactorViewProps): JSX.Element {
  const { say, language } = speech
  const { record, factorSet, digest, others, interval } = detail
  const figure = 'canonicalValue' in record ? record : undefined
  const heading = `${factorName(record, speech)}. ${placeName(record.region, speech)}, ${yearsText(record, speech)}`
  const Heading: SubHeading = isPage ? 'h2' : 'h3'
  const shared = { set: factorSet, speech, Heading }
  return (
    <article class="factor">
      {isPage ? <h1>{heading}</h1> : <h2>{heading}</h2>}
      {figure ? (
        <p class="finding">{valueText(figure.value, figure.unit, language)}</p>
      ) : (
        <p>{say('factors.curve.hint')}</p>
      )}
      {figure && figure.unit !== figure.canonicalUnit && (
        <p>
          {say('factors.used-as', {
            value: valueText(figure.canonicalValue, figure.canonicalUnit, language),
          })}
        </p>
      )}
      {figure && interval && (
        <p>
          {say('factors.range', {
            ...endsOf({ ...interval, canonicalValue: figure.canonicalValue }, language),
            unit: unitText(interval.unit),
          })}{' '}
          <span class="note" lang="en">
            {interval.rule} ({interval.source})
          </span>
        </p>
      )}
      <Facts detail={detail} speech={speech} />
      <DefaultUseView detail={detail} speech={speech} Heading={Heading} />
      <OthersTable {...shared} title={say('factors.others.publishers')} figures={others.publishers} />
      {figure && others.publishers.length === 0 && (
        <>
          <Heading>{say('factors.others.publishers')}</Heading>
          <p>{say('factors.others.none')}</p>
        </>
      )}
      <OthersTable {...shared} title={say('factors.others.measures')} figures={others.measures} />
      <SeriesView detail={detail} speech={speech} />
      <OthersTable {...shared} title={say('factors.others.technologies')} figures={others.technologies} />
      <OthersTable {...shared} title={say('factors.others.regions')} figures={others.regions} isFolded />
      <p class="source">
        {say('factors.set')} {factorSet}, <code>{digest}</code>.{' '}
        <a href={`/v1/factor-sets/${encodeURIComponent(factorSet)}/factors/${encodeURIComponent(record.id)}`}>
          JSON
        </a>
      </p>
    </article>
  )
}

function Facts({ detail: { record }, speech }: { detail: FactorDetail; speech: Speech }): JSX.Element {
  const { say } = speech
  const { source } = record
  const english = (text: string): JSX.Element => <span lang="en">{text}</span>
  const rows: readonly (readonly [WordKey, ComponentChildren])[] = [
    ['factors.column.place', `${placeName(record.region, speech)} (${record.region})`],
    ['factors.column.years', yearsText(record, speech)],
    [
      'factors.column.source',
      source.url === undefined ? (
        english(source.title)
      ) : (
        <a href={source.url} rel="noreferrer" lang="en">
          {source.title}
        </a>
      ),
    ],
    ['factors.publisher', `${source.publisher}, ${source.edition}, ${source.published}`],
    ['factors.locator', english(record.locator)],
    ['factors.column.licence', source.licence],
    ['factors.cite', english(source.attribution)],
    ['factors.column.quality', `${record.quality}: ${say(`factors.quality.${record.quality}` as WordKey)}`],
    ['factors.tier', `${record.tier} (${say('factors.tier.hint')})`],
    ['factors.seen', say(`factors.seen.${record.verification}` as WordKey)],
    ...(record.note === undefined ? [] : [['factors.note', english(record.note)] as const]),
    ['factors.record', <code key="id">{record.id}</code>],
  ]
  return (
    <table class="facts">
      <caption class="spoken">{say('factors.facts')}</caption>
      <tbody>
        {rows.map(([key, value]) => (
          <tr key={key}>
            <th scope="row">{say(key)}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
