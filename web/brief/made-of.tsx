import type { JSX } from 'preact'
import { labelOf } from '../form/row-label.ts'
import { toDraft } from '../form/to-draft.ts'
import { toRequest } from '../form/to-request.ts'
import { exactText } from '../numbers/figure-text.ts'
import { ROWS } from '../rows/rows.ts'
import type { Result } from '../service/answer-types.ts'
import type { Speech, WordKey } from '../words/language.ts'

const MAX_SOURCES = 8

interface MadeOfProps {
  readonly result: Result
  readonly address: string | undefined
  readonly speech: Speech
}

/** What the answer is made of: stated figures, boundary, method, sources, and where to find it. */
export function MadeOf({ result, address, speech }: MadeOfProps): JSX.Element {
  const { say } = speech
  const stated = statedFigures(result, speech)
  const sources = [...new Set(result.assumptions.flatMap(({ source }) => (source ? [source] : [])))]
  const attributionAt = address && new URL(`/docs/attribution/${result.factorSet.id}`, address).href
  const more = sources.length - MAX_SOURCES
  return (
    <section class="made">
      <h2>{say('brief.made')}</h2>
      {stated.length > 0 && <p>{say('brief.stated', { figures: stated.join('; ') })}</p>}
      <p>
        {say('brief.boundary', { boundary: say(`boundaries.${result.allocation}` as WordKey) })}{' '}
        {say('answer.made', { set: result.factorSet.id, method: result.methodVersion, gwp: result.gwp })}
      </p>
      {sources.length > 0 && (
        <p>
          {say('brief.sources', { sources: sources.slice(0, MAX_SOURCES).join('; ') })}{' '}
          {more > 0 && say('brief.sources.more', { count: more })}
        </p>
      )}
      <p>
        {say('brief.licences')}{' '}
        {address === undefined ? say('brief.unsaved', { id: result.id }) : say('brief.address')}{' '}
        {address !== undefined && <a href={address}>{address}</a>}
      </p>
      <p>
        {say('brief.attribution')}{' '}
        {attributionAt ? (
          <a href={attributionAt}>{attributionAt}</a>
        ) : (
          `/docs/attribution/${result.factorSet.id}`
        )}
      </p>
    </section>
  )
}

/** What the city stated, each in the words of the form. */
function statedFigures({ request }: Result, speech: Speech): readonly string[] {
  const { say, language } = speech
  return toRequest(toDraft(request)).understood.flatMap(({ field, value, unit: unitId }) => {
    const row = ROWS.find(({ id }) => id === field)
    if (!row || value === undefined) return []
    const unit = row.units.find(({ id }) => id === unitId)
    return [`${labelOf(row, speech)}: ${exactText(value, language)} ${unit ? say(unit.words) : ''}`.trim()]
  })
}
