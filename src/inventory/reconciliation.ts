import type { Notice } from '../issues/issue.ts'
import { MODE_FACTS } from '../vocabulary.ts'
import type { EnergyBalance } from './energy-balance.ts'
import { ALL_CARRIERS, type Gap, gapOf } from './fuel-gap.ts'

type BoundsById = Parameters<typeof gapOf>[2]

/** The gaps of each carrier, in the order of the balance, and of all together. */
export interface Gaps {
  readonly ofCarriers: readonly Gap[]
  /** Undefined where no carrier has both sides. */
  readonly ofAll: Gap | undefined
}

/** @param bounds of `gapSums` */
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

/** What to know about the gaps, before anything is concluded from them. */
export function reconciliationNotices(
  { notices, carriers, oneSided, withoutEnergy }: EnergyBalance,
  { ofCarriers }: Gaps,
): readonly Notice[] {
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
    ...withoutEnergy.map(
      ({ mode, pointers: [pointer] }): Notice => ({
        code: 'gap-incomplete',
        detail: `${MODE_FACTS[mode].title}: its emissions are known per distance and its energy is not, so the fuel that it burns is part of the gap.`,
        ...(pointer === undefined ? {} : { pointer }),
      }),
    ),
    ...oneSided.map(
      ({ carrier, side }): Notice => ({
        code: 'carrier-on-one-side',
        detail:
          side === 'sold'
            ? `${carrier} was sold and no stated traffic burns it with known energy: it is in no gap and not in the reconciled estimate.`
            : `${carrier} is burnt and none was stated as sold: it stays as activity has it.`,
      }),
    ),
    ...(unusual === ''
      ? []
      : [
          said(
            'fuel-ratio-unusual',
            `${unusual}: fuel sold over fuel burnt lies outside 0.8 to 1.2; see causes.`,
          ),
        ]),
    ...(significant === ''
      ? []
      : [
          said(
            'inconsistent-sources',
            `${significant}: the two sides differ by more than their uncertainty explains, so at least one is wrong or they speak of different things; the reconciled estimate is a mean of both all the same.`,
          ),
        ]),
  ]
}

const said = (code: Notice['code'], detail: string): Notice => ({ code, detail })
