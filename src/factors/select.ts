import { type Mode, POWERTRAINS, type VehicleClass } from '../vocabulary.ts'
import type { FactorSet } from './factor-set.ts'
import { covers } from './own-factor.ts'
import type { AnyRecord, FactorRecord } from './record.ts'
import { type FactorSubject, SUBJECT_FIELDS } from './subject.ts'

/** The axes of a match, each from the best fit on. */
export const MATCH = {
  region: ['exact', 'country', 'country-group', 'world', 'other-region'],
  year: ['exact', 'any-year', 'earlier-year'],
  technology: ['exact', 'class-average', 'powertrain-mix', 'standard-average'],
} as const

/** How well a record fits what was asked, axis by axis. */
export type FactorMatch = { readonly [Axis in keyof typeof MATCH]: (typeof MATCH)[Axis][number] }

export interface Found<R extends AnyRecord = FactorRecord> {
  readonly record: R
  readonly match: FactorMatch
  /** 0 for the region asked for, rising as the look-up goes further afield. */
  readonly regionRank: number
  /** Years between the figure and the period; 0 for exact and timeless figures. */
  readonly yearGap: number
}

/** How far a look-up may go from the region asked for; `world` takes a mean of the world, but no other country's. */
export type Reach = 'country' | 'group' | 'world' | 'anywhere'

/** Where and when a figure is wanted. */
export interface PlaceAndYear {
  readonly region: string
  readonly year: number
}

export interface FactorQuery extends PlaceAndYear {
  readonly subject: FactorSubject
  readonly reach?: Reach
  /** Only figures per this kind of distance. */
  readonly per?: 'vkm' | 'pkm' | 'tkm'
}

/** How near the region of a record is to the one asked for. */
export function regionMatch(set: FactorSet, asked: string, found: string): FactorMatch['region'] {
  if (found === asked) return 'exact'
  if (set.content.subnational[asked] === found) return 'country'
  if (found === 'GLO') return 'world'
  const home = set.content.subnational[asked] ?? asked
  return set.group(found)?.members.includes(home) ? 'country-group' : 'other-region'
}

/** The regions that a look-up may try, nearest first. */
export function reachable(set: FactorSet, region: string, reach: Reach): readonly string[] {
  const chain = set.regionChain(region)
  if (reach === 'anywhere') return chain
  return chain.filter((code) => {
    const match = regionMatch(set, region, code)
    if (match === 'exact' || match === 'country') return true
    return match === 'country-group' ? reach !== 'country' : match === 'world' && reach === 'world'
  })
}

/** Whether a record speaks of `year` or an earlier one, per the distance asked for. A later figure is never used. */
export const isUsable = (record: FactorRecord, year: number, per: FactorQuery['per']): boolean =>
  (record.yearFrom === undefined || record.yearFrom <= year) &&
  (per === undefined || record.canonicalUnit.endsWith(per))

/** Nearer than any region: a city's own figure goes before all that is published. */
const OWN_RANK = -1

/**
 * Whether a record is a city's own of its subject and speaks of the year. One that replaces a record stands for it, unless
 * that is kept for reference and stands nowhere.
 */
function isOwn({ overlay }: FactorSet, record: FactorRecord, year: number): boolean {
  const figure = overlay?.figures.get(record.id)
  if (figure === undefined || !covers(record, year)) return false
  return figure.replaces === undefined || figure.replaces.role === 'reference'
}

/** Whether a city's own figure was found that goes before all that is published. */
export const isOwnFound = ({ regionRank }: Pick<Found, 'regionRank'>): boolean => regionRank === OWN_RANK

function yearGap(record: FactorRecord, year: number): number {
  if (record.yearFrom === undefined) return 0
  return Math.max(0, year - (record.yearTo ?? year))
}

/** A record with how well it fits what was asked. */
export function foundAs(
  set: FactorSet,
  record: FactorRecord,
  { region, year }: PlaceAndYear,
  code: string,
  regionRank: number,
  technology: FactorMatch['technology'],
): Found {
  const gap = yearGap(record, year)
  const fit = record.yearFrom === undefined ? 'any-year' : gap === 0 ? 'exact' : 'earlier-year'
  return {
    record,
    regionRank,
    yearGap: gap,
    match: { region: regionMatch(set, region, code), year: fit, technology },
  }
}

/** The technology asked for, then wider ones: any standard, the average class, the mix of powertrains. */
export function technologySteps(subject: FactorSubject): [FactorSubject, FactorMatch['technology']][] {
  const steps: [FactorSubject, FactorMatch['technology']][] = [[subject, 'exact']]
  const { emissionStandard, ...anyStandard } = subject
  if (emissionStandard !== undefined) steps.push([anyStandard, 'standard-average'])
  if (subject.vehicleClass === undefined) return steps
  if (subject.vehicleClass !== 'average')
    steps.push([{ ...anyStandard, vehicleClass: 'average' }, 'class-average'])
  // Grid electricity is never taken for part of a fuel mix, nor a fuel mix for it.
  if (subject.powertrain !== undefined && !['mixed', 'electric', 'fuel-cell'].includes(subject.powertrain)) {
    const { carrier, ...anyCarrier } = anyStandard
    steps.push([{ ...anyCarrier, powertrain: 'mixed' }, 'powertrain-mix'])
    if (subject.vehicleClass !== 'average')
      steps.push([{ ...anyCarrier, vehicleClass: 'average', powertrain: 'mixed' }, 'powertrain-mix'])
  }
  return steps
}

/**
 * The record that fits best: the nearest region first; in a region the nearest technology; of that the newest
 * figure that is not later than the year asked for.
 *
 * @returns undefined if nothing fits; never a later year's figure and never a 0 for a missing one
 */
export function findFactor(
  set: FactorSet,
  { subject, region, year, reach = 'anywhere', per }: FactorQuery,
): Found | undefined {
  // Most fields are not asked for: the shorter the key, the sooner it is found.
  let key = `f|${subject.kind}|${region}|${year}|${reach}|${per}`
  for (let at = 0; at < SUBJECT_FIELDS.length; at += 1) {
    const asked = subject[SUBJECT_FIELDS[at] as (typeof SUBJECT_FIELDS)[number]]
    if (asked !== undefined) key += `|${at}=${asked}`
  }
  return set.remember(key, () => {
    // Most questions are answered where they are asked; only the others need the steps and regions laid out.
    const here = set.overlay ? undefined : set.find(subject, region).find((one) => isUsable(one, year, per))
    if (here) return foundAs(set, here, { region, year }, region, 0, 'exact')
    const regions = reachable(set, region, reach)
    const steps = technologySteps(subject).map(
      ([wider, technology]) => [set.regionsOf(wider), technology] as const,
    )
    for (const [regionRank, code] of regions.entries()) {
      for (const [byRegion, technology] of steps) {
        const records = byRegion.get(code)
        if (records === undefined) continue
        const own = set.overlay && records.find((one) => isUsable(one, year, per) && isOwn(set, one, year))
        const record = own ?? records.find((one) => isUsable(one, year, per))
        if (record === undefined) continue
        return foundAs(set, record, { region, year }, code, own ? OWN_RANK : regionRank, technology)
      }
    }
    return undefined
  })
}

/** Every record of a mode's fleet mix in the nearest region and newest year that has one. */
export function listFleet(set: FactorSet, mode: Mode, region: string, year: number): readonly Found[] {
  return set.remember(`fleet|${mode}|${region}|${year}`, () => {
    for (const [regionRank, code] of set.regionChain(region).entries()) {
      const usable = set.fleetShares(mode, code).filter((r) => r.yearFrom === undefined || r.yearFrom <= year)
      if (usable.length === 0) continue
      const own = usable.filter((record) => isOwn(set, record, year))
      if (own.length > 0)
        return own.map((record) => foundAs(set, record, { region, year }, code, OWN_RANK, 'exact'))
      const newest = Math.max(...usable.map((record) => record.yearFrom ?? Number.NEGATIVE_INFINITY))
      return usable
        .filter((record) => (record.yearFrom ?? Number.NEGATIVE_INFINITY) === newest)
        .map((record) => foundAs(set, record, { region, year }, code, regionRank, 'exact'))
    }
    return []
  })
}

/**
 * The mix of one class of a mode, where it is published as near as that of the whole mode.
 *
 * @returns none where the mix of the whole mode stands for the class too
 */
export function listClassFleet(
  set: FactorSet,
  mode: Mode,
  vehicleClass: VehicleClass,
  { region, year }: PlaceAndYear,
): readonly Found[] {
  return set.remember(`class-fleet|${mode}|${vehicleClass}|${region}|${year}`, () => {
    for (const [regionRank, code] of set.regionChain(region).entries()) {
      const here = POWERTRAINS.flatMap((powertrain) => {
        const subject = { kind: 'class-fleet-share', mode, vehicleClass, powertrain } as const
        const record = set.find(subject, code).find((one) => isUsable(one, year, undefined))
        return record ? [foundAs(set, record, { region, year }, code, regionRank, 'exact')] : []
      })
      // A powertrain that the newest year does not have is no longer there.
      const newest = Math.max(...here.map(({ record }) => record.yearFrom ?? Number.NEGATIVE_INFINITY))
      if (here.length > 0)
        return here.filter(({ record }) => (record.yearFrom ?? Number.NEGATIVE_INFINITY) === newest)
      if (set.fleetShares(mode, code).some((one) => isUsable(one, year, undefined))) return []
    }
    return []
  })
}
