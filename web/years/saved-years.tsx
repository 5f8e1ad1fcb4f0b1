import type { JSX } from 'preact'
import { withSet } from '../answer/answer-work.ts'
import { besideAt } from '../link/beside-link.ts'
import type { CityYears, Comparison } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { type Span, SpanChoice } from './span-choice.tsx'
import type { StatedAs } from './year-marks.ts'
import { YearsPage } from './years-page.tsx'

/** A saved year: its request, and how it was given out. */
export interface SavedYear extends StatedAs {
  readonly request: Readonly<Record<string, unknown>>
  /** The address of its whole answer, if that is saved. */
  readonly wholeAt?: string | undefined
}

export interface SavedYearsProps {
  readonly years: CityYears
  /** In the order of the years. */
  readonly saved: readonly SavedYear[]
  readonly compared: Comparison | undefined
  readonly span: Span
  /** What the address of the page has in its query besides the choice of years. */
  readonly hidden: Readonly<Record<string, readonly string[]>>
  /** Files of the same figures. */
  readonly jsonAt?: string | undefined
  readonly speech: Speech
}

/** The years of saved answers, or of a saved city, as they are read without scripts. */
export function SavedYears(props: SavedYearsProps): JSX.Element {
  const { years, saved, compared, span, hidden, jsonAt, speech } = props
  const { say, language } = speech
  const [request, ...others] = saved.map((one) => withSet(one.request, undefined))
  const beside = others.map((one) => ({ request: one as Readonly<Record<string, unknown>> }))
  const editAt = besideAt('years', { request, beside, factorSet: years.basis.factorSet }, language)
  return (
    <YearsPage
      years={years}
      stated={saved}
      compared={compared}
      choice={
        <SpanChoice
          years={years.years.map(({ year }) => String(year))}
          span={span}
          hidden={hidden}
          speech={speech}
        />
      }
      speech={speech}
    >
      <section aria-labelledby="downloads">
        <h2 id="downloads">{say('downloads.title')}</h2>
        <ul class="downloads">
          <li>
            <a href={editAt}>{say('years.saved.add')}</a>
          </li>
          {jsonAt !== undefined && (
            <li>
              <a href={jsonAt} download>
                {say('years.json')}
              </a>
            </li>
          )}
          {saved.map(({ wholeAt }, index) =>
            wholeAt === undefined ? null : (
              <li key={wholeAt}>
                <a href={wholeAt}>{say('years.whole', { year: years.years[index]?.year ?? '' })}</a>
              </li>
            ),
          )}
        </ul>
      </section>
    </YearsPage>
  )
}
