import { exactText, numberText, percentText, stepOf } from '../numbers/figure-text.ts'
import type { Scenario } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import type { TargetDraft } from './work.ts'

type TargetResult = Scenario['targets'][number]

/** What a target asks for. */
export function targetName(
  { kind, year, reduction, budget }: TargetDraft,
  until: number,
  { say, language }: Speech,
): string {
  return say(`target.${kind}`, {
    share: percentText(reduction ?? 0, language),
    year: year ?? until,
    budget: exactText(budget ?? 0, language),
  })
}

/** Whether a target is met, and by how much it is missed. */
export function verdictText({ holds, gap, reached, kind }: TargetResult, { say, language }: Speech): string {
  const value = numberText(Math.abs(gap.value), stepOf(gap), language)
  if (holds)
    return kind !== 'budget' && reached !== null
      ? say('target.met-from', { year: reached })
      : say('target.met')
  if (kind === 'budget' && reached !== null) return say('target.used-up', { year: reached, value })
  return say('target.missed', { value })
}
