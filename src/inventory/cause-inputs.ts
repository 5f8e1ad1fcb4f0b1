import type { EstimateContext } from '../estimate/context.ts'
import { blendContents, blendOf, energyContent } from '../estimate/fuel.ts'
import { recompute } from '../estimate/line.ts'
import type { Term } from '../estimate/parameter.ts'
import { energyShareAtContent } from '../kernel/blend.ts'
import { type BalancedCarrier, drivenVkmOf, energyMjOf } from './energy-balance.ts'
import { sidesOf } from './fuel-gap.ts'

/** The figures that give the size of a cause. */
export interface CauseInputs extends Pick<BalancedCarrier, 'carrier' | 'soldMj' | 'burntMj' | 'bottomUpMj'> {
  readonly gapMj: number
  /** The energy that follows from a stated distance, and that distance. */
  readonly drivenMj: number
  readonly drivenVkm: number
  readonly mjPerL: number | undefined
  /** A text says why no blend closes the gap. */
  readonly blend: BlendNeeded | string
}

/** The blend that would close the gap. Shares outside [0, 1] are impossible. */
export interface BlendNeeded {
  readonly biofuel: string
  readonly energyShare: number
  /** Undefined if the density is unknown. */
  readonly volumeShare: number | undefined
}

export function causeInputsOf(carrier: BalancedCarrier, context: EstimateContext): CauseInputs {
  const { lines, burntMj, bottomUpMj, soldMj } = carrier
  const driven = lines.filter((line) => (drivenVkmOf(line) ?? 0) > 0)
  return {
    carrier: carrier.carrier,
    soldMj,
    burntMj,
    bottomUpMj,
    gapMj: burntMj - bottomUpMj,
    drivenMj: driven.reduce((sum, line) => sum + energyMjOf(line), 0),
    drivenVkm: driven.reduce((sum, line) => sum + (drivenVkmOf(line) ?? 0), 0),
    mjPerL: mjPerLOf(carrier, context),
    blend: blendNeeded(carrier, context),
  }
}

function mjPerLOf({ carrier }: BalancedCarrier, context: EstimateContext): number | undefined {
  const terms = energyContent(context, blendOf(context, carrier), 'L')
  return terms && recompute(terms)
}

/** The units of parameters that turn litres or kilograms into energy. */
const CONTENT_UNITS: ReadonlySet<string> = new Set(['kg/L', 'MJ/kg', 'MJ/L'])

const contentTerms = (terms: readonly Term[]): readonly Term[] =>
  terms.filter(({ parameter }) => CONTENT_UNITS.has(parameter.unit))

/** The parameters that turned a quantity into energy tell the unit in which it was stated. */
function statedUnit(terms: readonly Term[]): 'L' | 'kg' | 'MJ' {
  const content = contentTerms(terms)
  if (content.some(({ parameter: { unit } }) => unit !== 'MJ/kg')) return 'L'
  return content.length > 0 ? 'kg' : 'MJ'
}

/**
 * The blend at which both sides are equal. A blend changes the energy of litres and kilograms, but not energy that is
 * stated as energy.
 */
function blendNeeded(carrier: BalancedCarrier, context: EstimateContext): BlendNeeded | string {
  const { bottomUp, burnt } = sidesOf(carrier)
  const gapMj = { L: 0, kg: 0, MJ: 0 }
  let content = 1
  for (const [side, parts] of [[-1, bottomUp] as const, [1, burnt] as const])
    for (const { weight, terms } of parts) {
      const unit = statedUnit(terms)
      gapMj[unit] += side * weight * recompute(terms)
      if (unit !== 'MJ') content = recompute(contentTerms(terms))
    }
  const inUnit = (['L', 'kg'] as const).filter((unit) => Math.abs(gapMj[unit]) > 1e-9 * carrier.bottomUpMj)
  const [unit, second] = inUnit
  if (unit === undefined)
    return 'The blend changes neither side: energy is stated directly, or both sides have the same number of litres.'
  if (second !== undefined)
    return 'The two sides mix litres and kilograms. State both in litres, or both in kilograms.'
  const contents = blendContents(context, carrier.carrier, unit)
  if (!contents)
    return `${carrier.carrier} is not sold as a blend, or the energy content of its parts is not known.`
  const { biofuel, bio, fossil } = contents
  const needed = (-gapMj.MJ / gapMj[unit]) * content
  if (!(needed > 0)) return 'No energy content of a litre or kilogram would close the gap.'
  const energyShare = energyShareAtContent({ blend: needed, bio, fossil })
  const litre = blendContents(context, carrier.carrier, 'L')
  return { biofuel, energyShare, volumeShare: litre && volumeShareOf(energyShare, litre) }
}

const volumeShareOf = (energyShare: number, { bio, fossil }: { bio: number; fossil: number }): number =>
  energyShare / bio / (energyShare / bio + (1 - energyShare) / fossil)
