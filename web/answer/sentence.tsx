import type { JSX } from 'preact'
import { rangeText } from '../numbers/figure-text.ts'
import { isPartlyKnown, knownRange } from '../numbers/known-range.ts'
import { periodText } from '../numbers/period-text.ts'
import type { Coverage, Result } from '../service/answer-types.ts'
import type { Speech, WordKey } from '../words/language.ts'
import { type ExplainAt, FigureView } from './figure-view.tsx'

/** Parts of a city's traffic without which its total is said as “at least”, and not per inhabitant. */
const MAIN_PARTS = new Set([
  'cars',
  'vans',
  'trucks',
  'rigid-trucks',
  'articulated-trucks',
  'buses',
  'city-buses',
  'other-traffic',
])

/** Whether a part that most cities have is missing, so that the figure is one side of the truth. */
const isPartial = ({ missing }: Coverage): boolean =>
  missing.some(({ code }) => MAIN_PARTS.has(code) || code.startsWith('flow-') || code.endsWith('-sold'))

/** The subject of the answer's sentence: whose traffic is counted. */
export function subjectOf(
  { coverage, city }: { readonly coverage: Coverage; readonly city: { readonly name: string } },
  { say }: Speech,
): string {
  const travel = coverage.includes.filter(({ part }) => part === 'travel').map(({ code }) => code)
  const [only] = travel
  if (travel.length !== 1 || only === undefined) return say('answer.subject.several', { city: city.name })
  if (only === 'traffic-inside' && !isPartial(coverage))
    return say('answer.subject.traffic-inside.whole', { city: city.name })
  return say(`answer.subject.${only}` as WordKey, { city: city.name })
}

/** What an answer is of: its city and its period. */
export const titleOf = (
  { city, period }: { readonly city: { readonly name: string }; readonly period: string },
  { say, language }: Speech,
): string => say('answer.title', { city: city.name, period: periodText(period, language) })

/** Whether the total is said as “about”, or as “at least” because a part of it is missing or not known. */
export const sentenceKind = ({
  coverage,
  totals,
}: Pick<Result, 'coverage' | 'totals'>): 'about' | 'at-least' =>
  isPartial(coverage) || isPartlyKnown(totals.co2e) ? 'at-least' : 'about'

/** A number of tonnes in words, such as “210,000 tonnes”. */
const tonnesText = (value: string, { say }: Speech): string => say('answer.tonnes', { value })

/** The total in words; that it is not known, where nothing of it is. */
export function totalText({ totals }: Pick<Result, 'totals'>, speech: Speech): string {
  const known = knownRange(totals.co2e)
  return tonnesText(known ? rangeText(known, speech.language).value : speech.say('answer.unknown'), speech)
}

/** The sentence as a text. */
export const sentenceText = (result: Result, speech: Speech): string =>
  speech.say(`answer.sentence.${sentenceKind(result)}`, {
    subject: subjectOf(result, speech),
    value: totalText(result, speech),
    period: periodText(result.period, speech.language),
  })

/** How sure the total is, as a sentence; undefined where it has no range. */
export function rangeSentence(result: Result, speech: Speech): string | undefined {
  const known = knownRange(result.totals.co2e)
  const { lower, upper } = known ? rangeText(known, speech.language) : {}
  if (lower === undefined || upper === undefined) return undefined
  return speech.say(`answer.range.${sentenceKind(result)}`, {
    lower: tonnesText(lower, speech),
    upper: tonnesText(upper, speech),
  })
}

/** What is emitted for each inhabitant, as a sentence; undefined where that is not known, or a main part is missing. */
export function perHeadSentence(result: Result, speech: Speech): string | undefined {
  const perHead = knownRange(result.totals.perCapita)
  if (!perHead || sentenceKind(result) !== 'about') return undefined
  const { value, lower, upper } = rangeText(perHead, speech.language)
  return speech.say('answer.head', {
    value: tonnesText(value, speech),
    lower: lower ?? value,
    upper: tonnesText(upper ?? value, speech),
  })
}

interface SentenceProps {
  readonly result: Result
  readonly speech: Speech
  readonly explainAt: ExplainAt
}

/** What a mayor can say, and how sure it is. */
export function Sentence({ result, speech, explainAt }: SentenceProps): JSX.Element {
  const { say, language } = speech
  const range = rangeSentence(result, speech)
  const perHead = perHeadSentence(result, speech)
  const [before = '', after = ''] = say(`answer.sentence.${sentenceKind(result)}`, {
    subject: subjectOf(result, speech),
    period: periodText(result.period, language),
    value: '\u0000',
  }).split('\u0000')
  const [, unit = ''] = say('answer.tonnes', { value: '\u0000' }).split('\u0000')
  return (
    <div class="sentence">
      <p class="finding">
        {before}
        <FigureView
          figure={result.totals.co2e}
          address="totals/co2e"
          what="CO2e"
          isBare
          speech={speech}
          explainAt={explainAt}
        />
        {unit}
        {after}
      </p>
      {range !== undefined && <p>{range}</p>}
      {perHead !== undefined && <p>{perHead}</p>}
    </div>
  )
}
