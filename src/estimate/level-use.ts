import { type Found, findFactor } from '../factors/select.ts'
import { type EnergyCarrier, MODE_PROPERTIES } from '../vocabulary.ts'
import { noticeFarFromAnchor } from './anchor.ts'
import { commonError } from './common-error.ts'
import type { EstimateContext } from './context.ts'
import { statesSpeed } from './driving-speed.ts'
import type { Stated } from './input.ts'
import { classTerms, findClassIndex, speedTerms, standardTerms } from './level-index.ts'
import { standInFor } from './level-stand-in.ts'
import {
  dividedBy,
  dividedByComplement,
  type Parameter,
  type Term,
  times,
  timesComplement,
} from './parameter.ts'
import { placeTerms } from './place.ts'
import { type EnergyUse, utilityFactor } from './use.ts'
import { carriersOf, describe, type Vehicle } from './vehicle.ts'

/** A vehicle and the national mean of its powertrain, one record for each carrier. */
interface Level {
  readonly vehicle: Vehicle
  readonly carriers: readonly (readonly [EnergyCarrier, Found])[]
  /** Energy of the vehicle's fuel over that of the powertrain whose level stands in. */
  readonly likeness?: Found
}

/**
 * Energy by the national mean of a powertrain and what is stated of the vehicle and its driving:
 *
 * MJ/vkm = level(mode, powertrain, country, year) × class index × standard index × speed index × density index × cold
 * index.
 *
 * Every index is 1 at national conditions, so that a default fleet of which nothing is stated has the energy that the
 * nation's own statistics give. The cold index depends on the trips and is a term of the line.
 *
 * @param utility share of a plug-in hybrid's distance driven on grid electricity, where it is stated
 * @returns undefined in sets without levels, and where the country has none of the powertrain
 */
export function levelUses(
  context: EstimateContext,
  vehicle: Vehicle,
  utility: Stated<'share'> | undefined,
): readonly EnergyUse[] | undefined {
  const isStated = utility !== undefined || statesSpeed(context, vehicle.mode)
  const { mode, vehicleClass, powertrain, emissionStandard } = vehicle
  const key = `level|${mode}|${vehicleClass}|${powertrain}|${emissionStandard}`
  const uses = isStated
    ? usesAt(context, vehicle, utility)
    : context.recall(key, (recorder) => usesAt(recorder, vehicle, undefined))
  // Of the city, so that what is recalled for all cities of a nation does not hold it.
  return uses?.map((use): EnergyUse => {
    const place = placeTerms(context, mode, use)
    return place.length === 0 ? use : { ...use, corrections: [...(use.corrections ?? []), ...place] }
  })
}

/** The nearer of a powertrain's own level and of one like it: a neighbour's mean says less than the country's own cars. */
function levelOf(context: EstimateContext, vehicle: Vehicle): Level | undefined {
  const own = ownLevelOf(context, vehicle)
  if (own && rankOf(own) <= placesOf(context)) return own
  const like = likeLevelOf(context, vehicle)
  if (own && like) return rankOf(like) < rankOf(own) ? like : own
  return own ?? like
}

const rankOf = ({ carriers }: Level): number => carriers[0]?.[1].regionRank ?? 0

/** The last rank of the country itself: 1 for a part of one. */
const placesOf = ({ set, setting }: EstimateContext): number =>
  set.content.subnational[setting.region] === undefined ? 0 : 1

function ownLevelOf({ set, setting }: EstimateContext, vehicle: Vehicle): Level | undefined {
  const { emissionStandard: _, ...subject } = vehicle
  const carriers = carriersOf(vehicle.powertrain).flatMap((carrier) => {
    const query = {
      subject: { kind: 'energy-level', ...subject, carrier },
      ...setting,
      reach: 'world',
    } as const
    const found = findFactor(set, query)
    return found ? [[carrier, found] as const] : []
  })
  const [first] = carriers
  if (!first || carriers.length < carriersOf(vehicle.powertrain).length) return undefined
  return carriers.every(([, { record }]) => record.region === first[1].record.region)
    ? { vehicle, carriers }
    : undefined
}

/** The level of the powertrain that is most like one without a level, where the set says how the two compare. */
function likeLevelOf(context: EstimateContext, vehicle: Vehicle): Level | undefined {
  const { set, setting } = context
  const { mode, powertrain } = vehicle
  const like = standInFor(mode, powertrain)
  if (like === undefined) return undefined
  const subject = { kind: 'powertrain-index', mode, powertrain } as const
  const likeness = findFactor(set, { subject, ...setting })
  const level =
    likeness?.match.technology === 'exact' && ownLevelOf(context, { ...vehicle, powertrain: like })
  if (!likeness || !level) return undefined
  const own = carriersOf(powertrain)
  const carriers = level.carriers.map(([carrier, found], index) => [own[index] ?? carrier, found] as const)
  return { vehicle, carriers, likeness }
}

function usesAt(
  context: EstimateContext,
  vehicle: Vehicle,
  utility: Stated<'share'> | undefined,
): readonly EnergyUse[] | undefined {
  const level = levelOf(context, vehicle)
  return level?.carriers.map(([carrier, found]): EnergyUse => {
    const name = `${MODE_PROPERTIES[vehicle.mode].title}, ${describe(vehicle)}: energy level, ${carrier}`
    const intensity = levelParameter(context, name, found, vehicle)
    noticeFarFromAnchor(context, name, found)
    const speed = speedTerms(context, vehicle, carrier)
    const corrections = [
      ...seriesTerms(context, name, found),
      ...likenessTerms(context, level, carrier),
      ...(found.match.technology === 'exact' ? [] : classTerms(context, vehicle)),
      ...standardTerms(context, vehicle, carrier),
      ...speed,
      ...utilityTerms(context, vehicle, carrier, utility),
    ]
    const bySpeed = speed.length > 0 && ({ bySpeed: true } as const)
    return {
      method: 'energy',
      per: 'vkm',
      carrier,
      intensity,
      share: [],
      corrections,
      fromLevel: true,
      ...bySpeed,
    }
  })
}

/** A level of all classes is no stand-in for one of them where the index of that class acts on it. */
function levelParameter(context: EstimateContext, name: string, found: Found, vehicle: Vehicle): Parameter {
  const why = 'no energy intensity was given'
  const isOfAll = found.match.technology === 'class-average' && vehicle.vehicleClass !== 'average'
  if (!isOfAll || !findClassIndex(context, vehicle)) return context.factor(name, found, why)
  const parameter = context.companion(name, found, why, found.record.canonicalUnit, 1)
  context.noticeFit(name, { ...found, match: { ...found.match, technology: 'exact' } })
  return parameter
}

/** Brings the level that stands in for a powertrain to that powertrain; electricity is driven alike in both. */
function likenessTerms(
  context: EstimateContext,
  { vehicle, likeness }: Level,
  carrier: EnergyCarrier,
): readonly Term[] {
  if (!likeness || carrier === 'electricity') return []
  const { mode, powertrain } = vehicle
  const name = `${MODE_PROPERTIES[mode].title}, ${powertrain}: energy over that of ${standInFor(mode, powertrain)}`
  const why = 'the country has no level of this powertrain'
  context.notice(
    'factor-class-fallback',
    `${MODE_PROPERTIES[mode].title}: no national level of ${powertrain}; that of ${standInFor(mode, powertrain)} was used, with a ratio between the two.`,
  )
  return [times(context.factor(name, likeness, why))]
}

/**
 * What all years of a series do not know alike: one quantity in all estimates, so that it cancels between two years.
 * Its value is 1.
 */
function seriesTerms(context: EstimateContext, name: string, { record }: Found): readonly Term[] {
  const { series, seriesErrorShare = 0 } = record
  if (series === undefined || seriesErrorShare === 0) return []
  const error = commonError(context, record, {
    key: `series:${series}`,
    name: `${name}: what all its years do not know alike`,
    formula: '1 in the middle; the same quantity in every year',
    why: 'the years of one series share a part of their error',
  })
  return [times(error)]
}

/** Brings the energy of a plug-in hybrid on each carrier from the national share driven on electricity to a stated one. */
function utilityTerms(
  context: EstimateContext,
  vehicle: Vehicle,
  carrier: EnergyCarrier,
  utility: Stated<'share'> | undefined,
): readonly Term[] {
  if (!utility || carriersOf(vehicle.powertrain).length < 2) return []
  const national = utilityFactor(context, vehicle, undefined)
  const stated = utilityFactor(context, vehicle, utility)
  if (!stated) return []
  if (!national) {
    const title = MODE_PROPERTIES[vehicle.mode].title
    const detail = `${title}: no national share driven on electricity to compare the stated one with; it changes nothing.`
    context.notice('input-not-used', detail, { pointer: utility.pointer })
    return []
  }
  return carrier === 'electricity'
    ? [times(stated), dividedBy(national)]
    : [timesComplement(stated), dividedByComplement(national)]
}
