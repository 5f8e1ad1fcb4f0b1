import { EstimateContext } from '../estimate/context.ts'
import type { EstimateInput } from '../estimate/input.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { boundOf, type CauseBound } from './cause-bound.ts'
import { type CauseInputs, causeInputsOf } from './cause-inputs.ts'
import type { BalancedCarrier } from './energy-balance.ts'
import { GAP_CAUSES, type GapCause } from './gap-cause.ts'

/** The size of a cause. Shares and factors are plain numbers. */
export interface CauseSize {
  readonly value: number
  readonly unit: 'MJ' | 'L' | 'vkm' | 'share' | 'factor'
}

/** Tells whether one cause alone could explain a gap, and how large it would have to be. */
export interface ExplainedCause {
  readonly cause: GapCause
  /** `inconsistent`: the cause would widen the gap; `not-possible`: no size of the cause closes the gap. */
  readonly verdict: 'consistent' | 'inconsistent' | 'not-possible'
  readonly detail: string
  /** The same size in several units, never negative; empty unless consistent. */
  readonly sizes: readonly CauseSize[]
  readonly bound?: CauseBound
  readonly isPlausible?: boolean
}

/** Sizes every cause as if it alone explained the gap of the carrier. */
export function explainedCauses(
  carrier: BalancedCarrier,
  input: EstimateInput,
  set: FactorSet,
): readonly ExplainedCause[] {
  const facts = causeInputsOf(carrier, new EstimateContext(set, input))
  return GAP_CAUSES.map((cause) => {
    const found = sizeOf(cause, facts)
    if ('verdict' in found) return { cause, sizes: [], ...found }
    const { sizes, measured, detail } = found
    const bound = boundOf(cause, carrier.carrier)
    if (!bound || measured === undefined) return { cause, verdict: 'consistent', detail, sizes }
    const isPlausible =
      bound.unit === 'factor'
        ? measured <= bound.value && measured >= 2 - bound.value
        : measured <= bound.value
    return { cause, verdict: 'consistent', detail, sizes, bound, isPlausible }
  })
}

interface Sized {
  readonly sizes: readonly CauseSize[]
  /** In the unit of the bound of the cause. */
  readonly measured: number | undefined
  readonly detail: string
}

type Unsized = Pick<ExplainedCause, 'verdict' | 'detail'>

const inconsistent = (detail: string): Unsized => ({ verdict: 'inconsistent', detail })
const notPossible = (detail: string): Unsized => ({ verdict: 'not-possible', detail })

function sizeOf(cause: GapCause, facts: CauseInputs): Sized | Unsized {
  const { gapMj, carrier } = facts
  if (gapMj === 0) return notPossible('There is no gap to explain.')
  switch (cause) {
    case 'through-traffic':
      return throughTraffic(facts)
    case 'tank-tourism-in':
      if (gapMj > 0)
        return inconsistent(
          'More fuel was sold than burnt, so fuel brought into the city would widen the gap.',
        )
      return amount(facts, facts.bottomUpMj, `Vehicles burnt ${carrier} here that they had bought elsewhere.`)
    case 'tank-tourism-out':
      if (gapMj < 0)
        return inconsistent(
          'Less fuel was sold than burnt, so fuel taken out of the city would widen the gap.',
        )
      return amount(facts, facts.soldMj, `Vehicles burnt ${carrier} elsewhere that they had bought here.`)
    case 'off-road-use':
      if (gapMj < 0)
        return inconsistent('Less fuel was sold than burnt, so off-road use would widen the gap.')
      return amount(facts, facts.soldMj, `Off-road machines burnt ${carrier} that was sold here.`)
    case 'missing-modes':
      return missingModes(facts)
    case 'fleet-efficiency':
      return fleetEfficiency(facts)
    case 'biofuel-share':
      return biofuelShare(facts)
  }
}

/** The gap as an amount of fuel, in MJ and in litres. */
function amount({ gapMj, mjPerL }: CauseInputs, wholeMj: number, detail: string): Sized {
  const sizeMj = Math.abs(gapMj)
  const litres = mjPerL === undefined ? [] : [{ value: sizeMj / mjPerL, unit: 'L' as const }]
  return { sizes: [{ value: sizeMj, unit: 'MJ' }, ...litres], measured: sizeMj / wholeMj, detail }
}

/** The distance that burns the gap, at the mean energy per distance of the lines that have a distance. */
const gapVkm = ({ gapMj, drivenMj, drivenVkm }: CauseInputs): number =>
  (Math.abs(gapMj) * drivenVkm) / drivenMj

function throughTraffic(facts: CauseInputs): Sized | Unsized {
  const { gapMj, drivenMj, drivenVkm, carrier } = facts
  if (gapMj > 0)
    return inconsistent(
      'More fuel was sold than burnt, so through traffic, which burns fuel bought elsewhere, would widen the gap.',
    )
  if (drivenMj === 0) return notPossible('No distance is known that could contain through traffic.')
  const vkm = gapVkm(facts)
  if (vkm > drivenVkm)
    return notPossible('Through traffic would have to be more than the whole stated distance.')
  const detail = `Vehicles pass through and buy their ${carrier} elsewhere; they use the mean energy per distance.`
  return {
    sizes: [{ value: vkm, unit: 'vkm' }, ...amount(facts, 1, '').sizes],
    measured: vkm / drivenVkm,
    detail,
  }
}

function missingModes(facts: CauseInputs): Sized | Unsized {
  if (facts.gapMj < 0)
    return inconsistent('Less fuel was sold than burnt, so more modes would widen the gap.')
  const found = amount(facts, facts.soldMj, `Road traffic that is not stated burnt ${facts.carrier}.`)
  if (facts.drivenMj === 0) return found
  return { ...found, sizes: [...found.sizes, { value: gapVkm(facts), unit: 'vkm' }] }
}

function fleetEfficiency({ gapMj, drivenMj, carrier }: CauseInputs): Sized | Unsized {
  if (drivenMj === 0)
    return notPossible('All energy is stated directly, so no energy per distance can change it.')
  const factor = 1 + gapMj / drivenMj
  if (factor <= 0) return notPossible('Even vehicles that use no energy would not close the gap.')
  const detail = `All lines with a distance on ${carrier} would need their energy per distance multiplied by this factor.`
  return { sizes: [{ value: factor, unit: 'factor' }], measured: factor, detail }
}

function biofuelShare({ blend }: CauseInputs): Sized | Unsized {
  if (typeof blend === 'string') return notPossible(blend)
  const { biofuel, energyShare, volumeShare } = blend
  if (!(energyShare >= 0)) return notPossible(`Even fuel without ${biofuel} would not close the gap.`)
  if (energyShare > 1) return notPossible(`Even pure ${biofuel} would not close the gap.`)
  const detail = `The share of ${biofuel} in the energy sold; it changes the energy of a litre or kilogram.`
  return { sizes: [{ value: energyShare, unit: 'share' }], measured: volumeShare, detail }
}
