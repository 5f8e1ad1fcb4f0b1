import type { JSX } from 'preact'
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { CodeTexts } from '../answer/notices.tsx'
import { isObject } from '../form/to-request.ts'
import { fromFragment, type Work } from '../link/work-link.ts'
import type { LeverList } from '../service/answer-types.ts'
import { codeTexts, leverList, savedEstimate, scenario } from '../service/ask.ts'
import type { Speech } from '../words/language.ts'
import { type BaseYear, Screen } from './screen.tsx'
import { withSet } from './to-body.ts'
import { newWhatIf } from './work.ts'

/** How long the page waits before it asks again a service that did not answer. */
const AGAIN_MS = 3_000
const USUAL_YEAR = 2023

/** Puts the page of scenarios in place. */
export function mountWhatIf(content: HTMLElement, speech: Speech): void {
  render(<Linked speech={speech} />, content)
}

/** The base year of the link; another one begins anew. */
function Linked({ speech }: { speech: Speech }): JSX.Element {
  const { say } = speech
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const look = (): void => setHash(location.hash)
    addEventListener('popstate', look)
    return () => removeEventListener('popstate', look)
  }, [])
  const work = fromFragment(hash)
  if (work === 'newer') return <p class="caution">{say('link.newer')}</p>
  if (work === 'cut') return <p class="caution">{say('link.cut')}</p>
  if (!work)
    return (
      <>
        <h1>{say('what-if.title')}</h1>
        <p>
          {say('what-if.empty')} <a href={`/?lang=${speech.language}`}>{say('page.estimate')}</a>
        </p>
      </>
    )
  return <Opened key={JSON.stringify(work.request)} work={work} speech={speech} />
}

interface Loaded {
  readonly base: BaseYear
  readonly list: LeverList
  readonly texts: CodeTexts
}

type State = Loaded | 'working' | 'gone' | { readonly refused: string }

function Opened({ work, speech }: { work: Work; speech: Speech }): JSX.Element {
  const { say } = speech
  const [state, setState] = useState<State>('working')
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    void load(work, speech).then(setState)
  }, [attempt])
  useEffect(() => {
    if (state !== 'gone') return
    const timer = setTimeout(() => setAttempt((count) => count + 1), AGAIN_MS)
    return () => clearTimeout(timer)
  }, [state])
  if (state === 'working') return <p>{say('so-far.working')}</p>
  if (state === 'gone') return <p class="caution">{say('so-far.gone')}</p>
  if ('refused' in state) return <p class="caution">{state.refused}</p>
  return <Screen work={work} {...state} speech={speech} />
}

async function load({ request, factorSet }: Work, speech: Speech): Promise<State> {
  const [list, texts, asked] = await Promise.all([
    leverList(),
    codeTexts(speech.language),
    typeof request === 'string' ? savedEstimate(request) : undefined,
  ])
  if (asked && 'problem' in asked) return { refused: asked.problem.detail }
  if (!('answer' in list) || (asked && !('answer' in asked))) return 'gone'
  const whole: unknown = asked ? asked.answer.request : request
  const { city, period, travel } = isObject(whole) ? whole : {}
  // Of a base without a year the service says what is wrong.
  const year = Number(/^\d{4}/.exec(String(period))?.[0] ?? USUAL_YEAR)
  // A page whose measures are refused still offers some: by the modes of the base year alone.
  const plain = await scenario({ base: withSet(request, factorSet), until: newWhatIf(year).until })
  if ('gone' in plain) return 'gone'
  return {
    base: {
      city: isObject(city) ? String(city['name'] ?? '') : '',
      year,
      isOfTrips: isObject(travel) && Array.isArray(travel['modes']),
      modes: 'answer' in plain ? plain.answer.byMode : [],
    },
    list: list.answer,
    texts,
  }
}
