import type { JSX } from 'preact'
import type { Problem } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'

interface TypicalDoorProps {
  readonly country: string
  readonly problem: Problem | undefined
  /** Goes to the door of figures, with the focus on the cars registered. */
  readonly typeCars: () => void
  readonly speech: Speech
}

/** The door for who has nothing yet: typical values where a survey documents them, and else the one figure that is enough. */
export function TypicalDoor({ country, problem, typeCars, speech }: TypicalDoorProps): JSX.Element {
  const { say } = speech
  const { errors = [] } = problem ?? {}
  const lacksPeople = errors.some((fault) => fault.pointer === '/city/population')
  const missing = errors.filter(({ code }) => code === 'factor-not-found')
  return (
    <>
      <p>{say('start.nothing.hint')}</p>
      {lacksPeople && (
        <p class="caution" role="status">
          <a href="#population" data-field="population">
            {say('start.typical.population')}
          </a>
        </p>
      )}
      {missing.length > 0 && (
        <section role="status">
          <p>{say('start.typical.none', { country })}</p>
          <p>
            <button type="button" class="button" onClick={typeCars}>
              {say('start.typical.one')}
            </button>
          </p>
          <details>
            <summary>{say('start.typical.missing')}</summary>
            <ul>
              {missing.map(({ detail }) => (
                <li key={detail}>{detail}</li>
              ))}
            </ul>
          </details>
        </section>
      )}
    </>
  )
}

/** Whether a problem is one that this door explains by itself. */
export const isOfTypical = ({ errors = [] }: Problem): boolean =>
  errors.length > 0 &&
  errors.every(({ code, pointer }) => code === 'factor-not-found' || pointer === '/city/population')
