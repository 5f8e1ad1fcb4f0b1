import type { Estimate } from '../estimate/estimate.ts'
import { subSectorOfSale } from '../estimate/fuel-sold.ts'
import type { EstimateInput, FuelSale } from '../estimate/input.ts'
import type { EstimateLine } from '../estimate/line.ts'
import { unusedOwn } from '../estimate/own.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { type Notice, type NoticeCode, refuseAny } from '../issues/issue.ts'
import type { SumSource, WeightedProduct } from '../uncertainty/figure-sum.ts'
import { ENERGY_CARRIERS, type EnergyCarrier, type Mode } from '../vocabulary.ts'
import { checkCauses } from './check-reconciliation.ts'
import { CAUSE_EFFECTS, type KnownCause, type StatedCause } from './gap-cause.ts'

/** A carrier with more than 0 on both sides. */
export interface BalancedCarrier {
  readonly carrier: EnergyCarrier
  /** The on-road lines that burn it. */
  readonly lines: readonly EstimateLine[]
  readonly sale: EstimateLine
  readonly causes: readonly KnownCause[]
  readonly bottomUpMj: number
  readonly soldMj: number
  /** The energy that the bottom-up traffic burnt according to sales: the energy sold, with the known causes added. */
  readonly burntMj: number
}

/** A carrier that only one side has. */
export interface OneSidedCarrier {
  readonly carrier: EnergyCarrier
  readonly side: 'sold' | 'bottom-up'
  readonly parts: readonly WeightedProduct[]
  readonly energyMj: number
  /** Where the other side is stated to be 0; absent: nothing is said of it. */
  readonly zeroAt?: string
}

/** A mode with lines that have emissions but no energy, so fuel sales cannot be compared with them. */
export interface UnbalancedMode {
  readonly mode: Mode
  /** The carriers that these lines name. */
  readonly carriers: readonly EnergyCarrier[]
  readonly pointers: readonly string[]
}

/** On-road energy by carrier: from activity inside the boundary, and from sales. */
export interface EnergyBalance {
  readonly bottomUp: Estimate
  /** The parameters of both sides, each one random variable. */
  readonly source: SumSource
  readonly carriers: readonly BalancedCarrier[]
  readonly oneSided: readonly OneSidedCarrier[]
  readonly withoutEnergy: readonly UnbalancedMode[]
  /** Sales to railways, ships, aircraft and off-road equipment, which no road traffic burns. */
  readonly notOnRoad: readonly FuelSale[]
  /** The notices of both sides about the figures that they used. */
  readonly notices: readonly Notice[]
}

export interface BalancedEstimates {
  /** Uses the geographic allocation, because fuel sales cover an area. */
  readonly bottomUp: Estimate
  /** Fuel sold to road vehicles, and the known causes. */
  readonly sold: Estimate
}

/**
 * Compares the two sides of a reconciliation, carrier by carrier.
 *
 * @throws {EstimateRefused} with every cause that is larger than the fuel that it is part of
 */
export function balance(
  { bottomUp, sold }: BalancedEstimates,
  causes: readonly StatedCause[],
  set: FactorSet,
): EnergyBalance {
  const { input } = sold
  const onRoad = bottomUp.lines.filter(({ subSector }) => subSector === 'II.1')
  const sides = sidesOf(onRoad, sold.lines, causes)
  refuseAny(sides.flatMap(checkCauses))
  const source = laidTogether(input, bottomUp, sold)
  return {
    bottomUp,
    source,
    carriers: sides.flatMap(balanced),
    oneSided: sides.flatMap(oneSided),
    withoutEnergy: withoutEnergy(onRoad),
    notOnRoad: input.fuelSales.filter((sale) => subSectorOfSale(sale) !== 'II.1'),
    notices: noticesOf(bottomUp, sold, source, set),
  }
}

/** Merges the parameters of both sides: a parameter that both use is the same random variable. */
function laidTogether(input: EstimateInput, bottomUp: Estimate, sold: Estimate): SumSource {
  const assumptions = [...bottomUp.assumptions, ...sold.assumptions]
  return {
    input,
    parameters: new Map([...bottomUp.parameters, ...sold.parameters]),
    assumptions: [...new Map(assumptions.map((one) => [one.parameter.key, one])).values()],
  }
}

/** Notices about the totals of an estimate; a side of a reconciliation has no such totals. */
const OF_TOTALS: ReadonlySet<NoticeCode> = new Set([
  'fuel-sales-not-used',
  'own-factor-unused',
  'distance-incomplete',
  'population-missing',
])

function noticesOf(
  bottomUp: Estimate,
  sold: Estimate,
  { assumptions }: SumSource,
  set: FactorSet,
): readonly Notice[] {
  const said = [...bottomUp.notices, ...sold.notices].filter(({ code }) => !OF_TOTALS.has(code))
  const used = new Set(assumptions.map(({ record }) => record.id))
  const unused = unusedOwn(set, (recordId) => used.has(recordId))
  return [
    ...new Map(said.map((notice) => [JSON.stringify(notice), notice])).values(),
    ...(unused ? [unused] : []),
  ]
}

/** Fuel sold to road vehicles, and the known causes: both convert an amount of fuel to energy in the same way. */
export const roadSalesOf = (
  { fuelSales }: EstimateInput,
  causes: readonly StatedCause[],
): readonly FuelSale[] => [
  ...fuelSales.filter((sale) => subSectorOfSale(sale) === 'II.1'),
  ...causes.map(({ pointer, carrier, quantity }) => ({
    pointer,
    carrier,
    quantity,
    subSector: 'II.1' as const,
  })),
]

interface Side extends Omit<BalancedCarrier, 'sale'> {
  readonly sale: EstimateLine | undefined
}

/** Both sides of every carrier that at least one of them has. */
function sidesOf(
  onRoad: readonly EstimateLine[],
  sold: readonly EstimateLine[],
  stated: readonly StatedCause[],
): readonly Side[] {
  const causeAt = new Map(stated.map((cause) => [cause.pointer, cause]))
  return ENERGY_CARRIERS.flatMap((carrier): Side[] => {
    const ofCarrier = sold.filter((line) => line.carrier === carrier)
    const lines = onRoad.filter((line) => line.carrier === carrier && energyMjOf(line) > 0)
    const sale = ofCarrier.find(({ pointer }) => !causeAt.has(pointer))
    const causes = ofCarrier.flatMap((line): KnownCause[] => {
      const cause = causeAt.get(line.pointer)
      if (!cause) return []
      const weight = CAUSE_EFFECTS[cause.cause] === 'added-to-sold' ? 1 : -1
      return [{ stated: cause, weight, line, energyMj: energyMjOf(line) }]
    })
    if (lines.length === 0 && !sale && causes.length === 0) return []
    const soldMj = sale ? energyMjOf(sale) : 0
    const bottomUpMj = lines.reduce((sum, line) => sum + energyMjOf(line), 0)
    const burntMj = causes.reduce((sum, { weight, energyMj }) => sum + weight * energyMj, soldMj)
    return [{ carrier, lines, sale, causes, bottomUpMj, soldMj, burntMj }]
  })
}

function balanced({ sale, ...side }: Side): readonly BalancedCarrier[] {
  return sale && side.bottomUpMj > 0 && side.soldMj > 0 ? [{ ...side, sale }] : []
}

function oneSided({ carrier, lines, sale, bottomUpMj, soldMj }: Side): readonly OneSidedCarrier[] {
  if (bottomUpMj > 0 && soldMj > 0) return []
  const sides = [
    { side: 'bottom-up', lines, energyMj: bottomUpMj },
    { side: 'sold', lines: sale ? [sale] : [], energyMj: soldMj },
  ] as const
  const zeroAt = sale && soldMj === 0 ? { zeroAt: sale.pointer } : {}
  return sides.flatMap(({ side, lines: of, energyMj }) =>
    energyMj > 0 ? [{ carrier, side, parts: energyParts(of, 1), energyMj, ...zeroAt }] : [],
  )
}

/** Writes the energy of lines as parts of a sum. */
export function energyParts(lines: readonly EstimateLine[], weight: number): readonly WeightedProduct[] {
  return lines.flatMap(({ products }) =>
    products.flatMap(({ quantity, terms }) => (quantity === 'energy' ? [{ weight, terms }] : [])),
  )
}

/** 0 if the line has no energy. */
export const energyMjOf = ({ products }: EstimateLine): number =>
  products.reduce((sum, { quantity, value }) => sum + (quantity === 'energy' ? value : 0), 0)

/** The distance that the energy of a line follows from; undefined if the energy is stated, or no distance is known. */
export const drivenVkmOf = ({ method, products }: EstimateLine): number | undefined =>
  method === 'fuel' ? undefined : products.find(({ quantity }) => quantity === 'vehicle-distance')?.value

/** Modes that cannot be in the balance, with the carriers that their factors name. */
function withoutEnergy(onRoad: readonly EstimateLine[]): readonly UnbalancedMode[] {
  const lacking = onRoad.filter(
    ({ method, products }) =>
      method !== 'human-powered' && !products.some(({ quantity }) => quantity === 'energy'),
  )
  return [...new Set(lacking.map(({ mode }) => mode))].flatMap((mode) => {
    if (mode === undefined) return []
    const lines = lacking.filter((line) => line.mode === mode)
    const carriers = [...new Set(lines.flatMap(({ carrier }) => carrier ?? []))]
    return [{ mode, carriers, pointers: [...new Set(lines.map(({ pointer }) => pointer))] }]
  })
}
