import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import { onDroppedFile } from '../files/dropped-file.ts'
import { FileDoor } from '../files/file-door.tsx'
import { CheckList } from '../form/check-list.tsx'
import { type Draft, EMPTY_DRAFT, type Understood } from '../form/draft.ts'
import { ExampleButtons } from '../form/example-buttons.tsx'
import { focusField } from '../form/focus-field.ts'
import { keepDraft, keptDraft } from '../form/kept-draft.ts'
import { toDraft } from '../form/to-draft.ts'
import { isObject, toRequest } from '../form/to-request.ts'
import { fromFragment, toFragment } from '../link/work-link.ts'
import { percentText } from '../numbers/figure-text.ts'
import { countriesIn, findCountry } from '../places/countries.ts'
import { rowFor } from '../rows/rows.ts'
import { savedEstimate } from '../service/ask.ts'
import type { Speech } from '../words/language.ts'
import { FaultSummary, faultsOf } from './fault-summary.tsx'
import { faultText } from './fault-text.ts'
import { FigureGroups } from './figure-groups.tsx'
import { PlaceFields } from './place-fields.tsx'
import { SoFar } from './so-far.tsx'
import { isOfTypical, TypicalDoor } from './typical-door.tsx'
import { unreadFaults } from './unread-faults.ts'
import { useAnswer } from './use-answer.ts'

type Door = 'figures' | 'file' | 'nothing'
const DOORS: readonly Door[] = ['figures', 'file', 'nothing']

/** The first screen: where, when, and what a city has; the answer follows what is typed. */
export function Start({ speech }: { speech: Speech }): JSX.Element {
  const { say, language } = speech
  const opened = useMemo(() => fromFragment(location.hash), [])
  const [draft, setDraft] = useState<Draft>(() => openedDraft(opened))
  const [door, setDoor] = useState<Door>(isTypical(draft) ? 'nothing' : 'figures')
  const [taken, setTaken] = useState<{ readonly file: string; readonly before: Draft } | undefined>(undefined)
  const [dropped, setDropped] = useState<File | undefined>(undefined)
  const [isInTrips, setInTrips] = useState(false)
  const [isKept, setKept] = useState(true)
  // A text is no fault while it is still typed.
  const [left, setLeft] = useState<ReadonlySet<string> | 'all'>(draft === EMPTY_DRAFT ? new Set() : 'all')
  const drafted = useMemo(() => toRequest(draft), [draft])
  const { request, understood, waits, fieldAt } = drafted
  const soFar = useAnswer(request)
  const country = findCountry(draft.country)
  const countryName = countriesIn(language).find(({ code }) => code === country)?.name ?? draft.country
  const shares = { sum: percentText(sharesIn(understood), language), whole: percentText(1, language) }
  const isSharing = isInTrips && isOfTravel(soFar.problem)
  const isExplained = door === 'nothing' && soFar.problem !== undefined && isOfTypical(soFar.problem)
  const faults =
    isSharing || isExplained
      ? []
      : faultsOf(
          soFar.problem,
          fieldAt,
          faultText(
            { country: countryName, year: draft.year, shares: sharesIn(understood), request },
            speech,
          ),
        )
  const unread = unreadFaults(draft, understood, speech)
  const toMend = [...unread.filter(({ field = '' }) => left === 'all' || left.has(field)), ...faults]
  const faultAt = (field: string): string | undefined => faults.find((fault) => fault.field === field)?.text

  // At once, and not after the next picture: a reload loses no key.
  useLayoutEffect(() => setKept(keepDraft(draft)), [draft])
  useEffect(() => {
    const from = new URLSearchParams(location.search).get('from')
    if (from) void savedEstimate(from).then((asked) => 'answer' in asked && open(asked.answer.request))
  }, [])
  useEffect(() => {
    const asked = new URLSearchParams(location.search)
    const wanted = asked.get('field') ?? rowFor(asked.get('add'))
    if (wanted) focusField(wanted)
  }, [])
  // At once too: whoever sees the form can drop a file on it.
  useLayoutEffect(
    () =>
      onDroppedFile((file) => {
        setDropped(file)
        setDoor('file')
      }),
    [],
  )

  const open = (asked: Readonly<Record<string, unknown>>): void => {
    const next = toDraft(asked)
    setTaken(undefined)
    setDraft(next)
    setDoor(isTypical(next) ? 'nothing' : 'figures')
  }
  const goTo = (next: Door): void => {
    setDoor(next)
    setDraft((before) => withTypical(before, next === 'nothing'))
  }
  const leave = ({ target }: FocusEvent): void => {
    const id = target instanceof HTMLInputElement ? target.id : ''
    if (id !== '') setLeft((before) => (before === 'all' ? before : new Set([...before, id])))
  }
  const enter = ({ key, target }: KeyboardEvent): void => {
    if (key !== 'Enter' || !(target instanceof HTMLInputElement) || unread.length + faults.length === 0)
      return
    setLeft('all')
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.faults')?.focus())
  }
  const restOfRequest = Object.keys(withTypical(draft, false).rest ?? {})
  const wholeAt = request === undefined ? undefined : `/answer?lang=${language}#${toFragment({ request })}`
  return (
    <div class="start">
      <form onSubmit={(event) => event.preventDefault()} onFocusOut={leave} onKeyDown={enter}>
        <h1>{say('start.title')}</h1>
        {(opened === 'cut' || opened === 'newer') && <p class="caution">{say(`link.${opened}`)}</p>}
        {!isKept && <p class="caution">{say('so-far.unkept')}</p>}
        <FaultSummary faults={toMend} speech={speech} />
        <PlaceFields draft={draft} change={setDraft} faultAt={faultAt} speech={speech} />
        <p id="privacy" class="note">
          {say('start.privacy')}
        </p>
        <fieldset class="doors">
          <legend>{say('start.have')}</legend>
          {DOORS.map((one) => (
            <label key={one}>
              <input type="radio" name="door" checked={door === one} onChange={() => goTo(one)} />{' '}
              {say(`start.door.${one}`)}
            </label>
          ))}
        </fieldset>
        {taken && (
          <p class="taken" role="status">
            {say('start.taken', { file: taken.file })}{' '}
            <button
              type="button"
              onClick={() => {
                setDraft(taken.before)
                setTaken(undefined)
              }}
            >
              {say('start.back')}
            </button>
          </p>
        )}
        {restOfRequest.length > 0 && (
          <p class="note">
            {say('start.rest-of-request', { parts: new Intl.ListFormat(language).format(restOfRequest) })}
          </p>
        )}
        {door === 'figures' && (
          <FigureGroups
            draft={draft}
            drafted={drafted}
            change={setDraft}
            faultAt={faultAt}
            stayInTrips={setInTrips}
            scaleShares={
              soFar.problem?.errors?.some(({ code }) => code === 'shares-not-one')
                ? {
                    words: say('faults.shares.scale', shares),
                    scale: () =>
                      setDraft((before) => ({
                        ...before,
                        rest: { ...before.rest, renormaliseShares: true },
                      })),
                  }
                : undefined
            }
            speech={speech}
          />
        )}
        <div hidden={door !== 'file'}>
          <FileDoor
            dropped={dropped}
            place={{ city: draft.city, country, ...sizeOf(understood) }}
            take={(asked, file) => {
              const before = draft
              open(asked)
              setTaken({ file, before })
            }}
            speech={speech}
          />
        </div>
        {door === 'nothing' && (
          <TypicalDoor
            country={{ code: country, name: countryName }}
            problem={soFar.problem}
            type={(field) => {
              goTo('figures')
              requestAnimationFrame(() => focusField(field))
            }}
            speech={speech}
          />
        )}
        <CheckList draft={draft} understood={understood} uncounted={drafted.uncounted} speech={speech} />
        <p class="examples">
          {say('start.examples')}: <ExampleButtons take={open} />{' '}
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
        unreadCount={unread.length}
        refused={faults[0]?.text}
        instead={isExplained ? say('so-far.nothing') : isSharing ? say('so-far.shares', shares) : undefined}
        isTypical={isTypical(draft)}
        wholeAt={wholeAt}
        speech={speech}
      />
    </div>
  )
}

function openedDraft(opened: ReturnType<typeof fromFragment>): Draft {
  if (opened === 'cut' || opened === 'newer') return EMPTY_DRAFT
  if (opened) return toDraft(opened.request as Record<string, unknown>)
  return keptDraft() ?? newDraft()
}

/** The year that most offices report: two back. */
const newDraft = (): Draft => ({ ...EMPTY_DRAFT, year: String(new Date().getFullYear() - 2) })

const isEmptyObject = (part: unknown): boolean => isObject(part) && Object.keys(part).length === 0

/** Typical values are asked for by stating travel and nothing of it. */
const isTypical = ({ rest, rows }: Draft): boolean =>
  isEmptyObject(rest?.['travel']) &&
  Object.keys(rows).every((id) => !/^(share|length)-|^trips-a-day$/.test(id))

function withTypical(draft: Draft, isWanted: boolean): Draft {
  const { travel, ...others } = draft.rest ?? {}
  const kept = isWanted ? (travel ?? {}) : isEmptyObject(travel) ? undefined : travel
  const rest = kept === undefined ? others : { ...others, travel: kept }
  return { ...draft, rest: Object.keys(rest).length > 0 ? rest : undefined }
}

const isOfTravel = (problem: ReturnType<typeof useAnswer>['problem']): boolean =>
  problem?.errors !== undefined &&
  problem.errors.length > 0 &&
  problem.errors.every(({ pointer }) => pointer?.startsWith('/travel'))

const sharesIn = (understood: readonly Understood[]): number =>
  understood.reduce((sum, { field, value = 0 }) => (field.startsWith('share-') ? sum + value / 100 : sum), 0)

function sizeOf(understood: readonly Understood[]): { population?: number; area?: string } {
  const sizeIn = (id: string): number | undefined => understood.find(({ field }) => field === id)?.value
  const [population, area] = [sizeIn('population'), sizeIn('area')]
  return {
    ...(population === undefined ? {} : { population }),
    ...(area === undefined ? {} : { area: `${area} km2` }),
  }
}
