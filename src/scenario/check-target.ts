import type { Refusal } from '../issues/issue.ts'
import { LAST_YEAR, type Target, type UncheckedQuestion } from './lever.ts'
import { acceptedYears, refuse, yearAfter } from './refuse.ts'
import type { ScenarioBase } from './scenario-base.ts'

/** Whether a target lies ahead and has what its kind needs. */
export function checkTarget(
  { pointer, kind, year, reduction, budgetKg }: Target,
  { until = LAST_YEAR }: UncheckedQuestion,
  { baseYear }: ScenarioBase['frame'],
): readonly Refusal[] {
  const faults: Refusal[] = []
  if (year !== undefined && !((baseYear === undefined || year > baseYear) && year <= until))
    faults.push(
      refuse(
        'target-not-ahead',
        `${pointer}/year`,
        `A target must lie after the base year and within the scenario: ${acceptedYears(yearAfter(baseYear), until)}.`,
      ),
    )
  const needsReduction = kind === 'linear' || kind === 'constant-rate'
  if (needsReduction && reduction === undefined)
    faults.push(
      refuse('lever-incomplete', `${pointer}/reduction`, `A target of kind ${kind} needs reduction.`),
    )
  if (!needsReduction && reduction !== undefined)
    faults.push(
      refuse('lever-incomplete', `${pointer}/reduction`, `A target of kind ${kind} does not take reduction.`),
    )
  const most = kind === 'constant-rate' ? 0.999 : 1
  if (reduction !== undefined && !(reduction > 0 && reduction <= most))
    faults.push(
      refuse(
        'lever-out-of-range',
        `${pointer}/reduction`,
        kind === 'constant-rate'
          ? `reduction must be greater than 0 and at most ${most}: no constant rate comes to nothing.`
          : 'reduction is a share of the base year and must be greater than 0 and at most 1.',
      ),
    )
  if ((kind === 'budget') !== (budgetKg !== undefined))
    faults.push(
      refuse(
        'lever-incomplete',
        `${pointer}/budget`,
        kind === 'budget'
          ? 'A target of kind budget needs budget.'
          : `A target of kind ${kind} does not take budget.`,
      ),
    )
  if (budgetKg !== undefined && !(budgetKg > 0))
    faults.push(refuse('lever-out-of-range', `${pointer}/budget`, 'budget must be greater than 0.'))
  return faults
}
