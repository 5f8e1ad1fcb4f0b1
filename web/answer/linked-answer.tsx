import type { JSX } from 'preact'
import type { LinkedTotal, Work } from '../link/work-link.ts'
import { endsText, numberText, rangeText, stepOf } from '../numbers/figure-text.ts'
import { isPartlyKnown, knownRange } from '../numbers/known-range.ts'
import type { Result } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { FigureHeads } from './figure-view.tsx'

interface LinkedAnswerProps {
  readonly work: Work
  readonly result: Result
  /** The newest set of the service, once it is known. */
  readonly newest: string | undefined
  /** A link to the same request with the newest set. */
  readonly newestAt: string
  readonly speech: Speech
}

/**
 * What a link says of its answer, beside the answer of today, where another method or set made the two: both totals, how
 * far they are apart, and why. Nothing where method and set are the same, for then every byte is.
 */
export function LinkedAnswer({
  work,
  result,
  newest,
  newestAt,
  speech,
}: LinkedAnswerProps): JSX.Element | null {
  const { say } = speech
  const { methodVersion: method = result.methodVersion, factorSet: set = result.factorSet.id, total } = work
  const now = { method: result.methodVersion, set: result.factorSet.id }
  if (method === now.method && set === now.set) {
    if (newest === undefined || newest === set) return null
    return (
      <p>
        {say('link.older-set', { set, newest })} <a href={newestAt}>{say('link.newest', { newest })}</a>
      </p>
    )
  }
  const known = knownRange(result.totals.co2e)
  return (
    <section class="linked" aria-labelledby="linked">
      <h2 id="linked">{say('link.two')}</h2>
      {method !== now.method && (
        <p class="caution">
          {say(isNewer(method, now.method) ? 'link.newer-method' : 'link.older', {
            before: method,
            now: now.method,
          })}
        </p>
      )}
      {set !== now.set && <p class="caution">{say('link.set-missing', { set, now: now.set })}</p>}
      <WideTable label={say('link.two')}>
        <thead>
          <tr>
            <td />
            <th scope="col">{say('link.made')}</th>
            <FigureHeads speech={speech} />
          </tr>
        </thead>
        <tbody>
          <TotalRow title={say('link.linked')} made={{ method, set }} total={total} speech={speech} />
          <TotalRow
            title={say('link.today')}
            made={now}
            total={known && { ...known, isPart: isPartlyKnown(result.totals.co2e) }}
            speech={speech}
          />
        </tbody>
      </WideTable>
      {total && known && <p>{differenceText(total, known, speech)}</p>}
      {!total && <p>{say('link.no-total')}</p>}
    </section>
  )
}

interface TotalRowProps {
  readonly title: string
  readonly made: { readonly method: string; readonly set: string }
  readonly total: LinkedTotal | undefined
  readonly speech: Speech
}

function TotalRow({ title, made, total, speech: { say, language } }: TotalRowProps): JSX.Element {
  const text = total && rangeText(total, language)
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{say('link.made-by', made)}</td>
      <td class="number">
        {text
          ? total.isPart
            ? say('answer.known', { value: text.value })
            : text.value
          : say('answer.unknown')}
      </td>
      <td class="number">{total && endsText(total, language)}</td>
    </tr>
  )
}

function differenceText(
  linked: LinkedTotal,
  today: { readonly value: number; readonly lower?: number | undefined; readonly upper?: number | undefined },
  { say, language }: Speech,
): string {
  const apart = today.value - linked.value
  if (apart === 0) return say('link.same')
  const value = numberText(Math.abs(apart), Math.min(stepOf(linked), stepOf(today)), language)
  return say(apart > 0 ? 'link.more' : 'link.less', { value })
}

/** Method versions are counted up. */
const isNewer = (one: string, other: string): boolean => Number(one) > Number(other)
