import { Fragment, type JSX } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { takeCharts } from '../charts/take-chart.ts'
import { openInDrawer } from '../explain/open-explanation.tsx'
import { fromFragment, MAX_LINK_LENGTH, toFragment, type Work } from '../link/work-link.ts'
import {
  estimateWithViews,
  explainUnsaved,
  noticeTitles,
  type ResultWithViews,
  save,
} from '../service/ask.ts'
import type { Speech } from '../words/language.ts'
import { Answer } from './answer.tsx'
import { Guide } from './guide.tsx'
import { UnderstoodList } from './understood.tsx'

/** How long the page waits before it asks again a service that did not answer. */
const AGAIN_MS = 3_000

type State =
  | { readonly kind: 'working' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'refused'; readonly faults: readonly string[] }
  | {
      readonly kind: 'answered'
      readonly result: ResultWithViews
      readonly titles: Readonly<Record<string, string>>
    }

/** The whole answer to the request in the link; nothing of it is kept. */
export function Unsaved({ speech }: { speech: Speech }): JSX.Element {
  const { say, language } = speech
  const opened = useMemo(() => fromFragment(location.hash), [])
  const [state, setState] = useState<State>({ kind: opened === 'cut' || !opened ? 'cut' : 'working' })
  const [attempt, setAttempt] = useState(0)
  const place = useRef<HTMLDivElement>(null)
  const work = typeof opened === 'object' ? opened : undefined

  useEffect(() => {
    if (work) void answer(work).then(setState)
  }, [work, attempt])
  useEffect(() => {
    if (state.kind !== 'gone') return
    const timer = setTimeout(() => setAttempt((count) => count + 1), AGAIN_MS)
    return () => clearTimeout(timer)
  }, [state])
  useEffect(() => {
    if (state.kind !== 'answered' || !place.current || !work) return
    openInDrawer(place.current, (figure) => explainUnsaved(work.request, figure), speech)
    takeCharts(place.current, speech)
  }, [state.kind])

  if (state.kind === 'cut') return <p class="caution">{say('link.cut')}</p>
  if (state.kind === 'working') return <p>{say('so-far.working')}</p>
  if (state.kind === 'gone') return <p class="caution">{say('so-far.gone')}</p>
  const editAt = `/?lang=${language}${location.hash}`
  if (state.kind === 'refused')
    return (
      <section class="faults">
        <ul>
          {state.faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
        <a href={editAt}>{say('downloads.edit')}</a>
      </section>
    )
  const { result, titles } = state
  return (
    <div ref={place}>
      <Answer
        result={result}
        boundaries={result.boundaries}
        inventory={result.inventory}
        noticeTitles={titles}
        speech={speech}
        explainAt={() => '#drawer'}
        guide={<Guide speech={speech} />}
        addAt={(code) => `/?lang=${language}&add=${code}${location.hash}`}
      >
        <Differs work={work} result={result} speech={speech} />
        <Keep
          work={{
            request: work?.request,
            factorSet: result.factorSet.id,
            methodVersion: result.methodVersion,
          }}
          editAt={editAt}
          speech={speech}
        />
      </Answer>
    </div>
  )
}

async function answer({ request }: Work): Promise<State> {
  const [asked, titles] = await Promise.all([estimateWithViews(request), noticeTitles()])
  if ('gone' in asked) return { kind: 'gone' }
  if ('answer' in asked) return { kind: 'answered', result: asked.answer, titles }
  const { errors = [], detail } = asked.problem
  return { kind: 'refused', faults: errors.length > 0 ? errors.map((fault) => fault.detail) : [detail] }
}

/** Says so where the link was made by another method or set than the answer. */
function Differs({
  work,
  result,
  speech,
}: {
  work: Work | undefined
  result: ResultWithViews
  speech: Speech
}): JSX.Element {
  const { methodVersion: before, factorSet: set } = work ?? {}
  const now = result.methodVersion
  return (
    <Fragment>
      {before !== undefined && before !== now && (
        <p class="caution">{speech.say('link.older', { before, now })}</p>
      )}
      {set !== undefined && set !== result.factorSet.id && (
        <p class="caution">{speech.say('link.set-missing', { set, now: result.factorSet.id })}</p>
      )}
    </Fragment>
  )
}

/** Saving, the link, and the files that can be had without saving. */
function Keep({ work, editAt, speech }: { work: Work; editAt: string; speech: Speech }): JSX.Element {
  const { say, language } = speech
  const [isCopied, setCopied] = useState(false)
  const [failed, setFailed] = useState<string | undefined>(undefined)
  const fragment = toFragment(work)
  const isLong = fragment.length > MAX_LINK_LENGTH
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">{say('downloads.title')}</h2>
      <UnderstoodList request={work.request} editAt={editAt} speech={speech} />
      {failed !== undefined && (
        <p class="caution" role="alert">
          {failed}
        </p>
      )}
      <p>
        <button
          type="button"
          class="button"
          onClick={async () => {
            const saved = await save(work.request)
            if ('answer' in saved) location.assign(`/e/${saved.answer.id}?lang=${language}`)
            else setFailed('problem' in saved ? saved.problem.detail : say('downloads.save.gone'))
          }}
        >
          {say('downloads.save')}
        </button>{' '}
        {say('downloads.save.hint')}
      </p>
      <p>
        {isLong ? (
          say('downloads.link.long')
        ) : (
          <>
            <button
              type="button"
              onClick={async () => {
                await navigator.clipboard.writeText(`${location.origin}/answer#${fragment}`)
                setCopied(true)
              }}
            >
              {say('downloads.link')}
            </button>{' '}
            <span role="status">{say(isCopied ? 'downloads.link.done' : 'downloads.link.hint')}</span>
          </>
        )}
      </p>
      <p>
        <a href={editAt}>{say('downloads.edit')}</a>
      </p>
    </section>
  )
}
