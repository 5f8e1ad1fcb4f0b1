import {
  basisChanges,
  changeText,
  commonCoverage,
  comparisonInSteps,
  type Estimate,
  type sourceBreakNotice,
  sourceBreaks,
  typicalOf,
} from '../../src/index.ts'
import type { Answer } from '../estimate/estimate.ts'
import { basisOf } from './answer.ts'
import { type StatedYear, yearOf } from './stated-year.ts'

/** Where years are not to be compared: what changed of their basis, and the sources of figures that changed, step by step. */
export function breaksOf(years: readonly StatedYear[], answers: readonly Answer[]) {
  const sources = answers.slice(1).map((after, index) => {
    const pair = [answers[index] as Answer, after].map(({ estimate }, side) => ({
      year: yearOf(years[index + side] as StatedYear),
      pointer: (years[index + side] as StatedYear).pointer,
      estimate,
    }))
    return sourceBreaks(pair, after.set.content.breaks)
  })
  const told = answers.slice(1).flatMap((after, index) => {
    const before = answers[index] as Answer
    const span = { before: yearOf(years[index] as StatedYear), after: yearOf(years[index + 1] as StatedYear) }
    return [
      ...basisChanges(basisOf(before.result), basisOf(after.result)).map((change) => ({
        ...span,
        what: changeText(change),
      })),
      ...(sources[index] ?? []).map(({ mode, from, to }) => ({ ...span, what: `${mode}: ${from} → ${to}` })),
    ]
  })
  return { sources, told }
}

/** Each year on the level of the last one: going back, a year is the next over what traffic, vehicles and energy did. */
export function* splicedLevels(
  answers: readonly Answer[],
  sources: readonly (readonly { readonly mode: Parameters<typeof sourceBreakNotice>[0]['mode'] }[])[],
  country: string,
): Generator<undefined, readonly number[]> {
  const levels = answers.map(({ estimate }) => estimate.totals.co2eKg)
  for (let index = answers.length - 2; index >= 0; index -= 1) {
    const [before, after] = [answers[index], answers[index + 1]] as [Answer, Answer]
    const { estimates } = commonCoverage([before.estimate, after.estimate])
    const common = estimates.map(({ common: one }) => one) as [Estimate, Estimate]
    const { endToEnd } = yield* comparisonInSteps(common, {
      typical: typicalOf(after.set, country, after.estimate.input.period.year),
      isOnePlace: true,
      broken: [new Set(sources[index]?.map(({ mode }) => mode))],
      isCertain: true,
    })
    const ratio = endToEnd.total.effects.reduce(
      (product, effect) => product * (effect.ratio ?? Number.NaN),
      1,
    )
    yield undefined
    if (Number.isFinite(ratio) && ratio > 0) levels[index] = (levels[index + 1] as number) / ratio
  }
  return levels
}
