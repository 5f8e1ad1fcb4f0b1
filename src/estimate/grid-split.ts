import { type Found, findFactor } from '../factors/select.ts'
import type { EstimateContext } from './context.ts'
import type { LineQuantity } from './line.ts'
import { dividedBy, type Parameter, type Term, times, timesComplement } from './parameter.ts'
import { potentialOf } from './potential.ts'

/**
 * Whether the set says how electricity splits into gases, so that it knows what it does not know of a gas. Sets that do not were
 * released before, and answer as they did.
 */
export const knowsGasSplit = ({ set }: Pick<EstimateContext, 'set'>): boolean =>
  set.find({ kind: 'grid-gas-share', gas: 'co2' }, 'GLO').length > 0

/**
 * Whether the set says how much CH4 and N2O come with the CO2 of electricity, so that CO2e is whole where a source gives CO2
 * alone, and null where no source gives a gas of something else. Sets that do not were released before, and answer as they did.
 */
export const knowsOtherGases = ({ set }: Pick<EstimateContext, 'set'>): boolean =>
  set.find({ kind: 'grid-gas-share', gas: 'n2o' }, 'GLO').length > 0

/** A gas of electricity, as terms that multiply the energy drawn. */
export interface GridGas {
  readonly quantity: Extract<LineQuantity, 'co2' | 'ch4' | 'n2o' | 'co2e-unsplit'>
  readonly terms: readonly Term[]
}

/**
 * Splits an intensity that its source gives as CO2e only by documented shares, so that CO2 + CH4 × GWP + N2O × GWP is
 * the CO2e that was published, under every set of potentials.
 *
 * @param intensity [kg CO2e/MJ]
 * @returns undefined if the set has no such shares
 */
export function splitGrid(
  context: EstimateContext,
  intensity: Parameter,
  isLifeCycle: boolean,
): readonly GridGas[] | undefined {
  const kind = isLifeCycle ? 'grid-life-cycle-share' : 'grid-gas-share'
  const [co2, ch4] = [shareOf(context, kind, 'co2'), shareOf(context, kind, 'ch4')]
  if (!co2 || !ch4) return undefined
  const [ofCh4, ofN2o] = [potentialOf(context, 'ch4'), potentialOf(context, 'n2o')]
  if (!ofCh4 || !ofN2o) return undefined
  const why = 'the source gives the gases of electricity as CO2e only'
  const whole = context.companion('Electricity: share of CO2 in CO2e', co2, why, 'share', 1)
  const rest = context.companion('Electricity: share of CH4 in the other gases', ch4, why, 'share', 1)
  noticeSplit(context, co2, isLifeCycle)
  const others = [times(intensity), timesComplement(whole)]
  return [
    { quantity: 'co2', terms: [times(intensity), times(whole)] },
    { quantity: 'ch4', terms: [...others, times(rest), dividedBy(ofCh4)] },
    { quantity: 'n2o', terms: [...others, timesComplement(rest), dividedBy(ofN2o)] },
  ]
}

/**
 * CH4 and N2O of an intensity that its source gives as CO2 only, by the documented shares of power stations: CO2 is the share
 * w of CO2e, so the others are CO2 × (1 − w) ÷ w.
 *
 * @param intensity [kg CO2/MJ]
 * @returns none if the set has no such shares
 */
export function otherGasesOf(context: EstimateContext, intensity: Parameter): readonly GridGas[] {
  const [co2, n2o] = [shareOf(context, 'grid-gas-share', 'co2'), shareOf(context, 'grid-gas-share', 'n2o')]
  const [ofCh4, ofN2o] = [potentialOf(context, 'ch4'), potentialOf(context, 'n2o')]
  if (!co2 || !n2o || !ofCh4 || !ofN2o) return []
  const why = 'the source gives CO2 of electricity only'
  const whole = context.companion('Electricity: share of CO2 in CO2e at power stations', co2, why, 'share', 1)
  const nitrous = context.companion('Electricity: share of N2O in the other gases', n2o, why, 'share', 1)
  const percent = Math.round((1 / co2.record.canonicalValue - 1) * 1000) / 10
  context.notice(
    'gas-split-assumed',
    `Electricity: the source gives CO2 only. Cordon adds ${percent} % of it for CH4 and N2O at power stations. State electricity.intensity in g CO2e/kWh to replace this.`,
    { pointer: '/electricity/intensity', record: co2.record.id },
  )
  const others = [times(intensity), timesComplement(whole), dividedBy(whole)]
  return [
    { quantity: 'ch4', terms: [...others, timesComplement(nitrous), dividedBy(ofCh4)] },
    { quantity: 'n2o', terms: [...others, times(nitrous), dividedBy(ofN2o)] },
  ]
}

const shareOf = (
  { set, setting }: EstimateContext,
  kind: 'grid-gas-share' | 'grid-life-cycle-share',
  gas: 'co2' | 'ch4' | 'n2o',
): Found | undefined => findFactor(set, { subject: { kind, gas }, ...setting })

function noticeSplit(context: EstimateContext, { record }: Found, isLifeCycle: boolean): void {
  const percent = Math.round(record.canonicalValue * 1000) / 10
  const from = isLifeCycle
    ? 'with the supply of fuels, of which no source splits the gases, so the share is wide'
    : 'at power stations'
  context.notice(
    'gas-split-assumed',
    `Electricity: the source gives CO2e only. Cordon takes ${percent} % of it for CO2, ${from}; the CO2e stays as published.`,
    { record: record.id },
  )
}
