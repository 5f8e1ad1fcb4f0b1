import type { JSX } from 'preact'
import type { FactorView } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { FactorCells, FactorHeads } from './factor-row.tsx'
import { type FactorSearch, toQuery } from './factor-search.ts'
import { LookUpList, type LookUps } from './look-up-list.tsx'
import { type Choices, SearchForm } from './search-form.tsx'

/** What was found, or what is wrong with the search. */
export type FoundFactors =
  | { readonly faults: readonly string[] }
  | {
      readonly total: number
      readonly items: readonly FactorView[]
      /** Items of a page, and those before the next one if there is one. */
      readonly limit: number
      readonly next: number | undefined
      readonly reason?: string | undefined
      readonly lookUps?: LookUps | undefined
    }

export interface FactorsPageProps {
  readonly set: string
  readonly search: FactorSearch
  readonly choices: Choices
  readonly found: FoundFactors
  readonly speech: Speech
}

/** The factors of a set for readers without scripts: a form and a page of the records that fit. */
export function FactorsPage({ set, search, choices, found, speech }: FactorsPageProps): JSX.Element {
  const { say, language } = speech
  return (
    <div data-factors={JSON.stringify({ set, choices })}>
      <h1>{say('factors.title')}</h1>
      <p>
        {say('factors.lead')}{' '}
        <a href={`/docs/attribution/${encodeURIComponent(set)}`}>{say('factors.attribution')}</a>
      </p>
      <SearchForm set={set} search={search} choices={choices} speech={speech} />
      {'faults' in found ? (
        <ul class="fault">
          {found.faults.map((fault) => (
            <li key={fault} lang="en">
              {fault}
            </li>
          ))}
        </ul>
      ) : (
        <Found set={set} search={search} found={found} speech={speech} language={language} />
      )}
    </div>
  )
}

function Found({
  set,
  search,
  found,
  speech,
  language,
}: {
  set: string
  search: FactorSearch
  found: Exclude<FoundFactors, { faults: unknown }>
  speech: Speech
  language: string
}): JSX.Element {
  const { say } = speech
  const { total, items, limit, next, reason, lookUps } = found
  const title = say(total === 1 ? 'factors.found.one' : 'factors.found', { count: total })
  const query = toQuery(search)
  return (
    <>
      <p>{title}</p>
      <LookUpList reason={reason} lookUps={lookUps} set={set} speech={speech} />
      {items.length > 0 && (
        <WideTable label={title}>
          <thead>
            <FactorHeads speech={speech} />
          </thead>
          <tbody>
            {items.map((record) => (
              <tr key={record.id}>
                <FactorCells record={record} set={set} speech={speech} />
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {next !== undefined && (
        <p>
          <a
            href={`/factors?${new URLSearchParams([...query, ['set', set], ['lang', language], ['from', String(next)], ['limit', String(limit)]])}`}
          >
            {say('factors.next')}
          </a>
        </p>
      )}
    </>
  )
}
