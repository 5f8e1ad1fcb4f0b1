import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { withSet } from '../answer/answer-work.ts'
import { besideAt } from '../link/beside-link.ts'
import { LinkedWork } from '../link/linked-work.tsx'
import { toFragment, type Work } from '../link/work-link.ts'
import type { CityYears } from '../service/answer-types.ts'
import { compareYears, showYears } from '../service/ask-years.ts'
import type { Speech } from '../words/language.ts'
import { Drawn } from './drawn.tsx'
import { KeepAll } from './keep-all.tsx'
import { Refused } from './refused-years.tsx'
import { membersOf, type Span, SpanChoice, spanIn } from './span-choice.tsx'
import { useAsked } from './use-asked.ts'
import { whySentence } from './why-view.tsx'
import { YearList } from './year-list.tsx'
import { YearsPage } from './years-page.tsx'
import { type LinkedYear, yearsIn } from './years-work.ts'

/** The years in the link; nothing of them is kept. */
export function UnsavedYears({ speech }: { speech: Speech }): JSX.Element {
  const change = (work: Work): void => {
    location.hash = toFragment(work)
  }
  return (
    <LinkedWork
      speech={speech}
      draw={(work) => <OpenedYears work={work} change={change} speech={speech} />}
    />
  )
}

interface OpenedProps {
  readonly work: Work
  readonly change: (work: Work) => void
  readonly speech: Speech
}

function OpenedYears({ work, change, speech }: OpenedProps): JSX.Element {
  const { say, language } = speech
  const years = yearsIn(work)
  const requests = years.map(({ request }) => withSet(request, undefined))
  const set = work.factorSet
  const shown = useAsked(JSON.stringify([requests, set]), async (signal) => {
    const asked = await showYears(requests, set, signal)
    const isUnknown = set !== undefined && 'problem' in asked && asked.problem.errors?.some(isOfSet)
    return isUnknown ? showYears(requests, undefined, signal) : asked
  })
  const answer = shown && 'answer' in shown ? shown.answer : undefined
  const periods = [...new Set(years.map(({ period }) => period))]
  const span = spanIn(periods, work.chosen)
  // Both are computed with the set that made the line.
  const members = answer && periods.length > 1 ? membersOf(withPeriods(years, answer), span) : undefined
  const why = useAsked(members && JSON.stringify(members), (signal) => compareYears(members ?? [], signal))
  useEffect(() => {
    if (
      !answer ||
      (work.factorSet === answer.basis.factorSet && work.methodVersion === answer.basis.methodVersion)
    )
      return
    const { factorSet, methodVersion } = answer.basis
    // From here on the address has what made the line, so that a bookmark opens the same.
    if (work.methodVersion === undefined)
      history.replaceState(
        null,
        '',
        `${location.search}#${toFragment({ ...work, factorSet, methodVersion })}`,
      )
  }, [answer])
  const choose = (chosen: Span): void => change({ ...work, chosen })
  const sentYears = years.map(({ period, request }) => ({ name: period, request }))
  const told = why && 'answer' in why ? why.answer : undefined
  return (
    <>
      {!answer && <h1>{say('years.title', { city: cityIn(years) })}</h1>}
      {!shown && <p role="status">{say('so-far.working')}</p>}
      {shown && 'gone' in shown && <p class="caution">{say('so-far.gone')}</p>}
      {shown && 'problem' in shown && <Refused problem={shown.problem} sent={sentYears} speech={speech} />}
      {answer && (
        <Drawn>
          <YearsPage
            years={answer}
            stated={years.map(({ request }) => ({ allocation: allocationIn(request) }))}
            compared={told}
            before={<Cautions work={work} years={years} answer={answer} speech={speech} />}
            choice={
              <>
                <SpanChoice years={periods} span={span} choose={choose} speech={speech} />
                {members && !why && <p role="status">{say('so-far.working')}</p>}
                {why && 'gone' in why && <p class="caution">{say('so-far.gone')}</p>}
                {why && 'problem' in why && (
                  <Refused
                    problem={why.problem}
                    sent={sentYears.filter(({ name }) => name >= span.from && name <= span.to)}
                    speech={speech}
                  />
                )}
              </>
            }
            speech={speech}
          />
        </Drawn>
      )}
      <p class="spoken" role="status">
        {told && whySentence(told, speech)}
      </p>
      <YearList work={work} change={change} speech={speech} />
      {answer && (
        <KeepAll
          all={years.map(({ period, request }) => ({ name: period, request: withSet(request, set) }))}
          what="years"
          linkAt={besideAt('years', work, language)}
          speech={speech}
        >
          <ul>
            {years.map(({ period, request }) => (
              <li key={period}>
                <a href={`/answer?lang=${language}#${toFragment({ request })}`}>
                  {say('years.whole', { year: period })}
                </a>
              </li>
            ))}
          </ul>
        </KeepAll>
      )}
    </>
  )
}

const isOfSet = ({
  parameter,
  pointer,
}: {
  parameter?: string | undefined
  pointer?: string | undefined
}): boolean => parameter === 'factorSet' || pointer === '/factorSet'

const cityIn = (years: readonly LinkedYear[]): string => {
  const city = years[0]?.request['city']
  return typeof city === 'object' && city !== null && 'name' in city ? String(city.name) : ''
}

const allocationIn = ({ allocation }: Readonly<Record<string, unknown>>): string =>
  typeof allocation === 'string' ? allocation : 'geographic'

const withPeriods = (years: readonly LinkedYear[], { basis }: CityYears) =>
  years.map(({ period, request }) => [period, withSet(request, basis.factorSet)] as const)

interface CautionsProps {
  readonly work: Work
  readonly years: readonly LinkedYear[]
  readonly answer: CityYears
  readonly speech: Speech
}

/** What a reader must know first: figures that were only copied, and that another method or set made the link. */
function Cautions({ work, years, answer: { basis }, speech }: CautionsProps): JSX.Element {
  const { say, language } = speech
  const copied = years.filter((year) => (year.copied ?? []).length > 0)
  return (
    <>
      {work.methodVersion !== undefined && work.methodVersion !== basis.methodVersion && (
        <p class="caution">{say('link.older', { before: work.methodVersion, now: basis.methodVersion })}</p>
      )}
      {work.factorSet !== undefined && work.factorSet !== basis.factorSet && (
        <p class="caution">{say('link.set-missing', { set: work.factorSet, now: basis.factorSet })}</p>
      )}
      {copied.length > 0 && (
        <p class="caution">
          {say('years.copied', {
            years: new Intl.ListFormat(language).format(copied.map(({ period }) => period)),
          })}
        </p>
      )}
    </>
  )
}
