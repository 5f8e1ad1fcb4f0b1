import { type Found, findFactor, isOwnFound } from '../factors/select.ts'
import type { FactorSubject } from '../factors/subject.ts'
import type { EstimateContext } from './context.ts'
import { type GridGas, knowsGasSplit, otherGasesOf, splitGrid } from './grid-split.ts'
import { isOfOneTable } from './own.ts'
import { type Parameter, times } from './parameter.ts'

/** 1 kWh = 3.6 MJ; so g/kWh × this = kg/MJ. */
const KG_PER_MJ_OF_G_PER_KWH = 1 / 3600

/** Emissions of the electricity used, per MJ that the consumer draws. */
export interface Grid {
  /** By gas; `co2e-unsplit` where the source gives the gases together only. */
  readonly intensities: readonly GridGas[]
  /** Share of generation lost on the way; undefined where no source gives it. */
  readonly loss?: Parameter
  /** Upstream of the power station; undefined where it is not known or contained in a life-cycle intensity. */
  readonly wellToTank?: Parameter
  readonly lifeCycle: boolean
}

/**
 * The grid of the period: the caller's intensity, else the official one of the same year, else the life-cycle
 * one of the same year, else the newest earlier figure of either.
 *
 * @returns undefined if no intensity fits
 */
export function gridOf(context: EstimateContext): Grid | undefined {
  const { electricity } = context.input
  const loss = lossOf(context)
  const withLoss = loss ? { loss } : {}
  const region = electricity?.grid ?? context.country
  if (electricity?.intensity) {
    const { intensity } = electricity
    const parameter = context.stated('Electricity: emissions per kWh generated', intensity)
    const perMj = context.derived(
      'grid:stated',
      'Electricity: emissions per MJ generated',
      intensity.unit === 'g CO2/kWh' ? 'kg CO2/MJ' : 'kg CO2e/MJ',
      'g/kWh ÷ 3600',
      [parameter],
      { formula: 'times-constant', constants: { factor: KG_PER_MJ_OF_G_PER_KWH } },
    )
    const isCo2 = intensity.unit === 'g CO2/kWh'
    const beside = isCo2 && knowsGasSplit(context) ? besideOf(context, region) : undefined
    if (!isCo2) {
      const lifeCycle = isLifeCycle(context, region)
      const intensities = gasesOf(context, perMj, lifeCycle)
      if (!(lifeCycle && knowsGasSplit(context))) return { intensities, ...withLoss, lifeCycle: false }
      context.notice(
        'electricity-life-cycle',
        `Electricity: the stated CO2e is taken to cover fuel supply, as what is published for ${region} does, so well-to-tank adds none for it. State electricity.intensity in g CO2/kWh if it is of power stations alone.`,
        { pointer: intensity.pointer },
      )
      return { intensities, ...withLoss, lifeCycle }
    }
    const wellToTank = beside?.wellToTank
    return {
      intensities: withCo2(context, perMj, beside?.gases),
      ...withLoss,
      ...(wellToTank ? { wellToTank } : {}),
      lifeCycle: false,
    }
  }
  const { found, official } = documentedGrid(context, region)
  if (!found) return undefined
  const isOfficial = found === official
  const parameter = gridParameter(context, found, isOfficial ? 'CO2' : 'CO2e')
  if (!isOfficial) {
    // What a city's own figure covers is not known, as with an intensity that the request states.
    const covered = !isOwnFound(found)
    const intensities = gasesOf(context, parameter, covered)
    if (covered)
      context.notice(
        'electricity-life-cycle',
        `Electricity: ${found.record.id} also covers plant construction and fuel supply, so it is higher than the emissions of power stations in operation.`,
        { record: found.record.id },
      )
    return { intensities, ...withLoss, lifeCycle: covered }
  }
  const { gases, wellToTank } = besideOfficial(context, region, found)
  return {
    intensities: withCo2(context, parameter, gases),
    ...withLoss,
    ...(wellToTank ? { wellToTank } : {}),
    lifeCycle: false,
  }
}

/** The published grid of a region and period, and whether it is the official one. */
function documentedGrid(context: EstimateContext, region: string) {
  const official = intensityOf(context, region, 'co2')
  return { found: better(official, intensityOf(context, region, 'co2e')), official }
}

/**
 * Whether the published intensity of a region covers the life cycle of its power stations: one that is stated in CO2e is taken
 * for a figure of the same kind, so that its gases are split alike.
 */
function isLifeCycle(context: EstimateContext, region: string): boolean {
  const { found, official } = documentedGrid(context, region)
  return found !== undefined && found !== official && !isOwnFound(found)
}

/** What the official grid says besides its CO2, which a stated CO2 intensity leaves as it is. */
function besideOf(context: EstimateContext, region: string) {
  const { found, official } = documentedGrid(context, region)
  return official && found === official ? besideOfficial(context, region, official) : undefined
}

/** CH4, N2O and the emissions upstream of the power station that go with an official CO2 intensity. */
function besideOfficial(context: EstimateContext, region: string, found: Found) {
  const wellToTank = findFactor(context.set, {
    subject: { kind: 'grid-well-to-tank' },
    ...context.setting,
    reach: 'country',
  })
  const gases = (['ch4', 'n2o'] as const).flatMap((gas) => {
    const beside = intensityOf(context, region, gas)
    const belongs = isOwnFound(found)
      ? beside?.match.region === 'exact'
      : beside && isOfOneTable(context.set, found.record, beside.record)
    if (!beside || !belongs) return []
    return [{ quantity: gas, terms: [times(gridParameter(context, beside, gas.toUpperCase()))] }]
  })
  const name = 'Electricity: well-to-tank'
  const why = 'upstream of the power station'
  return {
    gases,
    wellToTank: wellToTank && context.factor(name, wellToTank, why, 'kg CO2e/MJ', KG_PER_MJ_OF_G_PER_KWH),
  }
}

function intensityOf(
  { set, year }: EstimateContext,
  region: string,
  gas: NonNullable<FactorSubject['gas']>,
): Found | undefined {
  const query = { subject: { kind: 'grid-intensity', gas }, region, year } as const
  const nearest = findFactor(set, { ...query, reach: 'group' })
  // Official figures stay at home; the world's mean stands in for a country that has none of either kind.
  return nearest ?? (gas === 'co2e' ? findFactor(set, query) : undefined)
}

/** A nearer region wins, then the smaller gap in years, then the official figure. */
function better(official: Found | undefined, lifeCycle: Found | undefined): Found | undefined {
  if (!official || !lifeCycle) return official ?? lifeCycle
  if (official.regionRank !== lifeCycle.regionRank)
    return official.regionRank < lifeCycle.regionRank ? official : lifeCycle
  return official.yearGap <= lifeCycle.yearGap ? official : lifeCycle
}

function gridParameter(context: EstimateContext, found: Found, gas: string): Parameter {
  return context.factor(
    `Electricity: ${gas} per kWh generated`,
    found,
    'no grid intensity was given',
    `kg ${gas}/MJ`,
    KG_PER_MJ_OF_G_PER_KWH,
  )
}

/** The gases of an intensity that is CO2 only: those that go with it, or the documented ones where none do. */
function withCo2(
  context: EstimateContext,
  intensity: Parameter,
  beside: readonly GridGas[] = [],
): readonly GridGas[] {
  const others = beside.length > 0 ? beside : otherGasesOf(context, intensity)
  return [{ quantity: 'co2', terms: [times(intensity)] }, ...others]
}

/** The gases of an intensity that is CO2e only: split where the set says how, otherwise together. */
function gasesOf(context: EstimateContext, intensity: Parameter, isLifeCycle: boolean): readonly GridGas[] {
  const split = splitGrid(context, intensity, isLifeCycle)
  if (split) return split
  noticeUnsplit(context)
  return [{ quantity: 'co2e-unsplit', terms: [times(intensity)] }]
}

function noticeUnsplit(context: EstimateContext): void {
  context.notice(
    'gas-split-unknown',
    'The emissions of electricity are known only as CO2e, so the figures of single gases do not include them.',
  )
}

function lossOf(context: EstimateContext): Parameter | undefined {
  const stated = context.input.electricity?.lossShare
  if (stated) return context.stated('Electricity: share of generation lost', stated)
  const found = findFactor(context.set, {
    subject: { kind: 'grid-loss' },
    ...context.setting,
    reach: 'country',
  })
  if (found) return context.factor('Electricity: share of generation lost', found, 'no loss share was given')
  context.notice(
    'grid-loss-unknown',
    `Electricity: no source gives the grid losses of ${context.country}; scope 3 leaves them out. State electricity.lossShare, such as 0.06, to include them.`,
  )
  return undefined
}
