import { numberText, stepOf } from '../numbers/figure-text.ts'
import type { Speech } from '../words/language.ts'
import type { Measure } from './months.ts'

/** A figure of three digits without its unit. */
export const amountText = (value: number, { language }: Pick<Speech, 'language'>): string =>
  numberText(value, stepOf({ value }), language)

export const withUnit = (value: number, measure: Measure, speech: Speech): string =>
  `${amountText(value, speech)} ${speech.say(`data.measure.${measure}`)}`

/** The name of a mode; some facts have none. */
export const modeName = (mode: string, { say, name }: Speech): string =>
  mode === '' ? say('data.no-mode') : name('mode', mode)
