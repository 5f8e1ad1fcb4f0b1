import { MODE_PROPERTIES } from '../vocabulary.ts'
import type { FactorSet } from './factor-set.ts'
import type { AnyRecord, SpeedCurveRecord } from './record.ts'
import {
  type FactorQuery,
  type Found,
  foundAs,
  isUsable,
  type PlaceAndYear,
  type Reach,
  reachable,
  technologySteps,
} from './select.ts'
import { type CurveQuery, curveAs, curvesOf } from './select-curve.ts'
import type { FactorKind, FactorSubject } from './subject.ts'

/** A figure that an estimate may look for. */
export interface Wanted extends Omit<FactorSubject, 'kind'> {
  readonly kind: FactorKind | SpeedCurveRecord['kind']
  /** Only figures per this kind of distance. */
  readonly per?: 'vkm' | 'pkm' | 'tkm'
}

/** How far estimates go for a kind; kinds that are not listed go anywhere. */
const REACH: Partial<Readonly<Record<FactorKind, Reach>>> = {
  'biofuel-share': 'group',
  'energy-level': 'world',
  'class-index': 'group',
  'standard-mixture': 'group',
  'mean-temperature': 'group',
  'trip-rate': 'group',
  'trip-share': 'group',
  'trip-length': 'group',
  'annual-distance': 'group',
  'grid-loss': 'country',
  'grid-well-to-tank': 'country',
}

/** How far an estimate goes from its country for a figure. */
export function reachOf({ kind, gas }: Wanted): Reach {
  if (kind === 'speed-curve') return 'anywhere'
  // Official figures of a grid stay at home; the life-cycle mean of the world may stand in.
  if (kind === 'grid-intensity') return gas === 'co2e' || gas === undefined ? 'anywhere' : 'group'
  return REACH[kind] ?? 'anywhere'
}

/**
 * Every record that could stand for a figure at a place and time, in the order in which an estimate would take
 * them: the nearest region first, in a region the nearest technology, of that the newest year. Figures of later years
 * are not among them. Of a grid whose gas is left open the official and the life-cycle figures are ranked together.
 * For released sets: a city's own factors, which go before all of these, are not ranked.
 *
 * @returns nothing where nothing fits; see `whyNothingFits`
 */
export function rankMatches(
  set: FactorSet,
  wanted: Wanted,
  setting: PlaceAndYear,
): readonly Found<AnyRecord>[] {
  const { kind, per, ...about } = wanted
  if (kind === 'speed-curve') return rankCurves(set, about, setting)
  if (kind === 'fleet-share') return rankFleets(set, about.mode, setting)
  if (kind === 'grid-intensity' && about.gas === undefined) return rankGrids(set, setting)
  const query = { ...setting, reach: reachOf(wanted), ...(per === undefined ? {} : { per }) }
  return unique(
    [about, ...looserSubjects(wanted)].flatMap((subject) =>
      candidatesFor(set, { ...query, subject: { ...subject, kind } }),
    ),
  )
}

/** What an estimate asks for next: engines of any sub-sector; the one powertrain of a mode, unnamed. */
function looserSubjects({ kind, per: _, ...about }: Wanted): readonly Omit<FactorSubject, 'kind'>[] {
  const { subSector, powertrain, ...rest } = about
  if (kind === 'fuel-factor' && subSector !== undefined) return [{ ...rest, powertrain }]
  const only = about.mode && MODE_PROPERTIES[about.mode].onlyPowertrain
  return kind === 'direct-factor' && only !== undefined && only === powertrain ? [{ ...rest, subSector }] : []
}

/**
 * Every record that could stand for a subject; the first is what `findFactor` gives for the same query.
 */
export function candidatesFor(
  set: FactorSet,
  { subject, region, year, reach = 'anywhere', per }: FactorQuery,
): readonly Found[] {
  const steps = technologySteps(subject)
  const candidates = reachable(set, region, reach).flatMap((code, regionRank) =>
    steps.flatMap(([wider, technology]) =>
      set
        .find(wider, code)
        .filter((record) => isUsable(record, year, per))
        .map((record) => foundAs(set, record, { region, year }, code, regionRank, technology)),
    ),
  )
  return unique(candidates)
}

/** Curves of the standard asked for, then the others, the newest standard first; as `findCurve` takes them. */
function rankCurves(
  set: FactorSet,
  { mode, vehicleClass, powertrain, carrier, emissionStandard }: Omit<FactorSubject, 'kind'>,
  { region }: PlaceAndYear,
): readonly Found<SpeedCurveRecord>[] {
  if (!mode || !vehicleClass || !powertrain || !carrier) return []
  const query: CurveQuery = { mode, vehicleClass, powertrain, carrier, emissionStandard, region }
  const curves = curvesOf(set, query)
  return set.regionChain(region).flatMap((code, regionRank) => {
    const here = curves.filter((curve) => curve.region === code)
    const exact = here.filter((curve) => curve.emissionStandard === emissionStandard)
    const others = here.filter((curve) => curve.emissionStandard !== emissionStandard).reverse()
    return [...exact, ...others].map((curve) => curveAs(set, curve, query, regionRank))
  })
}

/** Every share of a fleet; the shares of one region and year are taken together, as `findFleet` takes them. */
function rankFleets(set: FactorSet, mode: FactorSubject['mode'], setting: PlaceAndYear): readonly Found[] {
  if (!mode) return []
  return set.regionChain(setting.region).flatMap((code, regionRank) =>
    set
      .fleetShares(mode, code)
      .filter((record) => isUsable(record, setting.year, undefined))
      .map((record) => foundAs(set, record, setting, code, regionRank, 'exact'))
      .sort((a, b) => (b.record.yearFrom ?? -Infinity) - (a.record.yearFrom ?? -Infinity) || 0),
  )
}

/** Official and life-cycle figures of a grid: the nearer region, then the smaller gap in years, then the official one. */
function rankGrids(set: FactorSet, setting: PlaceAndYear): readonly Found[] {
  const of = (gas: 'co2' | 'co2e'): readonly Found[] => {
    const subject = { kind: 'grid-intensity', gas } as const
    return candidatesFor(set, { subject, ...setting, reach: reachOf(subject) })
  }
  return [...of('co2'), ...of('co2e')].sort((a, b) => a.regionRank - b.regionRank || a.yearGap - b.yearGap)
}

function unique(candidates: readonly Found[]): readonly Found[] {
  const seen = new Set<string>()
  return candidates.filter(({ record: { id } }) => !seen.has(id) && seen.add(id))
}
