import type { JSX } from 'preact'
import type { Result } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'

/** Says of an answer that the data it was made of are deleted; nothing where they stand. */
export function Withdrawn({ result, speech }: { result: Result; speech: Speech }): JSX.Element | null {
  if (!result.withdrawn) return null
  const { dataset, at } = result.withdrawn
  const date = new Intl.DateTimeFormat(speech.language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(at),
  )
  return <p class="caution">{speech.say('answer.withdrawn', { dataset, date })}</p>
}
