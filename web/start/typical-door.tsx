import type { JSX } from 'preact'
import { findTravelSurvey } from '../places/travel-surveys.ts'
import type { Fault, Problem } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'

interface TypicalDoorProps {
  readonly country: { readonly code: string | undefined; readonly name: string }
  readonly problem: Problem | undefined
  /** Goes to the door of figures, with the focus on a field. */
  readonly type: (field: string) => void
  readonly speech: Speech
}

/** The door for who has nothing yet: typical values where a survey documents them, and else what is enough and who has it. */
export function TypicalDoor({ country, problem, type, speech }: TypicalDoorProps): JSX.Element {
  const { say } = speech
  const { errors = [] } = problem ?? {}
  const lacksPeople = errors.some((fault) => fault.pointer === '/city/population')
  const missing = errors.filter(({ code }) => code === 'factor-not-found')
  const survey = findTravelSurvey(country.code)
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
          <p>{say('start.typical.none', { country: country.name })}</p>
          <p>
            <button type="button" class="button" onClick={() => type('cars')}>
              {say('start.typical.one')}
            </button>{' '}
            {say('start.typical.who', { who: say('row.cars.who') })}
          </p>
          <p>{say('start.typical.missing')}</p>
          <ul>
            {lacksOf(missing, speech).map((lack) => (
              <li key={lack}>{lack}</li>
            ))}
          </ul>
          <p>
            <button type="button" class="button" onClick={() => type('trips-a-day')}>
              {say('start.typical.survey.type')}
            </button>{' '}
            {survey === undefined
              ? say('start.typical.survey')
              : say('start.typical.survey.named', { survey })}
          </p>
        </section>
      )}
    </>
  )
}

/** What no survey documents, in words of the form. */
function lacksOf(missing: readonly Fault[], { say, name }: Speech): readonly string[] {
  const lengths: string[] = []
  const others: string[] = []
  for (const { pointer, detail } of missing) {
    const mode = /^No trip length of ([\w-]+) /.exec(detail)?.[1]
    if (mode !== undefined) lengths.push(name('mode', mode))
    else if (pointer === '/travel/tripsPerPersonPerDay') others.push(say('row.trips-a-day'))
    else others.push(say('start.typical.shares'))
  }
  return [...others, ...(lengths.length > 0 ? [say('row.length', { mode: lengths.join(', ') })] : [])]
}

/** Whether a problem is one that this door explains by itself. */
export const isOfTypical = ({ errors = [] }: Problem): boolean =>
  errors.length > 0 &&
  errors.every(({ code, pointer }) => code === 'factor-not-found' || pointer === '/city/population')
