import type { ComponentChildren, JSX } from 'preact'
import type { CityYears, Comparison } from '../service/answer-types.ts'
import { missingNames, type Speech } from '../words/language.ts'
import { LineView } from './line-view.tsx'
import { WhyView, whySentence } from './why-view.tsx'
import type { StatedAs } from './year-marks.ts'

interface YearsPageProps {
  readonly years: CityYears
  /** Each year as it was stated or given out, in their order. */
  readonly stated: readonly StatedAs[]
  /** Why two of them differ; absent while that is not known, or there is one year. */
  readonly compared: Comparison | undefined
  /** What is chosen to be compared, and what is said while it is not known. */
  readonly choice?: ComponentChildren
  /** What stands between the title and the line. */
  readonly before?: ComponentChildren
  /** What else is done with the years. */
  readonly children?: ComponentChildren
  readonly speech: Speech
}

/** The years of a city: a line, and why it moved. It is drawn alike here and by the service. */
export function YearsPage(props: YearsPageProps): JSX.Element {
  const { years, stated, compared, choice, before, children, speech } = props
  const { say, language } = speech
  const missing = new Set(years.years.flatMap(({ coverage }) => missingNames(coverage, speech)))
  return (
    <article class="years" data-years>
      <h1>{say('years.title', { city: years.city.name })}</h1>
      {before}
      {missing.size > 0 && (
        <p class="note">
          {say('brief.not-counted', { parts: new Intl.ListFormat(language).format([...missing]) })}
        </p>
      )}
      <LineView key={keyOf(years)} years={years} stated={stated} speech={speech} />
      {years.notices.length > 0 && (
        <details>
          <summary>{say('years.notes', { count: years.notices.length })}</summary>
          <ul>
            {years.notices.map(({ code, detail }) => (
              <li key={detail} data-code={code} lang="en">
                {detail}
              </li>
            ))}
          </ul>
        </details>
      )}
      {years.years.length > 1 && (
        <section aria-labelledby="why-changed">
          <h2 id="why-changed">{say('why.heading')}</h2>
          {choice}
          {compared && <WhyView key={whySentence(compared, speech)} compared={compared} speech={speech} />}
        </section>
      )}
      {children}
    </article>
  )
}

/** Other years make another picture, with files of its own. */
const keyOf = ({ years }: CityYears): string => years.map(({ estimate }) => estimate).join(' ')
