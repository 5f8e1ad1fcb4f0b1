import {
  acknowledge,
  type BalancedCarrier,
  type Bounded,
  type Bounds,
  bound,
  CAUSE_EFFECTS,
  type CauseSize,
  type CoveredBalance,
  type EnergyBalance,
  type ExplainedCause,
  explainedCauses,
  type Gap,
  type Gaps,
  METHOD_VERSION,
  MODE_PROPERTIES,
  type MovedParameter,
  type Notice,
  type Offer,
  periodText,
  type ReconciledCarrier,
  reconciliationNotices,
  STATED_FIELDS,
  type StatedCause,
} from '../../src/index.ts'
import { toCoverage } from '../estimate/coverage-schema.ts'
import type { Question } from '../estimate/estimate.ts'
import { toAssumption, toNotice } from '../estimate/result-answer.ts'
import { T_PER_KG, TJ_PER_MJ } from '../estimate/scale.ts'
import { rowsOf } from '../estimate/to-input.ts'
import type { ReconciliationRequest } from './request-schema.ts'
import type { ReconciliationResult } from './schema.ts'

type BoundsById = ReadonlyMap<string, Bounds>

/** The results, with the intervals of the gaps and of the reconciled estimate. */
export interface Findings {
  readonly gaps: Gaps
  readonly bounds: BoundsById
  readonly offer: Offer
  readonly offerBounds: BoundsById
}

/** The known causes of a checked request, each with its pointer. */
export function toStatedCauses(causes: ReconciliationRequest['causes']): readonly StatedCause[] {
  return rowsOf(STATED_FIELDS.causes, causes, '/causes')
}

/** A reconciliation as callers see it: in terajoules and tonnes, nothing rounded. */
export function toReconciliation(
  { set, id }: Question,
  balance: CoveredBalance,
  findings: Findings,
): ReconciliationResult {
  const { input } = balance.bottomUp
  const { city, period, gwp } = input
  const { gaps, bounds } = findings
  return {
    estimateId: id,
    methodVersion: METHOD_VERSION,
    factorSet: { id: set.content.id, digest: set.content.digest },
    city: { name: city.name, country: city.country },
    period: periodText(period),
    subSector: 'II.1',
    gwp,
    uncertainty: uncertaintyOf(balance),
    coverage: {
      activity: toCoverage(balance.coverage.activity),
      sales: toCoverage(balance.coverage.sales),
    },
    all: gaps.ofAll ? toGap(gaps.ofAll) : null,
    carriers: balance.carriers.flatMap((carrier, at) => {
      const gap = gaps.ofCarriers[at]
      return gap ? [toCarrier(carrier, gap, bounds, explainedCauses(carrier, input, set))] : []
    }),
    oneSided: balance.oneSided.map(({ carrier, side, energyMj, zeroAt }) => ({
      carrier,
      side,
      energy: inTj(bound(`${carrier}/${side}`, energyMj, bounds)),
      ...(zeroAt === undefined ? {} : { otherSideStatedZero: true as const }),
    })),
    notReconciled: notReconciled(balance),
    reconciled: balance.carriers.length === 0 ? null : toOffer(gaps, findings),
    assumptions: balance.source.assumptions.map((one) => toAssumption(one, set)),
    notices: withAcknowledgements(
      reconciliationNotices(balance, gaps, balance.coverage.activity.missing),
      balance,
    ).map(toNotice),
  }
}

/** The same request is estimated too, so a notice that only its totals have must not be reported as unused here. */
function withAcknowledgements(
  shown: readonly Notice[],
  { bottomUp: { input, notices } }: EnergyBalance,
): readonly Notice[] {
  const codesOf = (some: readonly Notice[]): ReadonlySet<string> => new Set(some.map(({ code }) => code))
  const [here, there] = [codesOf(shown), codesOf(notices)]
  const acknowledgements = input.acknowledge ?? []
  return acknowledge(
    shown,
    acknowledgements.filter(({ code }) => here.has(code) || !there.has(code)),
  )
}

function uncertaintyOf({ source: { input } }: EnergyBalance): ReconciliationResult['uncertainty'] {
  const asked = input.uncertainty
  if (asked?.method !== 'monte-carlo') return { method: 'propagation', level: 0.95 }
  return { method: 'monte-carlo', level: 0.95, draws: asked.draws, seed: asked.seed }
}

const scaled = ({ value, lower, upper }: Bounded, scale: number, unit: string) => ({
  value: value * scale,
  unit,
  lower: lower * scale,
  upper: upper * scale,
})
const inTj = (figure: Bounded) => scaled(figure, TJ_PER_MJ, 'TJ')
const inTonnes = (figure: Bounded) => scaled(figure, T_PER_KG, 't CO2e')

const toGap = ({ bottomUp, burnt, gap, ratio, isSignificant, isUnusual }: Gap) => ({
  bottomUp: inTj(bottomUp),
  burntBySales: inTj(burnt),
  gap: inTj(gap),
  ratio: scaled(ratio, 1, 'share'),
  isSignificant,
  isRatioUnusual: isUnusual,
})

function toCarrier(
  { carrier, soldMj, causes: known }: BalancedCarrier,
  gap: Gap,
  bounds: BoundsById,
  causes: readonly ExplainedCause[],
): ReconciliationResult['carriers'][number] {
  return {
    carrier,
    sold: inTj(bound(`${carrier}/sold`, soldMj, bounds)),
    knownCauses: known.map(({ stated: { cause, pointer }, energyMj }) => ({
      cause,
      pointer,
      effect: CAUSE_EFFECTS[cause],
      energy: { value: energyMj * TJ_PER_MJ, unit: 'TJ' },
    })),
    ...toGap(gap),
    causes: causes.map(({ cause, verdict, detail, sizes, bound, isPlausible }) => ({
      cause,
      verdict,
      detail,
      sizes: sizes.map(toSize),
      ...(isPlausible === undefined ? {} : { isPlausible }),
      ...(bound === undefined ? {} : { bound: { ...bound } }),
    })),
  }
}

function toSize({ value, unit }: CauseSize) {
  return unit === 'MJ' ? { value: value * TJ_PER_MJ, unit: 'TJ' as const } : { value, unit }
}

function notReconciled({ withoutEnergy, notOnRoad }: EnergyBalance): ReconciliationResult['notReconciled'] {
  return [
    ...withoutEnergy.map(({ mode, carriers }) => ({
      subject: mode,
      detail: `${MODE_PROPERTIES[mode].title}${carriers.length > 0 ? ` (${carriers.join(', ')})` : ''}: the source gives emissions per distance, but no energy.`,
      missing: [
        'energyIntensity of the vehicles, in fleet or in the row; or the energy of the row, with its carrier',
      ],
    })),
    ...notOnRoad.map(({ carrier, subSector }) => ({
      subject: carrier,
      detail: `Sold for ${subSector ?? 'another sub-sector'}, not for road vehicles; only on-road transport is reconciled.`,
      missing: [],
    })),
  ]
}

const STATEMENT =
  'For each carrier this is the weighted mean of both sides with the smallest variance; what both share (density, heating value, biofuel share) counts once. It is an offer: the estimate from activity stays as it is.'

function toOffer({ ofCarriers }: Gaps, { offer, offerBounds }: Findings): ReconciliationResult['reconciled'] {
  const tonnes = (id: string, value: number) => inTonnes(bound(id, value, offerBounds))
  return {
    reconciled: true,
    statement: STATEMENT,
    carriers: offer.carriers.map((one, at) => {
      const { carrier, weightOfSold, energyMj, co2eKgBefore, co2eKgAfter } = one
      return {
        carrier,
        energy: inTj(bound(`${carrier}/reconciled`, energyMj, offerBounds)),
        weightOfBottomUp: 1 - weightOfSold,
        weightOfSold,
        factor: factorOf(one, ofCarriers[at]),
        co2eBefore: tonnes(`${carrier}/co2e-before`, co2eKgBefore),
        co2eAfter: tonnes(`${carrier}/co2e-after`, co2eKgAfter),
      }
    }),
    moved: offer.moved.map(toMoved),
    co2eBefore: tonnes('all/co2e-before', offer.co2eKgBefore),
    co2eAfter: tonnes('all/co2e-after', offer.co2eKgAfter),
  }
}

/** The factor is linear in the ratio of both sides: 1 + weight · (ratio − 1). */
function factorOf({ factor, weightOfSold }: ReconciledCarrier, gap: Gap | undefined) {
  const { lower, upper } = gap?.ratio ?? { lower: 1, upper: 1 }
  const at = (ratio: number): number => 1 + weightOfSold * (ratio - 1)
  return scaled({ value: factor, lower: at(lower), upper: at(upper) }, 1, 'factor')
}

function toMoved({ carrier, mode, quantity, pointers, factor, before, after }: MovedParameter) {
  const isDistance = quantity === 'vehicle-distance'
  const scale = isDistance ? 1 : TJ_PER_MJ
  return {
    carrier,
    mode: mode ?? ('not-split' as const),
    quantity,
    pointers: [...pointers],
    factor,
    before: before * scale,
    after: after * scale,
    unit: isDistance ? ('vkm' as const) : ('TJ' as const),
  }
}
