import type { JSX } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { CodeTexts } from '../answer/notices.tsx'
import { takeCharts } from '../charts/take-chart.ts'
import { isObject } from '../form/to-request.ts'
import type { Work } from '../link/work-link.ts'
import { toFragment } from '../link/work-link.ts'
import type { Range } from '../numbers/figure-text.ts'
import type { LeverList, Scenario } from '../service/answer-types.ts'
import { save } from '../service/ask.ts'
import { FaultSummary, type FieldFault, faultsOf } from '../start/fault-summary.tsx'
import type { Speech } from '../words/language.ts'
import { EffectsView } from './effects-view.tsx'
import { faultWords } from './fault-text.ts'
import { KeepLink } from './keep-link.tsx'
import { changeText, findingText, leverName } from './lever-text.ts'
import { LeversView } from './levers-view.tsx'
import { NeedsView } from './needs-view.tsx'
import { PackagesView, packageName } from './packages-view.tsx'
import { PathView } from './path-view.tsx'
import { ReferenceView } from './reference-view.tsx'
import { SettingField } from './setting-field.tsx'
import { TargetsView } from './targets-view.tsx'
import { toBody, withSet } from './to-body.ts'
import { useAnswers, useNewest, useRested } from './use-scenario.ts'
import { useWork } from './use-work.ts'
import { leverKeys, newWhatIf, readWhatIf } from './work.ts'

/** How long nothing moves before what takes longer is asked for. */
const REST_MS = 400
/** Of which twenty outcomes are told. */
const DRAWS = 1_000

/** What a page begins with. */
export interface BaseYear {
  readonly city: string
  readonly year: number
  readonly isOfTrips: boolean
  readonly modes: Scenario['byMode']
}

interface ScreenProps {
  readonly work: Work
  readonly base: BaseYear
  readonly list: LeverList
  readonly texts: CodeTexts
  readonly speech: Speech
}

/** What levers change of a base year: the line follows the sliders, and all else follows when they rest. */
export function Screen({ work, base, list, texts, speech }: ScreenProps): JSX.Element {
  const { say, language } = speech
  const [request, setRequest] = useState(work.request)
  const first = useMemo(() => readWhatIf(work.whatIf) ?? newWhatIf(base.year), [])
  const { whatIf, change, undo, redo, fragment } = useWork({ ...work, request }, first)
  const effectOf = (id: string | undefined) => list.effects.find((one) => one.id === id)
  const asking = (at: number) => toBody(withSet(request, work.factorSet), whatIf, at, effectOf)
  const { body, fieldAt, keys } = asking(whatIf.at)
  const text = JSON.stringify(body)
  const newest = useNewest(text)
  const rested = useRested(text, REST_MS)
  const isAtRest = rested === text && newest.text === text && newest.problem === undefined
  const levers = body['levers'] as readonly object[]
  const drawnText = JSON.stringify({
    ...body,
    shares: true,
    uncertainty: { method: 'monte-carlo', draws: DRAWS, seed: 1 },
  })
  const aloneTexts = levers.map((lever) => JSON.stringify({ ...body, levers: [lever], targets: [] }))
  const packageTexts = whatIf.packages.map((_, at) => JSON.stringify(asking(at).body))
  const others = packageTexts.filter((_, at) => at !== whatIf.at)
  const answers = useAnswers(
    isAtRest ? [...aloneTexts, ...(levers.length > 0 ? [drawnText] : []), ...others] : [],
  )
  const place = useRef<HTMLDivElement>(null)

  useEffect(() => {
    document.title = say('what-if.page', { city: base.city, year: base.year })
  }, [])
  useTakenCharts(place)

  const { result } = newest
  const last = result?.years.at(-1)
  const drawn = answers.get(drawnText)
  const faults = faultsOf(
    newest.problem,
    fieldAt,
    faultWords({ body, kinds: list.kinds, baseYear: base.year, until: whatIf.until, texts }, speech),
  )
  const faultAt = (field: string): string | undefined =>
    faults.flatMap((one) => (one.field === field ? [one.text] : [])).join(' ') || undefined
  const shown = whatIf.packages[whatIf.at]
  const name = shown ? packageName(shown, whatIf.at, speech) : ''
  const drafts = shown?.levers ?? []
  const draftKeys = leverKeys(drafts)
  const nameOf = (id: string): string => {
    const draft = drafts[draftKeys.indexOf(id)]
    return draft ? leverName(draft, speech) : id
  }
  /** In a list a fault says which measure it is of; at its field that is seen. */
  const inSummary = (fault: FieldFault): FieldFault => {
    const key = /^[a-zA-Z]+-(.+)$/.exec(fault.field ?? '')?.[1] ?? ''
    return draftKeys.includes(key)
      ? { ...fault, text: say('fault.at', { name: nameOf(key), text: fault.text }) }
      : fault
  }
  const aloneRange = (at: number): Range | undefined =>
    answers.get(aloneTexts[at] ?? '')?.years.at(-1)?.difference
  const alone = new Map(
    keys.flatMap((key, at) => {
      const range = aloneRange(at)
      return range ? [[key, range] as const] : []
    }),
  )
  // The levers of the answer, which may be a slide behind those of the page.
  const answered = result?.levers.map(({ id }) => keys.indexOf(id)) ?? []
  return (
    <div class="what-if" ref={place}>
      <p>
        <a href={answerAt(request, work, language)}>{say('what-if.back')}</a>
      </p>
      <h1>{say('what-if.page', { city: base.city, year: base.year })}</h1>
      {newest.isGone && <p class="caution">{say('so-far.gone')}</p>}
      <FaultSummary faults={faults.map(inSummary)} speech={speech} />
      <div class="bench">
        {result && (
          <div class="picture" aria-busy={newest.text !== text}>
            {newest.problem && <p class="caution">{say('what-if.stale')}</p>}
            <p class="finding">{foundText(result, base.city, speech)}</p>
            <PathView result={result} whatIf={whatIf} packageName={name} speech={speech} />
          </div>
        )}
        <p class="spoken" role="status">
          {isAtRest && result ? foundText(result, base.city, speech) : ''}
        </p>
        {last && result && result.levers.length > 0 && (
          <p class="moving" aria-hidden="true">
            {say('what-if.moving', { year: last.year, change: changeText(last.difference, speech) })}
          </p>
        )}
        <fieldset class="steer">
          <legend class="spoken">{say('what-if.steer')}</legend>
          <SettingField
            id="until"
            label={say('what-if.until')}
            value={whatIf.until}
            isYear
            emptyAs={whatIf.until}
            fault={faultAt('until')}
            change={(until) => until !== undefined && change((before) => ({ ...before, until }))}
            speech={speech}
          />
          <span class="entry">
            <button type="button" disabled={!undo} onClick={undo}>
              {say('what-if.undo')}
            </button>
            <button type="button" disabled={!redo} onClick={redo}>
              {say('what-if.redo')}
            </button>
            <button
              type="button"
              disabled={drafts.length === 0}
              onClick={() =>
                change((before) => ({
                  ...before,
                  packages: before.packages.map((one, at) =>
                    at === before.at ? { ...one, levers: [] } : one,
                  ),
                }))
              }
            >
              {say('what-if.reset')}
            </button>
          </span>
        </fieldset>
        <section aria-labelledby="measures">
          <h2 id="measures">{say('what-if.measures', { name })}</h2>
          <p class="note">{say('what-if.hint')}</p>
          <LeversView
            whatIf={whatIf}
            list={list}
            modes={base.modes}
            isOfTrips={base.isOfTrips}
            baseYear={base.year}
            alone={alone}
            faultAt={faultAt}
            change={change}
            speech={speech}
          />
        </section>
      </div>
      {result && (
        <EffectsView
          result={result}
          names={result.levers.map(({ id }) => nameOf(id))}
          alone={answered.map((at) => (at < 0 ? undefined : aloneRange(at)))}
          shared={drawn}
          packageName={name}
          speech={speech}
        />
      )}
      <TargetsView
        whatIf={whatIf}
        result={newest.problem ? undefined : result}
        drawn={drawn}
        faultAt={faultAt}
        change={change}
        speech={speech}
      />
      <PackagesView
        whatIf={whatIf}
        results={whatIf.packages.map((_, at) =>
          at === whatIf.at ? (newest.problem ? undefined : result) : answers.get(packageTexts[at] ?? ''),
        )}
        change={change}
        speech={speech}
      />
      {isAtRest && <NeedsView text={text} whatIf={whatIf} nameOf={nameOf} speech={speech} />}
      {result && <ReferenceView result={result} texts={texts} nameOf={nameOf} speech={speech} />}
      <KeepLink
        fragment={fragment}
        shorten={
          isObject(request)
            ? async () => {
                const asked = await save(request)
                if ('answer' in asked) setRequest(asked.answer.id)
                return 'answer' in asked
              }
            : undefined
        }
        speech={speech}
      />
    </div>
  )
}

/** What the measures change in the last year, as a mayor can say it. */
function foundText(result: Scenario, city: string, speech: Speech): string {
  const last = result.years.at(-1)
  if (!last || result.levers.length === 0) return speech.say('what-if.finding.none')
  return findingText(city, last.year, last.difference, speech)
}

/** Where the answer of the base year stands. */
function answerAt(request: unknown, { whatIf: _, ...work }: Work, language: string): string {
  return typeof request === 'string'
    ? `/e/${request}?lang=${language}`
    : `/answer?lang=${language}#${toFragment({ ...work, request })}`
}

/** Charts come and go with the measures; each gets its buttons once. */
function useTakenCharts(place: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    for (const chart of place.current?.querySelectorAll('figure[data-chart]') ?? [])
      if (!chart.querySelector('[data-take] button') && chart.parentElement) takeCharts(chart.parentElement)
  })
}
