import type { JSX } from 'preact'
import type { Range } from '../numbers/figure-text.ts'
import type { LeverList, Scenario } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { AddLever } from './add-lever.tsx'
import { LeverCard } from './lever-card.tsx'
import { offersFor, PHASES, type Phase } from './offers.ts'
import { type LeverDraft, type LeverPlace, leverKeys, placeKey, type WhatIf } from './work.ts'

interface LeversViewProps {
  readonly whatIf: WhatIf
  readonly list: LeverList
  readonly modes: Scenario['byMode']
  readonly isOfTrips: boolean
  readonly baseYear: number
  /** What each lever changes by itself, by its key. */
  readonly alone: ReadonlyMap<string, Range>
  readonly faultAt: (field: string) => string | undefined
  readonly change: (change: (before: WhatIf) => WhatIf) => void
  readonly speech: Speech
}

/** How many years a measure takes to come, if nobody says. */
const USUAL_SPAN = 8

/** The measures of the package in three columns: avoid, shift, improve. What is offered keeps its place. */
export function LeversView(props: LeversViewProps): JSX.Element {
  const { whatIf, list, modes, isOfTrips, baseYear, alone, faultAt, change, speech } = props
  const { say } = speech
  const shown = whatIf.packages[whatIf.at]
  const levers = shown?.levers ?? []
  const keys = leverKeys(levers)
  const offers = offersFor(modes, isOfTrips)
  const from = Math.min(Math.max(baseYear + 1, new Date().getFullYear() + 1), whatIf.until - 1)
  const withYears = (place: LeverPlace): LeverDraft => ({
    ...place,
    from,
    to: Math.min(whatIf.until, from + USUAL_SPAN),
  })
  const set = (key: string, lever: LeverDraft | undefined): void =>
    change((before) => ({
      ...before,
      packages: before.packages.map((one, at) => {
        if (at !== before.at) return one
        const place = leverKeys(one.levers).indexOf(key)
        const next =
          place < 0
            ? [...one.levers, ...(lever ? [lever] : [])]
            : one.levers.flatMap((other, index) => (index === place ? (lever ?? []) : other))
        return { ...one, levers: next }
      }),
    }))
  const columnOf = (phase: Phase): readonly { key: string; lever: LeverDraft; isOffered: boolean }[] => {
    const offered = offers[phase].map((place) => {
      const key = placeKey(place)
      return { key, lever: levers[keys.indexOf(key)] ?? withYears(place), isOffered: true }
    })
    const others = levers.flatMap((lever, at) => {
      const key = keys[at] ?? ''
      const isHere = list.kinds.find(({ kind }) => kind === lever.kind)?.phase === phase
      return isHere && !offered.some((one) => one.key === key) ? [{ key, lever, isOffered: false }] : []
    })
    return [...offered, ...others]
  }
  return (
    <div class="lever-columns">
      {PHASES.map((phase) => (
        <section key={phase} aria-labelledby={`phase-${phase}`}>
          <h3 id={`phase-${phase}`}>{say(`phase.${phase}`)}</h3>
          {columnOf(phase).map(({ key, lever, isOffered }) => {
            const kind = list.kinds.find((one) => one.kind === lever.kind)
            return (
              kind && (
                <LeverCard
                  key={`${whatIf.at}-${key}`}
                  id={key}
                  lever={lever}
                  kind={kind}
                  effects={list.effects}
                  alone={alone.get(key)}
                  faultAt={faultAt}
                  change={(next) => set(key, next)}
                  remove={isOffered ? undefined : () => set(key, undefined)}
                  speech={speech}
                />
              )
            )
          })}
          <AddLever
            phase={phase}
            kinds={list.kinds}
            modes={modes.map(({ mode }) => mode as string).filter((mode) => mode !== 'not-split')}
            add={(place) =>
              change((before) => ({
                ...before,
                packages: before.packages.map((one, at) =>
                  at === before.at ? { ...one, levers: [...one.levers, withYears(place)] } : one,
                ),
              }))
            }
            speech={speech}
          />
        </section>
      ))}
    </div>
  )
}
