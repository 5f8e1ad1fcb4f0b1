import { checkRangesIn } from '../estimate/check-range.ts'
import { subSectorOfSale } from '../estimate/fuel-sold.ts'
import type { EstimateInput } from '../estimate/input.ts'
import type { Refusal } from '../issues/issue.ts'
import type { EnergyCarrier } from '../vocabulary.ts'
import { CAUSE_EFFECTS, type KnownCause, type StatedCause } from './gap-cause.ts'

/** A reconciliation needs more than an estimate does. */
export function checkReconciliation(
  { allocation, fuelSales, uncertainty }: EstimateInput,
  causes: readonly StatedCause[],
): readonly Refusal[] {
  const refusals: Refusal[] = []
  if (allocation !== 'geographic')
    refusals.push({
      code: 'allocation-not-available',
      pointer: '/allocation',
      detail:
        'Fuel is sold in an area, so it compares only with the traffic in that area. Set allocation to "geographic".',
      candidates: ['geographic'],
    })
  if (!fuelSales.some((sale) => subSectorOfSale(sale) === 'II.1'))
    refusals.push({
      code: 'activity-missing',
      pointer: '/fuelSales',
      detail:
        'State fuelSales: one row for each carrier sold to road vehicles in the city, such as {"carrier": "petrol", "quantity": "80 million L"}.',
    })
  if (uncertainty?.method === 'none')
    refusals.push({
      code: 'uncertainty-invalid',
      pointer: '/uncertainty/method',
      detail:
        'The reconciliation weighs the two sides by their uncertainty. Set uncertainty.method to "propagation" or "monte-carlo".',
      candidates: ['propagation', 'monte-carlo'],
    })
  return [...refusals, ...checkRangesIn('causes', causes), ...checkTwice(causes)]
}

function checkTwice(causes: readonly StatedCause[]): readonly Refusal[] {
  const first = new Map<string, string>()
  return causes.flatMap(({ carrier, cause, pointer }): Refusal[] => {
    const key = `${carrier}|${cause}`
    const earlier = first.get(key)
    if (earlier === undefined) {
      first.set(key, pointer)
      return []
    }
    return [
      {
        code: 'duplicate-row',
        pointer,
        detail: `This row has the same carrier and cause as ${earlier}. Add the two quantities in one row.`,
      },
    ]
  })
}

/** The known causes of a carrier need both sides, and each must be less than the fuel that it is part of. */
export function checkCauses({
  carrier,
  causes,
  bottomUpMj,
  soldMj,
}: {
  readonly carrier: EnergyCarrier
  readonly causes: readonly KnownCause[]
  readonly bottomUpMj: number
  readonly soldMj: number
}): readonly Refusal[] {
  const parts = [
    { effect: 'taken-from-sold', whole: soldMj, of: `the ${carrier} that was sold` },
    { effect: 'added-to-sold', whole: bottomUpMj, of: `the ${carrier} that the stated traffic burns` },
  ] as const
  return parts.flatMap(({ effect, whole, of }) => {
    const known = causes.filter(({ stated: { cause } }) => CAUSE_EFFECTS[cause] === effect)
    const sum = known.reduce((total, { energyMj }) => total + energyMj, 0)
    if (known.length === 0 || (sum < whole && soldMj > 0 && bottomUpMj > 0)) return []
    return known.map(({ stated: { pointer } }) => ({
      code: 'cause-too-large' as const,
      pointer: `${pointer}/quantity`,
      detail: `The known causes are part of ${of}, so they must be less than that. Check the carrier, the unit and the digits.`,
    }))
  })
}
