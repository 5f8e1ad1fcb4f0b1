import { formatOf, percentText } from '../numbers/figure-text.ts'
import type { Comparison } from '../service/answer-types.ts'
import type { Speech, WordKey } from '../words/language.ts'

type Effects = Comparison['effects']

/** The largest effects that a sentence names, and the least that it speaks of, as a share of the figure before. */
const MOST_NAMED = 4
const LEAST_NAMED = 0.0005

/** What a sentence is made of: the whole comparison, or one of its steps. */
export interface Told {
  readonly change: Comparison['change']
  readonly effects: Effects
  readonly method: Comparison['method']
  /** By mode, where the comparison tells it: names the mode that makes most of an effect. */
  readonly byMode: Comparison['byMode']
  readonly subject: string
  readonly hasPopulation: boolean
}

/** The figure before on the basis of the one after; undefined where nothing can be told over it. */
export function baseOf({ change, effects }: Pick<Told, 'change' | 'effects'>): number | undefined {
  if (change.relative === null) return undefined
  if (change.relative !== 0) return change.value / change.relative
  const told = effects.find(({ value, relative }) => value !== 0 && relative)
  return told?.relative ? told.value / told.relative : undefined
}

/** A change in one sentence, as the service says it in English: how much, the largest effects, and what the method did. */
export function changeSentence(told: Told, speech: Speech): string {
  const { say } = speech
  const { change, effects, method, subject } = told
  const total = change.relative
  if (total === null) return say('change.nothing', { subject })
  const base = baseOf(told)
  const shares = effects
    .map(({ factor, relative }) => ({ factor, value: relative ?? 0 }))
    .filter(({ value }) => Math.abs(value) >= LEAST_NAMED)
    .sort((one, other) => Math.abs(other.value) - Math.abs(one.value))
  const rest = shares.slice(MOST_NAMED).reduce((sum, { value }) => sum + value, 0)
  const parts = shares
    .slice(0, MOST_NAMED)
    .map(({ factor, value }) => `${effectText(factor, value, told, speech)} ${signed(value, speech)}`)
  if (Math.abs(rest) >= LEAST_NAMED) parts.push(`${say('change.else')} ${signed(rest, speech)}`)
  const isNone = Math.abs(total) < LEAST_NAMED
  const head = isNone
    ? say('change.none', { subject })
    : say(total > 0 ? 'change.up' : 'change.down', { subject, size: size(total, speech) })
  const moved = base ? method.reduce((sum, { value }) => sum + value, 0) / base : 0
  const isOfCoverage = method.some(({ factor }) => factor === 'coverage' || factor === 'boundary')
  const apart =
    Math.abs(moved) < LEAST_NAMED
      ? ''
      : say(`change.apart${isOfCoverage ? '.coverage' : ''}${isNone ? '.none' : ''}`, {
          size: signed(moved, speech),
          total: signed(total, speech),
        })
  return say('change.sentence', {
    head,
    parts: parts.length === 0 ? '' : say('change.parts', { parts: parts.join(say('change.comma')) }),
    apart,
  })
}

/** What an effect that raises the figure, or lowers it, is called; with the mode that makes most of it. */
export function effectText(
  factor: string,
  value: number,
  { byMode, hasPopulation }: Pick<Told, 'byMode' | 'hasPopulation'>,
  speech: Speech,
): string {
  const { say, name } = speech
  const way = value > 0 ? 'more' : 'less'
  if (factor === 'trip-rate' && !hasPopulation) return say(`change.travel.${way}`)
  const largest = byMode
    .map(({ mode, effects }) => ({
      mode,
      value: effects.find((effect) => effect.factor === factor)?.value ?? 0,
    }))
    .filter((one) => one.value > 0 === value > 0)
    .sort((one, other) => Math.abs(other.value) - Math.abs(one.value))[0]?.mode
  const mode =
    largest === undefined || largest === 'not-split'
      ? say('change.all-modes')
      : insideSentence(name('mode', largest), speech)
  return say(`effect.${factor}.${way}` as WordKey, { mode })
}

/** German writes nouns with a capital wherever they stand; the others only where a sentence begins. */
const insideSentence = (text: string, { language }: Speech): string =>
  language === 'de' || /^\p{Lu}[\p{Lu}\d]/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)

const size = (share: number, { language }: Speech): string =>
  formatOf(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(Math.abs(100 * share))

const signed = (share: number, speech: Speech): string => `${share < 0 ? '−' : '+'}${size(share, speech)}`

/** A share with its sign, for a table. */
export const signedPercent = (share: number, { language }: Speech): string =>
  Math.abs(share) < LEAST_NAMED
    ? percentText(0, language)
    : `${share < 0 ? '−' : '+'}${percentText(Math.abs(share), language)}`

/** Whose change a sentence speaks of. */
export function subjectOfChange(
  { from, to, unit }: Pick<Comparison, 'from' | 'to' | 'unit'>,
  span: { readonly from: string; readonly to: string },
  speech: Speech,
): string {
  const isOneCity = from.city === to.city && from.country === to.country
  const subject = isOneCity
    ? speech.say('change.span', { city: to.city, ...span })
    : speech.say('change.against', { city: to.city, other: from.city, ...span })
  return unit.endsWith('/person') ? speech.say('change.each', { subject }) : subject
}
