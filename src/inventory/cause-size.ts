import { EstimateContext } from '../estimate/context.ts'
import type { EstimateInput } from '../estimate/input.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { boundOf, type CauseBound } from './cause-bound.ts'
import { type CauseFacts, factsOf } from './cause-fact.ts'
import type { BalancedCarrier } from './energy-balance.ts'
import { GAP_CAUSES, type GapCause } from './gap-cause.ts'

/** One amount in one unit; shares and factors have none. */
export interface CauseSize {
  readonly value: number
  readonly unit: 'MJ' | 'L' | 'vkm' | 'share' | 'factor'
}

/** Whether a cause could explain a gap by itself, and how large it would have to be. */
export interface ExplainedCause {
  readonly cause: GapCause
  /** `inconsistent`: it would make the gap wider; `not-possible`: no size of it closes the gap. */
  readonly verdict: 'consistent' | 'inconsistent' | 'not-possible'
  readonly detail: string
  /** The same size in several units, none below 0; empty unless consistent. */
  readonly sizes: readonly CauseSize[]
  readonly bound?: CauseBound
  /** Whether the size lies within the bound. */
  readonly isPlausible?: boolean
}

/** Every cause beside the gap of one carrier, each as if it were the only one. */
export function explainedCauses(
  carrier: BalancedCarrier,
  input: EstimateInput,
  set: FactorSet,
): readonly ExplainedCause[] {
  const facts = factsOf(carrier, new EstimateContext(set, input))
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
  /** In the unit of the cause's bound. */
  readonly measured: number | undefined
  readonly detail: string
}

type Unsized = Pick<ExplainedCause, 'verdict' | 'detail'>

const inconsistent = (detail: string): Unsized => ({ verdict: 'inconsistent', detail })
const notPossible = (detail: string): Unsized => ({ verdict: 'not-possible', detail })

function sizeOf(cause: GapCause, facts: CauseFacts): Sized | Unsized {
  const { gapMj, carrier } = facts
  if (gapMj === 0) return notPossible('There is no gap to explain.')
  switch (cause) {
    case 'through-traffic':
      return throughTraffic(facts)
    case 'tank-tourism-in':
      if (gapMj > 0) return inconsistent('More was sold than burnt; fuel brought in would widen the gap.')
      return amount(facts, facts.bottomUpMj, `${carrier} bought elsewhere and burnt here.`)
    case 'tank-tourism-out':
      if (gapMj < 0) return inconsistent('Less was sold than burnt; fuel taken out would widen the gap.')
      return amount(facts, facts.soldMj, `${carrier} bought here and burnt elsewhere.`)
    case 'off-road-use':
      if (gapMj < 0) return inconsistent('Less was sold than burnt; off-road use would widen the gap.')
      return amount(facts, facts.soldMj, `${carrier} sold here and burnt off the road.`)
    case 'missing-modes':
      return missingModes(facts)
    case 'fleet-efficiency':
      return fleetEfficiency(facts)
    case 'biofuel-share':
      return biofuelShare(facts)
  }
}

/** An amount of fuel, as energy and in litres. */
function amount({ gapMj, mjPerL }: CauseFacts, wholeMj: number, detail: string): Sized {
  const sizeMj = Math.abs(gapMj)
  const litres = mjPerL === undefined ? [] : [{ value: sizeMj / mjPerL, unit: 'L' as const }]
  return { sizes: [{ value: sizeMj, unit: 'MJ' }, ...litres], measured: sizeMj / wholeMj, detail }
}

/** The distance that burns the gap at the mean of the lines with a distance. */
const gapVkm = ({ gapMj, drivenMj, drivenVkm }: CauseFacts): number =>
  (Math.abs(gapMj) * drivenVkm) / drivenMj

function throughTraffic(facts: CauseFacts): Sized | Unsized {
  const { gapMj, drivenMj, drivenVkm, carrier } = facts
  if (gapMj > 0)
    return inconsistent('Through traffic burns here what it bought elsewhere; more was sold than burnt.')
  if (drivenMj === 0) return notPossible('No distance is known from which through traffic could be taken.')
  const vkm = gapVkm(facts)
  if (vkm > drivenVkm) return notPossible('It would have to be more than all distance that is stated.')
  const detail = `Vehicles that pass through and buy their ${carrier} elsewhere, at the mean energy per distance.`
  return {
    sizes: [{ value: vkm, unit: 'vkm' }, ...amount(facts, 1, '').sizes],
    measured: vkm / drivenVkm,
    detail,
  }
}

function missingModes(facts: CauseFacts): Sized | Unsized {
  if (facts.gapMj < 0) return inconsistent('Less was sold than burnt; further modes would widen the gap.')
  const found = amount(facts, facts.soldMj, `${facts.carrier} burnt by road traffic that is not stated.`)
  if (facts.drivenMj === 0) return found
  return { ...found, sizes: [...found.sizes, { value: gapVkm(facts), unit: 'vkm' }] }
}

function fleetEfficiency({ gapMj, drivenMj, carrier }: CauseFacts): Sized | Unsized {
  if (drivenMj === 0) return notPossible('All energy is stated as such; no energy per distance enters it.')
  const factor = 1 + gapMj / drivenMj
  if (factor <= 0) return notPossible('Vehicles without any consumption would not close the gap.')
  const detail = `Energy per distance on ${carrier} of all lines with a distance, times this.`
  return { sizes: [{ value: factor, unit: 'factor' }], measured: factor, detail }
}

function biofuelShare({ blend }: CauseFacts): Sized | Unsized {
  if (typeof blend === 'string') return notPossible(blend)
  const { biofuel, energyShare, volumeShare } = blend
  if (!(energyShare >= 0)) return notPossible(`Even fuel without ${biofuel} would not close the gap.`)
  if (energyShare > 1) return notPossible(`Even pure ${biofuel} would not close the gap.`)
  const detail = `Share of ${biofuel} in the energy as sold, which changes the energy of a litre or kilogram.`
  return { sizes: [{ value: energyShare, unit: 'share' }], measured: volumeShare, detail }
}
