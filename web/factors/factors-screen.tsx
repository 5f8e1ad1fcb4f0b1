import type { JSX } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { drawerIn } from '../drawer/drawer.tsx'
import { formatOf } from '../numbers/figure-text.ts'
import { countriesIn, findCountry } from '../places/countries.ts'
import type { Speech } from '../words/language.ts'
import { CompareView } from './compare-view.tsx'
import { openFactorsIn } from './factor-drawer.tsx'
import { type FactorSearch, isLookUp, type SearchField, searchIn, toQuery } from './factor-search.ts'
import { LookUpList } from './look-up-list.tsx'
import { ScrolledTable } from './scrolled-table.tsx'
import { type Choices, SearchForm } from './search-form.tsx'
import { SetDiffView } from './set-diff-view.tsx'
import { useRows } from './use-rows.ts'

interface FactorsScreenProps {
  readonly set: string
  readonly choices: Choices
  readonly speech: Speech
}

/** Factors: looked for, scrolled, opened, two set side by side, and two sets told apart. The address keeps it all. */
export function FactorsScreen({ set: first, choices, speech }: FactorsScreenProps): JSX.Element {
  const { say, language } = speech
  const query = useMemo(() => new URLSearchParams(location.search), [])
  const [set, setSet] = useState(first)
  const [typed, setTyped] = useState<FactorSearch>(() => searchIn(query))
  const [chosen, setChosen] = useState<readonly string[]>(() => query.getAll('compare').slice(0, 2))
  const place = useRef<HTMLDivElement>(null)
  const search = useMemo(() => understood(typed), [typed])
  const rows = useRows(set, search)
  const countries = useMemo(() => countriesIn(language), [language])

  useEffect(() => {
    const address = toQuery(typed)
    address.set('set', set)
    for (const id of chosen) address.append('compare', id)
    address.set('lang', language)
    history.replaceState(null, '', `/factors?${address}`)
  }, [typed, set, chosen])
  useEffect(() => {
    if (!place.current) return
    const drawer = drawerIn(speech, say('factors.drawer'))
    for (const one of [place.current, drawer.dialog]) openFactorsIn(one, drawer, speech)
  }, [])

  const change = (field: SearchField | 'set', text: string): void => {
    if (field === 'set') {
      setSet(text)
      setChosen([])
    } else
      setTyped(({ [field]: _, ...others }) => (text.trim() === '' ? others : { ...others, [field]: text }))
  }
  const { total, problem, isGone, isWorking, reason, lookUps } = rows
  const label =
    total === undefined
      ? say('factors.title')
      : say(total === 1 ? 'factors.found.one' : 'factors.found', {
          count: formatOf(language).format(total),
        })
  return (
    <div ref={place}>
      <h1>{say('factors.title')}</h1>
      <p>
        {say('factors.lead')}{' '}
        <a href={`/docs/attribution/${encodeURIComponent(set)}`}>{say('factors.attribution')}</a>
      </p>
      <SearchForm set={set} search={typed} choices={choices} speech={speech} change={change} />
      <datalist id="factors-countries">
        {countries.map(({ code, name }) => (
          <option key={code} value={name} />
        ))}
      </datalist>
      <p role="status" aria-live="polite">
        {isGone ? say('factors.gone') : isWorking ? say('factors.loading') : total === undefined ? '' : label}
      </p>
      {problem && (
        <ul class="fault">
          {(problem.errors ?? [problem]).map(({ detail }) => (
            <li key={detail} lang="en">
              {detail}
            </li>
          ))}
        </ul>
      )}
      {search.match === 'estimate' && !isLookUp(search) && (
        <p class="caution">{say('factors.match.needs')}</p>
      )}
      <LookUpList reason={reason} lookUps={lookUps} set={set} speech={speech} />
      <CompareView set={set} ids={chosen} speech={speech} clear={() => setChosen([])} />
      {total !== undefined && total > 0 && (
        <ScrolledTable
          key={`${set}?${toQuery(search)}`}
          rows={rows}
          set={set}
          label={label}
          speech={speech}
          chosen={chosen}
          choose={(id, isChosen) =>
            setChosen((before) => (isChosen ? [...before, id] : before.filter((one) => one !== id)))
          }
        />
      )}
      <SetDiffView set={set} sets={choices.sets} search={search} speech={speech} />
    </div>
  )
}

/** A search as the service reads it: countries by code, in whatever language they were typed; half a year asks for none. */
function understood(typed: FactorSearch): FactorSearch {
  const { country, year, ...others } = typed
  const code = country === undefined ? undefined : (findCountry(country) ?? country)
  const isYear = year !== undefined && /^\d{4}$/.test(year.trim())
  return {
    ...others,
    ...(code === undefined ? {} : { country: code }),
    ...(isYear ? { year: year.trim() } : {}),
  }
}
