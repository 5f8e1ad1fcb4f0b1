import { readAmount } from '../numbers/read-amount.ts'
import { mapReading, type ReadNumber } from '../numbers/read-number.ts'
import type { Unit } from '../rows/rows.ts'
import { findUnit } from '../rows/unit-words.ts'
import type { Counted } from './twice.ts'

/** What was typed into one row, as it was typed. */
export interface Typed {
  readonly text: string
  readonly unit: string
  /** Which of two readings was meant, where the text has two. */
  readonly chosen?: number | undefined
  /** True: the city does not have the figure. */
  readonly isMissing?: boolean
}

/** Everything that was typed. Nothing of it is changed but by typing. */
export interface Draft {
  readonly city: string
  readonly country: string
  readonly year: string
  /** A grid that is smaller than the country's. */
  readonly grid?: string | undefined
  readonly population: Typed
  readonly area: Typed
  readonly rows: Readonly<Record<string, Typed>>
  /** Of vehicles that are stated in two ways, which one counts, by mode. */
  readonly counted?: Readonly<Record<string, Counted>> | undefined
  /** Parts of an opened request that the form has no field for; they stay in the request. */
  readonly rest?: Readonly<Record<string, unknown>> | undefined
}

export const NOTHING_TYPED: Typed = { text: '', unit: '' }
export const EMPTY_DRAFT: Draft = {
  city: '',
  country: '',
  year: '',
  population: NOTHING_TYPED,
  area: NOTHING_TYPED,
  rows: {},
}

/** How a text was understood. */
export interface Understood {
  readonly field: string
  readonly typed: Typed
  readonly read: ReadNumber | { readonly fault: 'unit'; readonly unit: string }
  /** The unit that counts: the one behind the number, or the one beside the field. */
  readonly unit?: string | undefined
  /** Whether the text itself names the unit. */
  readonly isUnitTyped: boolean
  /** The number that counts; absent while the text is no number, or has two readings. */
  readonly value?: number
}

/** What a field takes. */
export interface FieldKind {
  /** True: nobody writes decimals of things that are counted, so `97.000` is 97 000. */
  readonly isCount?: boolean | undefined
  readonly units?: readonly Unit[]
  /** The unit of a field that has one alone, by its id among the words of units. */
  readonly unit?: string
}

/** @returns undefined where nothing was typed, or the city does not have the figure */
export function understand(field: string, typed: Typed, kind: FieldKind = {}): Understood | undefined {
  if (typed.isMissing || typed.text.trim() === '') return undefined
  const { units = [] } = kind
  const amount = readAmount(typed.text)
  const ids = units.length > 0 ? units.map(({ id }) => id) : kind.unit === undefined ? [] : [kind.unit]
  const named = amount.unit === '' ? undefined : findUnit(amount.unit, ids)
  const beside = units.find(({ id }) => id === typed.unit) ?? units[0]
  const unit = named === undefined ? beside : units.find(({ id }) => id === named)
  const common = { field, typed, unit: unit?.id, isUnitTyped: named !== undefined }
  if (amount.unit !== '' && named === undefined && !('fault' in amount.read))
    return { ...common, read: { fault: 'unit', unit: amount.unit } }
  const isCount = (kind.isCount ?? unit?.isCount ?? false) && amount.power === 0
  const counted: ReadNumber =
    isCount && 'either' in amount.read ? { value: amount.read.either[1] } : amount.read
  // “300 million km” says itself what the unit beside the field would say: a million vehicle-km.
  const isWhole = named !== undefined || amount.power > 0
  const size = isWhole ? unit?.size : undefined
  const read = size === undefined ? counted : mapReading(counted, (value) => value / size)
  const value = 'value' in read ? read.value : 'either' in read ? typed.chosen : undefined
  const isChosen = value !== undefined && (!('either' in read) || read.either.includes(value))
  return { ...common, read, ...(isChosen ? { value } : {}) }
}
