import type { JSX } from 'preact'
import type { Draft, Typed } from '../form/draft.ts'
import { NumberField } from '../form/number-field.tsx'
import { labelOf } from '../form/row-label.ts'
import { TextField } from '../form/text-field.tsx'
import type { Drafted } from '../form/to-request.ts'
import { findCountry, isInMiles } from '../places/countries.ts'
import { ROW_GROUPS, type Row } from '../rows/rows.ts'
import type { Speech } from '../words/language.ts'
import { TwiceChoice } from './twice-choice.tsx'

interface FigureGroupsProps {
  readonly draft: Draft
  readonly drafted: Drafted
  readonly change: (change: (before: Draft) => Draft) => void
  readonly faultAt: (field: string) => string | undefined
  /** Called when the focus goes into the group of trips, and when it leaves it. */
  readonly stayInTrips: (isIn: boolean) => void
  /** Makes shares that do not add up to 100 % do so. */
  readonly scaleShares: { readonly words: string; readonly scale: () => void } | undefined
  readonly speech: Speech
}

/** The rows of the form in their groups: what a city has, the office mix first. */
export function FigureGroups(props: FigureGroupsProps): JSX.Element {
  const { draft, drafted, change, faultAt, stayInTrips, scaleShares, speech } = props
  const { say } = speech
  const country = findCountry(draft.country)
  const stated = new Set(
    drafted.understood.filter(({ value }) => value !== undefined).map(({ field }) => field),
  )
  const type = (id: string) => (typed: Typed) =>
    change((before) => ({ ...before, rows: { ...before.rows, [id]: typed } }))
  const fieldOf = (row: Row): JSX.Element => {
    const asked = drafted.twice.find(({ second }) => second.find((id) => stated.has(id)) === row.id)
    return (
      <div key={row.id}>
        <NumberField
          id={row.id}
          label={labelOf(row, speech)}
          typed={draft.rows[row.id] ?? { text: '', unit: usualUnit(row, country) }}
          units={row.units}
          holder={say(row.who)}
          fault={faultAt(row.id)}
          change={type(row.id)}
          speech={speech}
        />
        {asked && (
          <TwiceChoice
            pair={asked}
            stated={stated}
            chosen={draft.counted?.[asked.mode]}
            choose={(counted) =>
              change((before) => ({ ...before, counted: { ...before.counted, [asked.mode]: counted } }))
            }
            speech={speech}
          />
        )}
      </div>
    )
  }
  const leaves = (event: FocusEvent): boolean =>
    !(event.currentTarget as Element).contains(event.relatedTarget as Node | null)
  return (
    <>
      <p>{say('start.figures.hint')}</p>
      {ROW_GROUPS.map(({ words, rows }, index) => (
        <details
          key={words}
          class="rows"
          open={index < 2 || rows.some(({ id }) => id in draft.rows)}
          {...(words === 'start.trips'
            ? {
                onFocusIn: () => stayInTrips(true),
                onFocusOut: (event: FocusEvent) => leaves(event) && stayInTrips(false),
              }
            : {})}
        >
          <summary>
            <h2>{say(words)}</h2>
          </summary>
          {rows.map(fieldOf)}
          {words === 'start.trips' && scaleShares && (
            <p>
              <button type="button" onClick={scaleShares.scale}>
                {scaleShares.words}
              </button>
            </p>
          )}
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
              change={(grid) => change((before) => ({ ...before, grid }))}
            >
              {faultAt('grid') && <span class="fault">{faultAt('grid')}</span>}
            </TextField>
          )}
        </details>
      ))}
    </>
  )
}

const IN_MILES: ReadonlySet<string> = new Set(['vmi', 'miles'])

const usualUnit = ({ units }: Row, country: string | undefined): string =>
  (isInMiles(country) ? units.find(({ id }) => IN_MILES.has(id)) : undefined)?.id ?? units[0]?.id ?? ''
