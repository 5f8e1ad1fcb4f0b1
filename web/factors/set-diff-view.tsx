import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { formatOf } from '../numbers/figure-text.ts'
import type { FactorSetDiff } from '../service/answer-types.ts'
import { differencesOf } from '../service/ask.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { type FactorSearch, factorAt } from './factor-search.ts'
import { apartText, placeName, valueText } from './factor-words.ts'

type Difference = FactorSetDiff['items'][number]
type Asked =
  | { readonly kind: 'none' | 'working' | 'gone' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'found'; readonly diff: FactorSetDiff }

const PAGE = 100
const CHANGES = ['changed', 'added', 'removed', 'provenance', 'same'] as const

interface SetDiffViewProps {
  readonly set: string
  readonly sets: readonly string[]
  /** Mode, kind and country of the search narrow the differences too. */
  readonly search: FactorSearch
  readonly speech: Speech
}

/** What differs between two sets: how many records of each kind, then the largest changes. */
export function SetDiffView({ set, sets, search, speech }: SetDiffViewProps): JSX.Element | null {
  const { say } = speech
  const others = sets.filter((id) => id !== set)
  const [before, setBefore] = useState(others[0] ?? '')
  const [asked, setAsked] = useState<Asked>({ kind: 'none' })
  if (others.length === 0) return null

  const ask = async (after?: string): Promise<void> => {
    const query = new URLSearchParams({ limit: String(PAGE) })
    for (const field of ['mode', 'kind', 'country'] as const) {
      const text = search[field]
      if (text !== undefined) query.set(field, text)
    }
    if (after === undefined) setAsked({ kind: 'working' })
    else query.set('after', after)
    const answer = await differencesOf(before, set, query)
    if ('gone' in answer) setAsked({ kind: 'gone' })
    else if ('problem' in answer)
      setAsked({ kind: 'failed', why: answer.problem.errors?.[0]?.detail ?? answer.problem.detail })
    else
      setAsked((known) => ({
        kind: 'found',
        diff:
          after !== undefined && known.kind === 'found'
            ? { ...answer.answer, items: [...(known.diff.items ?? []), ...(answer.answer.items ?? [])] }
            : answer.answer,
      }))
  }

  return (
    <section aria-labelledby="differences">
      <h2 id="differences">{say('factors.diff.title')}</h2>
      <div class="entry">
        <label for="factors-before">{say('factors.diff.before', { set })}</label>
        <select
          id="factors-before"
          value={before}
          onChange={({ currentTarget }) => {
            setBefore(currentTarget.value)
            setAsked({ kind: 'none' })
          }}
        >
          {others.map((id) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
        <button type="button" onClick={() => void ask()}>
          {say('factors.diff.show')}
        </button>
      </div>
      <p role="status">
        {asked.kind === 'working' && say('factors.diff.working')}
        {asked.kind === 'gone' && say('so-far.gone')}
        {asked.kind === 'failed' && <span lang="en">{asked.why}</span>}
        {asked.kind === 'found' && <Counts diff={asked.diff} speech={speech} />}
      </p>
      {asked.kind === 'found' && <Differences diff={asked.diff} set={set} speech={speech} more={ask} />}
    </section>
  )
}

function Counts({ diff: { counts }, speech: { say, language } }: { diff: FactorSetDiff; speech: Speech }) {
  const number = formatOf(language)
  return (
    <>
      {CHANGES.map((change) => `${number.format(counts[change])} ${say(`factors.change.${change}`)}`).join(
        '; ',
      )}
      .
    </>
  )
}

interface DifferencesProps {
  readonly diff: FactorSetDiff
  readonly set: string
  readonly speech: Speech
  readonly more: (after: string) => Promise<void>
}

function Differences({ diff, set, speech, more }: DifferencesProps): JSX.Element | null {
  const { say, name, language } = speech
  const { items = [], next } = diff
  if (items.length === 0) return null
  return (
    <>
      <WideTable label={say('factors.diff.title')}>
        <thead>
          <tr>
            <th scope="col">{say('factors.column.what')}</th>
            <th scope="col">{say('factors.column.place')}</th>
            <th scope="col">{say('factors.column.years')}</th>
            <th scope="col" class="number">
              {diff.before.id}
            </th>
            <th scope="col" class="number">
              {diff.after.id}
            </th>
            <th scope="col" class="number">
              {say('factors.diff.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={`${one.change}/${one.id}`}>
              <th scope="row">
                <a href={factorAt(one.after ? set : diff.before.id, one.id, language)} data-factor={one.id}>
                  {[
                    name('kind', one.kind),
                    one.mode && name('mode', one.mode),
                    one.powertrain && name('powertrain', one.powertrain),
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </a>
              </th>
              <td>{placeName(one.region, speech)}</td>
              <td>{one.yearFrom ?? say('factors.any-year')}</td>
              <td class="number">{sideText(one.before, language)}</td>
              <td class="number">{sideText(one.after, language)}</td>
              <td class="number">
                {one.change === 'changed' && one.relativeChange !== null
                  ? apartText(one.relativeChange, language)
                  : say(`factors.change.${one.change}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      {next !== undefined && (
        <p>
          <button type="button" onClick={() => void more(next)}>
            {say('factors.diff.more')}
          </button>
        </p>
      )}
    </>
  )
}

function sideText(side: Difference['before'], language: Speech['language']): string {
  if (!side || side.value === null) return ''
  return valueText(side.value, side.unit ?? '', language)
}
