import type { JSX } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { fromFragment, MAX_LINK_LENGTH, toFragment } from '../link/work-link.ts'
import { ROW_GROUPS, type Row, rowFor } from '../rows/rows.ts'
import { example, savedEstimate } from '../service/ask.ts'
import type { Speech } from '../words/language.ts'
import { CheckList } from './check-list.tsx'
import { countriesIn, findCountry, isInMiles } from './countries.ts'
import { type Draft, EMPTY_DRAFT, type Typed } from './draft.ts'
import { FaultSummary, faultsOf } from './fault-summary.tsx'
import { keepDraft, keptDraft } from './kept-draft.ts'
import { NumberField } from './number-field.tsx'
import { labelOf } from './row-label.ts'
import { SoFar } from './so-far.tsx'
import { TextField } from './text-field.tsx'
import { toDraft } from './to-draft.ts'
import { toRequest } from './to-request.ts'
import { useAnswer } from './use-answer.ts'

const EXAMPLES = [
  { file: 'freiburg-2023', name: 'Freiburg' },
  { file: 'leeds-2019', name: 'Leeds' },
  { file: 'hennepin-2020', name: 'Hennepin County' },
]
type Door = 'figures' | 'file' | 'nothing'
const DOORS: readonly Door[] = ['figures', 'file', 'nothing']

/** The first screen: where, when, and what a city has; the answer follows what is typed. */
export function Start({ speech }: { speech: Speech }): JSX.Element {
  const { say, language } = speech
  const opened = useMemo(() => fromFragment(location.hash), [])
  const [draft, setDraft] = useState<Draft>(() => openedDraft(opened))
  const [door, setDoor] = useState<Door>(draft.rest?.['travel'] === undefined ? 'figures' : 'nothing')
  const [unread, setUnread] = useState<string | undefined>(undefined)
  const countries = useMemo(() => countriesIn(language), [language])
  const { request, understood, waits, fieldAt } = useMemo(() => toRequest(draft), [draft])
  const soFar = useAnswer(request)
  const country = findCountry(draft.country)
  const faults = faultsOf(soFar.problem, fieldAt)
  const faultAt = (field: string): string | undefined => faults.find((fault) => fault.field === field)?.text

  useEffect(() => keepDraft(draft), [draft])
  useEffect(() => {
    const from = new URLSearchParams(location.search).get('from')
    if (from) void savedEstimate(from).then((asked) => 'answer' in asked && open(asked.answer.request))
  }, [])
  useEffect(() => {
    const wanted = rowFor(new URLSearchParams(location.search).get('add'))
    if (wanted) document.getElementById(wanted)?.focus()
  }, [])

  const open = (asked: Readonly<Record<string, unknown>>): void => {
    setUnread(undefined)
    setDraft(toDraft(asked))
    setDoor('travel' in asked ? 'nothing' : 'figures')
  }
  const change = (id: string) => (typed: Typed) =>
    setDraft((before) => ({ ...before, rows: { ...before.rows, [id]: typed } }))
  const fieldOf = (row: Row): JSX.Element => (
    <NumberField
      key={row.id}
      id={row.id}
      label={labelOf(row, speech)}
      typed={draft.rows[row.id] ?? { text: '', unit: usualUnit(row, country) }}
      units={row.units}
      holder={say(row.who)}
      fault={faultAt(row.id)}
      change={change(row.id)}
      speech={speech}
    />
  )

  const fragment = request === undefined ? undefined : toFragment({ request })
  const wholeAt =
    fragment === undefined || fragment.length > MAX_LINK_LENGTH
      ? undefined
      : `/answer?lang=${language}#${fragment}`
  return (
    <div class="start">
      <form onSubmit={(event) => event.preventDefault()}>
        <h1>{say('start.title')}</h1>
        {opened === 'cut' && <p class="caution">{say('link.cut')}</p>}
        <FaultSummary faults={faults} speech={speech} />
        <div class="place">
          <TextField
            id="city"
            label={say('start.city')}
            value={draft.city}
            describedBy="privacy"
            change={(city) => setDraft({ ...draft, city })}
          />
          <TextField
            id="country"
            label={say('start.country')}
            value={draft.country}
            describedBy="country-read"
            list="countries"
            change={(typed) => setDraft({ ...draft, country: typed })}
          >
            <datalist id="countries">
              {countries.map(({ code, name }) => (
                <option key={code} value={name} />
              ))}
            </datalist>
            <span id="country-read" class="read">
              {country && `${countries.find(({ code }) => code === country)?.name ?? ''} (${country})`}
              {!country && draft.country.trim().length > 2 && say('start.country.unread')}
            </span>
          </TextField>
          <TextField
            id="year"
            label={say('start.year')}
            value={draft.year}
            describedBy="year-read"
            change={(year) => setDraft({ ...draft, year })}
          >
            <span id="year-read" class="fault">
              {isYear(draft.year) ? faultAt('year') : say('start.year.unread')}
            </span>
          </TextField>
          <NumberField
            id="population"
            label={say('start.population')}
            hint={say('start.optional')}
            isCount
            typed={draft.population}
            fault={faultAt('population')}
            change={(population) => setDraft({ ...draft, population })}
            speech={speech}
          />
          <NumberField
            id="area"
            label={say('start.area')}
            hint={say('start.optional')}
            unit="km²"
            typed={draft.area}
            fault={faultAt('area')}
            change={(area) => setDraft({ ...draft, area })}
            speech={speech}
          />
        </div>
        <p id="privacy" class="note">
          {say('start.privacy')}
        </p>
        <fieldset class="doors">
          <legend>{say('start.have')}</legend>
          {DOORS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="door"
                checked={door === one}
                onChange={() => {
                  setDoor(one)
                  setDraft((before) => withTravel(before, one === 'nothing'))
                }}
              />{' '}
              {say(`start.door.${one}`)}
            </label>
          ))}
        </fieldset>
        {door === 'figures' && (
          <>
            <p>{say('start.figures.hint')}</p>
            {ROW_GROUPS.map(({ words, rows }, index) => (
              <details key={words} class="rows" open={index < 2 || rows.some(({ id }) => id in draft.rows)}>
                <summary>
                  <h2>{say(words)}</h2>
                </summary>
                {rows.map(fieldOf)}
                {index === 0 && (
                  <TextField
                    id="grid"
                    label={say('start.grid')}
                    value={draft.grid ?? ''}
                    describedBy="grid-hint"
                    hint={
                      <span id="grid-hint" class="hint">
                        {say('start.grid.hint')}
                      </span>
                    }
                    change={(grid) => setDraft({ ...draft, grid })}
                  >
                    {faultAt('grid') && <span class="fault">{faultAt('grid')}</span>}
                  </TextField>
                )}
              </details>
            ))}
          </>
        )}
        {door === 'file' && (
          <div class="field">
            <label for="file">{say('start.file.choose')}</label>
            <span class="hint">{say('start.file.hint')}</span>
            <input
              id="file"
              type="file"
              accept=".json,application/json"
              onChange={async ({ currentTarget }) => {
                const asked = await requestIn(currentTarget.files?.[0])
                if (typeof asked === 'string') setUnread(asked)
                else if (asked) open(asked)
              }}
            />
            {unread !== undefined && (
              <span class="fault">{say('start.file.unread', { reason: unread })}</span>
            )}
          </div>
        )}
        {door === 'nothing' && <p>{say('start.nothing.hint')}</p>}
        <CheckList draft={draft} understood={understood} speech={speech} />
        <p class="examples">
          {say('start.examples')}:{' '}
          {EXAMPLES.map(({ file, name }) => (
            <button
              key={file}
              type="button"
              onClick={async () => {
                const asked = await example(file)
                if ('answer' in asked) open(asked.answer)
              }}
            >
              {name}
            </button>
          ))}{' '}
          <button
            type="button"
            onClick={() => {
              setDraft(newDraft())
              setDoor('figures')
            }}
          >
            {say('start.restart')}
          </button>
        </p>
      </form>
      <SoFar
        soFar={soFar}
        hasPlace={draft.city.trim() !== '' && country !== undefined && draft.year.trim() !== ''}
        waits={waits}
        wholeAt={wholeAt}
        speech={speech}
      />
    </div>
  )
}

function openedDraft(opened: ReturnType<typeof fromFragment>): Draft {
  if (opened === 'cut') return EMPTY_DRAFT
  if (opened) return toDraft(opened.request as Record<string, unknown>)
  return keptDraft() ?? newDraft()
}

/** The year that most offices report: two back. */
const newDraft = (): Draft => ({ ...EMPTY_DRAFT, year: String(new Date().getFullYear() - 2) })

const isYear = (text: string): boolean => text.trim() === '' || /^\d{4}(-\d{2})?$/.test(text.trim())

/** Typical values are asked for by stating travel and nothing of it. */
function withTravel(draft: Draft, isWanted: boolean): Draft {
  const { travel: _, ...others } = draft.rest ?? {}
  const rest = isWanted ? { ...others, travel: {} } : others
  return { ...draft, rest: Object.keys(rest).length > 0 ? rest : undefined }
}

const IN_MILES: ReadonlySet<string> = new Set(['vmi', 'miles'])

const usualUnit = ({ units }: Row, country: string | undefined): string =>
  (isInMiles(country) ? units.find(({ id }) => IN_MILES.has(id)) : undefined)?.id ?? units[0]?.id ?? ''

/** @returns the request in a file, or why there is none */
async function requestIn(file: File | undefined): Promise<Record<string, unknown> | string | undefined> {
  if (!file) return undefined
  if (file.size > 1_000_000) return `${file.name}: > 1 MB`
  try {
    const read: unknown = JSON.parse(await file.text())
    const isRequest = typeof read === 'object' && read !== null && 'city' in read && 'period' in read
    return isRequest ? (read as Record<string, unknown>) : `${file.name}: no "city", no "period"`
  } catch (error) {
    return error instanceof SyntaxError ? `${file.name}: no JSON` : file.name
  }
}
