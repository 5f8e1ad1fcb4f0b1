import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { takeCharts } from '../charts/take-chart.ts'
import { openInDrawer } from '../explain/open-explanation.tsx'
import { LinkedWork } from '../link/linked-work.tsx'
import { toFragment, type Work } from '../link/work-link.ts'
import { explainUnsaved, newestSet } from '../service/ask.ts'
import type { Speech } from '../words/language.ts'
import { Answer } from './answer.tsx'
import { type Answered, answerWork, simulateAt, whatIfAt, workOf } from './answer-work.ts'
import { Guide } from './guide.tsx'
import { Keep } from './keep.tsx'
import { LinkedAnswer } from './linked-answer.tsx'

/** How long the page waits before it asks again a service that did not answer. */
const AGAIN_MS = 3_000

/** What is drawn of an answer. */
type Draw = (answered: Extract<Answered, { kind: 'answered' }>) => JSX.Element

interface UnsavedProps {
  readonly speech: Speech
  /** What is drawn in place of the whole answer. */
  readonly draw?: Draw
}

/** The whole answer to the request in the link; nothing of it is kept. */
export function Unsaved({ speech, draw }: UnsavedProps): JSX.Element {
  return (
    <LinkedWork
      speech={speech}
      draw={(work, fragment) => <Opened key={fragment} work={work} draw={draw} speech={speech} />}
    />
  )
}

interface OpenedProps {
  readonly work: Work
  readonly draw: Draw | undefined
  readonly speech: Speech
}

function Opened({ work, draw, speech }: OpenedProps): JSX.Element {
  const { say, language } = speech
  const [state, setState] = useState<Answered | { readonly kind: 'working' }>({ kind: 'working' })
  const [newest, setNewest] = useState<string | undefined>(undefined)
  const [attempt, setAttempt] = useState(0)
  const place = useRef<HTMLDivElement>(null)

  useEffect(() => {
    void answerWork(work, speech).then(setState)
  }, [attempt])
  useEffect(() => {
    if (state.kind !== 'gone') return
    const timer = setTimeout(() => setAttempt((count) => count + 1), AGAIN_MS)
    return () => clearTimeout(timer)
  }, [state])
  useEffect(() => {
    if (work.factorSet !== undefined) void newestSet().then(setNewest)
  }, [])
  useEffect(() => {
    if (state.kind !== 'answered' || !place.current) return
    openInDrawer(place.current, (figure) => explainUnsaved(state.request, figure), speech)
    takeCharts(place.current)
    // From here on the address has what made the answer, so that a bookmark opens the same bytes.
    if (work.methodVersion === undefined)
      history.replaceState(null, '', `${location.search}#${toFragment(workOf(state.request, state.result))}`)
  }, [state.kind])

  if (state.kind === 'working') return <p>{say('so-far.working')}</p>
  if (state.kind === 'gone') return <p class="caution">{say('so-far.gone')}</p>
  const editAt = `/?lang=${language}#${toFragment({ request: work.request })}`
  if (state.kind === 'refused')
    return (
      <section class="faults">
        {work.methodVersion !== undefined && <p>{say('link.refused', { method: work.methodVersion })}</p>}
        <ul>
          {state.faults.map(({ title, detail }) => (
            <li key={detail}>
              {title} <span lang="en">{detail}</span>
            </li>
          ))}
        </ul>
        <a href={editAt}>{say('downloads.edit')}</a>
      </section>
    )
  if (draw) return <div ref={place}>{draw(state)}</div>
  const { result, request, texts } = state
  return (
    <div ref={place}>
      <Answer
        result={result}
        boundaries={result.boundaries}
        inventory={result.inventory}
        codeTexts={texts}
        speech={speech}
        explainAt={() => '#drawer'}
        guide={<Guide speech={speech} />}
        addAt={(code) => `/?lang=${language}&add=${code}#${toFragment({ request: work.request })}`}
        changeAt={(field) => editAt.replace('#', `&field=${field}#`)}
        simulateAt={simulateAt(request, language)}
        whatIfAt={whatIfAt(workOf(request, result), language)}
        beside={
          <LinkedAnswer
            work={work}
            result={result}
            newest={newest}
            newestAt={`/answer?lang=${language}#${toFragment({ request: work.request })}`}
            speech={speech}
          />
        }
      >
        <Keep work={workOf(request, result)} editAt={editAt} speech={speech} />
      </Answer>
    </div>
  )
}
