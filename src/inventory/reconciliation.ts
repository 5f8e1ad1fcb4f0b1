import type { Notice } from '../issues/issue.ts'
import { MODE_PROPERTIES } from '../vocabulary.ts'
import type { EnergyBalance } from './energy-balance.ts'
import { ALL_CARRIERS, type Gap, gapOf } from './fuel-gap.ts'
import { type LeftOut, unstatedBurners } from './unstated-burners.ts'

type BoundsById = Parameters<typeof gapOf>[2]

/** The gap of each carrier, in the order of the balance, and the gap of all carriers together. */
export interface Gaps {
  readonly ofCarriers: readonly Gap[]
  /** Undefined if no carrier has both sides. */
  readonly ofAll: Gap | undefined
}

/** @param bounds the intervals of `gapSums` */
export function gapsOf({ carriers }: EnergyBalance, bounds: BoundsById): Gaps {
  const total = (name: 'bottomUpMj' | 'burntMj'): number =>
    carriers.reduce((sum, carrier) => sum + carrier[name], 0)
  return {
    ofCarriers: carriers.map((one) => gapOf(one.carrier, one, bounds)),
    ofAll:
      carriers.length === 0
        ? undefined
        : gapOf(ALL_CARRIERS, { bottomUpMj: total('bottomUpMj'), burntMj: total('burntMj') }, bounds),
  }
}

/**
 * Notices that limit the conclusions from the gaps; what the activity leaves out comes before any word of inconsistency.
 *
 * @param missing what the coverage of the activity names as left out
 */
export function reconciliationNotices(
  { notices, carriers, oneSided, withoutEnergy }: EnergyBalance,
  { ofCarriers }: Gaps,
  missing: readonly LeftOut[] = [],
): readonly Notice[] {
  const unstated = carriers.flatMap(({ carrier }, at): readonly Notice[] => {
    const gap = ofCarriers[at]
    const burners = unstatedBurners(carrier, missing)
    // Only more fuel sold than burnt can be that of others.
    if (!gap || gap.gap.value <= 0 || burners.length === 0) return []
    const detail = `${carrier}: ${burners.join(', ')} burn it too and are not stated, so the fuel sold to them is part of the gap. State them before you take the gap for an error.`
    return [{ code: 'gap-incomplete', detail, pointer: '/demand' }]
  })
  const named = (holds: (gap: Gap) => boolean): string =>
    carriers
      .flatMap(({ carrier }, at) => (ofCarriers[at] && holds(ofCarriers[at]) ? [carrier] : []))
      .join(', ')
  const [significant, unusual] = [
    named(({ isSignificant }) => isSignificant),
    named(({ isUnusual }) => isUnusual),
  ]
  return [
    ...notices,
    ...unstated,
    ...withoutEnergy.map(
      ({ mode, pointers: [pointer] }): Notice => ({
        code: 'gap-incomplete',
        detail: `${MODE_PROPERTIES[mode].title}: the emissions per distance are known, but the energy is not, so the fuel that this mode burns is part of the gap.`,
        ...(pointer === undefined ? {} : { pointer }),
      }),
    ),
    ...oneSided.map(
      ({ carrier, side, zeroAt }): Notice => ({
        code: 'carrier-on-one-side',
        detail:
          side === 'sold'
            ? `${carrier} was sold, but no stated traffic with known energy burns it. No gap includes it, and neither does the reconciled estimate.`
            : zeroAt === undefined
              ? `The traffic burns ${carrier}, but no sale of it is stated. The reconciled estimate keeps the value from activity.`
              : `The traffic burns ${carrier}, and its sale is stated as 0: all of it was bought elsewhere, or the 0 stands for an unknown. The reconciled estimate keeps the value from activity.`,
        ...(zeroAt === undefined ? {} : { pointer: zeroAt }),
      }),
    ),
    ...(unusual === ''
      ? []
      : [
          said(
            'fuel-ratio-unusual',
            `${unusual}: fuel sold divided by fuel burnt is outside 0.8 to 1.2. See the causes listed with each gap.`,
          ),
        ]),
    ...(significant === ''
      ? []
      : [
          said(
            'inconsistent-sources',
            `${significant}: the two sides differ by more than their uncertainty explains. ${unstated.length > 0 ? 'Traffic that is not stated may be the reason; otherwise at least' : 'At least'} one side is wrong, or the two cover different traffic. The reconciled estimate is still a mean of both.`,
          ),
        ]),
  ]
}

const said = (code: Notice['code'], detail: string): Notice => ({ code, detail })
