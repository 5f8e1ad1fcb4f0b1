import type { JSX } from 'preact'
import type { Speech } from '../words/language.ts'

/** Files of a saved answer, and its request, all at addresses of the public API. */
export function Downloads({
  id,
  editAt,
  besideAt,
  speech,
}: {
  id: string
  editAt: string
  /** Where other years, or other cities, are set beside the answer. */
  besideAt: (what: 'years' | 'peers') => string
  speech: Speech
}): JSX.Element {
  const { say } = speech
  const at = `/v1/estimates/${id}`
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">{say('downloads.title')}</h2>
      <ul class="downloads">
        <li>
          <a href={at} download={`${id}.json`}>
            {say('downloads.json')}
          </a>
        </li>
        <li>
          <a href={`${at}/inventory?format=xlsx`} download>
            {say('downloads.ecrf')}
          </a>
        </li>
        <li>
          <a href={`${at}/inventory?format=csv`} download>
            {say('downloads.rows')}
          </a>
        </li>
        <li>
          <a href={`/e/${id}/brief?lang=${speech.language}`}>{say('downloads.brief')}</a>
        </li>
        <li>
          <a href={besideAt('years')}>{say('years.add')}</a>
        </li>
        <li>
          <a href={besideAt('peers')}>{say('peers.open')}</a>
        </li>
        <li>
          <a href={editAt}>{say('downloads.edit')}</a>
        </li>
      </ul>
    </section>
  )
}
