import type { JSX } from 'preact'
import type { Problem } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { ServiceText } from '../words/service-text-view.tsx'

interface ProblemViewProps {
  readonly problem: Problem | 'gone'
  readonly again: () => void
  readonly speech: Speech
}

/** What the service refused, or that it does not answer, and a way to ask again. */
export function ProblemView({ problem, again, speech }: ProblemViewProps): JSX.Element {
  const { say } = speech
  const needsKey = problem !== 'gone' && problem.status === 401
  return (
    <div class="caution" role="alert">
      {problem === 'gone' || needsKey ? (
        <p>{say(needsKey ? 'data.needs-key' : 'factors.gone')}</p>
      ) : (
        (problem.errors ?? [problem]).map(({ detail }) => (
          <p key={detail}>
            <ServiceText text={detail} speech={speech} />
          </p>
        ))
      )}
      <p>
        <button type="button" onClick={again}>
          {say(needsKey ? 'data.key.give' : 'file.again')}
        </button>
      </p>
    </div>
  )
}
