import { BLEND_GRADES } from '../factors/blend-grade.ts'
import { findFactor } from '../factors/select.ts'
import type { BiogenicCarrier, EnergyCarrier } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { FuelRow, Stated } from './input.ts'
import { type Parameter, type Term, times, timesComplement } from './parameter.ts'

/** The biofuel that a fuel is blended with as sold, unless a grade names another. */
const BIOFUEL_OF: Partial<Readonly<Record<EnergyCarrier, BiogenicCarrier>>> = {
  petrol: 'ethanol',
  diesel: 'biodiesel',
  cng: 'biogas',
  lng: 'biogas',
}

/**
 * Sustainable aviation fuel is of hydrotreated oils (HEFA), as hvo is. Hardly any was sold in most years, and its share is
 * not documented by country, so that only a stated one counts.
 */
const STATED_BIOFUEL_OF: Partial<Readonly<Record<EnergyCarrier, BiogenicCarrier>>> = {
  'jet-kerosene': 'hvo',
}

/** A fuel as sold: the shares of its energy that are fossil and biogenic. */
export interface Blend {
  readonly carrier: EnergyCarrier
  readonly fossil: readonly Term[]
  /** Absent where the fuel has no biogenic part, or none is known. */
  readonly biogenic?: {
    readonly carrier: BiogenicCarrier
    readonly terms: readonly Term[]
    readonly share: Parameter
  }
}

/** The biofuel that a fuel may be blended with: that of the stated grade, else the usual one. */
function biofuelOf(
  { input: { fuels } }: EstimateContext,
  carrier: EnergyCarrier,
): BiogenicCarrier | undefined {
  const stated = fuels.find((row) => row.carrier === carrier)
  if (stated?.blend !== undefined) return BLEND_GRADES[stated.blend].biofuel
  return BIOFUEL_OF[carrier] ?? (stated && STATED_BIOFUEL_OF[carrier])
}

/** What a fuel is blended with: the caller's share, else the country's, else nothing, said in a notice. */
export function blendOf(context: EstimateContext, carrier: EnergyCarrier): Blend {
  const stated = context.input.fuels.find((row) => row.carrier === carrier)
  const bio = biofuelOf(context, carrier)
  if (bio === undefined) return { carrier, fossil: [] }
  const share = energyShare(context, carrier, bio, stated)
  if (share === undefined) {
    context.notice(
      'biofuel-share-unknown',
      `${carrier}: no biofuel share for ${context.country} ${context.year}, so Cordon treats all of it as fossil.`,
    )
    return { carrier, fossil: [] }
  }
  if (share.value === 0) {
    context.actsByAbsence.add(share.key)
    return { carrier, fossil: [] }
  }
  return {
    carrier,
    fossil: [timesComplement(share)],
    biogenic: { carrier: bio, terms: [times(share)], share },
  }
}

function energyShare(
  context: EstimateContext,
  carrier: EnergyCarrier,
  bio: BiogenicCarrier,
  stated: FuelRow | undefined,
): Parameter | undefined {
  const name = `${carrier}: share of ${bio} in its energy`
  if (stated?.biofuelEnergyShare) return context.stated(name, stated.biofuelEnergyShare)
  const volumeShare = stated && volumeShareOf(stated)
  if (volumeShare) {
    noticeNominal(context, stated)
    const volume = context.stated(`${carrier}: share of ${bio} in its volume`, volumeShare)
    const bioPart = componentOf(context, bio)
    const fossilPart = componentOf(context, carrier)
    if (!bioPart || !fossilPart) {
      context.refuse({
        code: 'factor-not-found',
        pointer: stated.pointer,
        detail: `The factor set lacks a density or a heating value of ${carrier} or ${bio} that converts a share of volume to a share of energy; ${stated.blend === undefined ? 'state biofuelEnergyShare' : 'name another grade, or state biofuelEnergyShare'}.`,
      })
      return undefined
    }
    return context.derived(
      `energy-share:${carrier}`,
      name,
      'share',
      'v·ρ·NCV of the biofuel ÷ (v·ρ·NCV of the biofuel + (1 − v)·ρ·NCV of the fuel)',
      [volume, ...bioPart, ...fossilPart],
      { formula: 'energy-share-of-volume', constants: {} },
    )
  }
  const subject = { kind: 'biofuel-share', carrier } as const
  // Another continent's blending rules say nothing about this country's fuel.
  const found = findFactor(context.set, {
    subject,
    ...context.setting,
    reach: 'group',
  })
  return found && context.factor(name, found, 'no biofuel share was given')
}

/** As stated, or what a grade's label names. */
function volumeShareOf({ pointer, biofuelVolumeShare, blend }: FuelRow): Stated<'share'> | undefined {
  if (blend === undefined) return biofuelVolumeShare
  return { value: BLEND_GRADES[blend].volumeShare, unit: 'share', text: blend, pointer: `${pointer}/blend` }
}

/** A label is a definition: what was sold under it may hold less. */
function noticeNominal(context: EstimateContext, { pointer, blend }: FuelRow): void {
  if (blend === undefined) return
  const { biofuel, volumeShare, leastVolumeShare, standard } = BLEND_GRADES[blend]
  if (volumeShare === 1) return
  const percent = (share: number): string => `${Number((share * 100).toPrecision(6))} %`
  const less =
    leastVolumeShare === undefined
      ? 'the fuel sold may contain less'
      : `the rule allows as little as ${percent(leastVolumeShare)}`
  const detail = `${blend} counts as ${percent(volumeShare)} ${biofuel} by volume, the share that its label names (${standard}); ${less}.`
  context.notice('blend-nominal', detail, { pointer: `${pointer}/blend` })
}

/** Energy in a litre or a kilogram of the two parts of a blend. */
export interface BlendContents {
  readonly biofuel: BiogenicCarrier
  readonly bio: number
  readonly fossil: number
}

/** What a fuel and the biofuel that it may be blended with hold; undefined where it has none, or it is not known. */
export function blendContents(
  context: EstimateContext,
  carrier: EnergyCarrier,
  unit: 'L' | 'kg',
): BlendContents | undefined {
  const biofuel = biofuelOf(context, carrier)
  if (biofuel === undefined) return undefined
  const [bio, fossil] = [biofuel, carrier].map((part) =>
    unit === 'L'
      ? componentOf(context, part)?.reduce((content, { value }) => content * value, 1)
      : property(context, 'net-calorific-value', part)?.value,
  )
  return bio === undefined || fossil === undefined ? undefined : { biofuel, bio, fossil }
}

/** Density and heating value, in the order that the formulas take them. */
function componentOf(context: EstimateContext, carrier: EnergyCarrier): readonly Parameter[] | undefined {
  const ncv = property(context, 'net-calorific-value', carrier)
  const density = property(context, 'density', carrier)
  return ncv && density && [density, ncv]
}

function property(
  context: EstimateContext,
  kind: 'net-calorific-value' | 'density',
  carrier: EnergyCarrier,
): Parameter | undefined {
  const found = findFactor(context.set, {
    subject: { kind, carrier },
    ...context.setting,
  })
  const name = kind === 'density' ? `${carrier}: density` : `${carrier}: net calorific value`
  return found && context.factor(name, found, 'converts a quantity of fuel to energy')
}

/**
 * What turns a litre or a kilogram of a fuel as sold into energy.
 *
 * @returns no terms for a quantity that is energy already; undefined if a property is not known
 */
export function energyContent(
  context: EstimateContext,
  blend: Blend,
  unit: 'L' | 'kg' | 'MJ',
): readonly Term[] | undefined {
  if (unit === 'MJ') return []
  const { carrier, biogenic } = blend
  const ncv = property(context, 'net-calorific-value', carrier)
  if (!ncv) return undefined
  if (unit === 'kg') {
    if (!biogenic) return [times(ncv)]
    const bioNcv = property(context, 'net-calorific-value', biogenic.carrier)
    if (!bioNcv) return undefined
    const inputs = [biogenic.share, bioNcv, ncv]
    const formula = '1 ÷ (e ÷ NCV of the biofuel + (1 − e) ÷ NCV of the fuel)'
    return [
      times(
        context.derived(
          `energy-per-kg:${carrier}`,
          `${carrier} as sold: energy in a kilogram`,
          'MJ/kg',
          formula,
          inputs,
          { formula: 'blend-mj-per-kg', constants: {} },
        ),
      ),
    ]
  }
  const density = property(context, 'density', carrier)
  if (!density) return undefined
  if (!biogenic) return [times(density), times(ncv)]
  const bioPart = componentOf(context, biogenic.carrier)
  if (!bioPart) return undefined
  const inputs = [biogenic.share, ...bioPart, density, ncv]
  const formula = '1 ÷ (e ÷ (ρ·NCV of the biofuel) + (1 − e) ÷ (ρ·NCV of the fuel))'
  return [
    times(
      context.derived(
        `energy-per-l:${carrier}`,
        `${carrier} as sold: energy in a litre`,
        'MJ/L',
        formula,
        inputs,
        { formula: 'blend-mj-per-l', constants: {} },
      ),
    ),
  ]
}
