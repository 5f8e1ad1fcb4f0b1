import { type ReadNumber, readNumber } from '../numbers/read-number.ts'

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
  readonly read: ReadNumber
  /** The number that counts; absent while the text is no number, or has two readings. */
  readonly value?: number
}

/**
 * @param isCount nobody writes decimals of things that are counted, so `97.000` is 97 000
 * @returns undefined where nothing was typed, or the city does not have the figure
 */
export function understand(field: string, typed: Typed, isCount = false): Understood | undefined {
  if (typed.isMissing || typed.text.trim() === '') return undefined
  const plain = readNumber(typed.text)
  const read: ReadNumber = isCount && 'either' in plain ? { value: plain.either[1] } : plain
  const value = 'value' in read ? read.value : 'either' in read ? typed.chosen : undefined
  const isChosen = value !== undefined && (!('either' in read) || read.either.includes(value))
  return { field, typed, read, ...(isChosen ? { value } : {}) }
}
