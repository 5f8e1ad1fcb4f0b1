import type { JSX } from 'preact'
import type { Speech } from '../words/language.ts'
import type { FactorSearch, SearchField } from './factor-search.ts'
import { standardName } from './factor-words.ts'

/** What may be chosen: the closed lists of the service's vocabulary, and the sets that it has. */
export interface Choices {
  readonly sets: readonly string[]
  readonly modes: readonly string[]
  readonly carriers: readonly string[]
  readonly standards: readonly string[]
  readonly kinds: readonly string[]
}

const SORTS = ['value', 'place', 'year', 'quality'] as const

interface SearchFormProps {
  readonly set: string
  readonly search: FactorSearch
  readonly choices: Choices
  readonly speech: Speech
  /** Absent where no script runs: then a button sends the form. */
  readonly change?: (field: SearchField | 'set', text: string) => void
}

/** What is looked for. Without scripts it is sent to the same address. */
export function SearchForm({ set, search, choices, speech, change }: SearchFormProps): JSX.Element {
  const { say, name, language } = speech
  const select = (
    field: SearchField | 'set',
    label: string,
    options: readonly (readonly [string, string])[],
    any?: string,
  ): JSX.Element => (
    <div class="field">
      <label for={`factors-${field}`}>{label}</label>
      <select
        id={`factors-${field}`}
        name={field}
        onChange={({ currentTarget }) => change?.(field, currentTarget.value)}
      >
        {any !== undefined && <option value="">{any}</option>}
        {options.map(([code, words]) => (
          <option key={code} value={code} selected={code === (field === 'set' ? set : search[field])}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
  const text = (field: SearchField, label: string, hint?: string): JSX.Element => (
    <div class="field">
      <label for={`factors-${field}`}>{label}</label>
      <input
        id={`factors-${field}`}
        name={field}
        defaultValue={search[field] ?? ''}
        autocomplete="off"
        list={field === 'country' ? 'factors-countries' : undefined}
        aria-describedby={hint === undefined ? undefined : `factors-${field}-hint`}
        onInput={({ currentTarget }) => change?.(field, currentTarget.value)}
      />
      {hint !== undefined && (
        <span id={`factors-${field}-hint`} class="hint">
          {hint}
        </span>
      )}
    </div>
  )
  const any = say('factors.any')
  const named = (
    group: 'mode' | 'carrier' | 'kind',
    codes: readonly string[],
  ): readonly (readonly [string, string])[] =>
    codes
      .map((code) => [code, name(group, code)] as const)
      .sort(([, one], [, other]) => one.localeCompare(other, language))
  return (
    <form
      class="factor-search"
      method="get"
      action="/factors"
      onSubmit={change && ((event) => event.preventDefault())}
    >
      <input type="hidden" name="lang" value={language} />
      {select('mode', say('factors.column.mode'), named('mode', choices.modes), any)}
      {text('country', say('start.country'))}
      {text('year', say('start.year'))}
      {select('carrier', say('energy.carrier'), named('carrier', choices.carriers), any)}
      {select(
        'emissionStandard',
        say('factors.standard'),
        choices.standards.map((code) => [code, standardName(code)] as const),
        any,
      )}
      {select('kind', say('factors.kind'), named('kind', choices.kinds), any)}
      {text('q', say('factors.words'), say('factors.words.hint'))}
      {select(
        'sort',
        say('factors.sort'),
        SORTS.map((sort) => [sort, say(`factors.sort.${sort}`)] as const),
        say('factors.sort.set'),
      )}
      {select(
        'set',
        say('factors.set'),
        choices.sets.map((id) => [id, id] as const),
      )}
      <div class="field check">
        <input
          type="checkbox"
          id="factors-match"
          name="match"
          value="estimate"
          defaultChecked={search.match === 'estimate'}
          aria-describedby="factors-match-hint"
          onChange={({ currentTarget }) => change?.('match', currentTarget.checked ? 'estimate' : '')}
        />{' '}
        <label for="factors-match">{say('factors.match')}</label>
        <span id="factors-match-hint" class="hint">
          {say('factors.match.hint')}
        </span>
      </div>
      {!change && <button type="submit">{say('factors.search')}</button>}
    </form>
  )
}
