import {
  type AnyRecord,
  type FactorSet,
  type Found,
  fitNotices,
  type PlaceAndYear,
  POWERTRAIN_PROPERTIES,
  rankMatches,
  subjectText,
  type Wanted,
  whyNothingFits,
} from '../../src/index.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { nearestFirst } from '../request/nearest.ts'
import { recordsOf, recordsOfKind, yearsOf } from './answer.ts'
import { regionName } from './region.ts'
import type { FactorSearch, LookUpView } from './schema.ts'
import { gasOf } from './search.ts'

/** A question with more figures than this is not one that a reader can follow. */
const MAX_LOOK_UPS = 200
const NEAREST_NAMED = 12

/** A figure that an estimate looks for, with the records that could stand for it, best first. */
export interface LookUp {
  readonly view: LookUpView
  readonly found: readonly Found<AnyRecord>[]
}

/** Whether a search says enough to tell what an estimate would get. */
export const isLookUp = ({ country, year, kind, mode }: FactorSearch): boolean =>
  country !== undefined && year !== undefined && (kind !== undefined || mode !== undefined)

/**
 * What an estimate would get for every figure that a search speaks of.
 *
 * @param search as `settled` gives it
 * @throws {Failure} if it says too little, or more than a look-up knows
 */
export function lookUpsOf(set: FactorSet, search: FactorSearch): readonly LookUp[] {
  const faults: Fault[] = []
  const fault = (parameter: string, detail: string): void => {
    faults.push({ code: 'invalid-field', parameter, detail })
  }
  const { country, year } = search
  if (country === undefined) fault('country', 'A look-up needs a country.')
  if (year === undefined) fault('year', 'A look-up needs a year.')
  if (search.kind === undefined && search.mode === undefined)
    fault('kind', 'A look-up needs a kind or a mode.')
  for (const part of ['q', 'source', 'quality'] as const)
    if (search[part] !== undefined) fault(part, 'An estimate does not choose by this; leave it out.')
  const wanted = faults.length === 0 ? wantedOf(set, search) : []
  if (wanted.length > MAX_LOOK_UPS)
    fault(
      'match',
      `${wanted.length} figures are asked for and ${MAX_LOOK_UPS} are looked up at most: name kind, class or powertrain.`,
    )
  if (faults.length > 0 || country === undefined || year === undefined) throw refusal(faults)
  return wanted.map((one) => lookUp(set, one, { region: country, year }))
}

/**
 * The figures that a search speaks of: those of the set's subjects that fit, with what the search states in their
 * place. So a class that no source names is looked up too and falls back as it would in an estimate.
 */
function wantedOf(set: FactorSet, search: FactorSearch): readonly Wanted[] {
  const wanted = new Map<string, Wanted>()
  const { kind } = search
  for (const record of kind === undefined ? recordsOf(set) : recordsOfKind(set, kind)) {
    const { mode } = record
    if (search.mode !== undefined && mode !== search.mode) continue
    if (search.gas !== undefined && gasOf(record) !== search.gas) continue
    const one = wantedLike(record, search)
    if (one) wanted.set(JSON.stringify(one), one)
  }
  return [...wanted.values()]
}

const TWO_DISTANCES: ReadonlySet<string> = new Set(['energy-intensity', 'direct-factor'])

/** The figure that a record answers, with what a search states in its place; undefined for records that are not looked up by themselves. */
export function wantedLike(record: AnyRecord, search: FactorSearch): Wanted | undefined {
  const { kind, mode } = record
  // These two are chosen with the energy curve of a vehicle, not by a look-up of their own.
  if (kind === 'gas-curve' || kind === 'cold-start') return undefined
  if (kind === 'fleet-share') return mode === undefined ? undefined : { kind, mode }
  if (kind === 'grid-intensity') return { kind, ...(search.gas === undefined ? {} : { gas: search.gas }) }
  const figure = 'canonicalUnit' in record ? record : undefined
  const vehicleClass = record.vehicleClass && (search.class ?? record.vehicleClass)
  const powertrain = record.powertrain && (search.powertrain ?? record.powertrain)
  const emissionStandard = search.emissionStandard
  const carrier = kind === 'direct-factor' ? undefined : record.carrier
  if (carrier !== undefined && search.carrier !== undefined && carrier !== search.carrier) return undefined
  if (mode !== undefined && carrier !== undefined && powertrain !== undefined && !takes(powertrain, carrier))
    return undefined
  const per = TWO_DISTANCES.has(kind) && figure ? figure.canonicalUnit.slice(-3) : undefined
  return {
    kind,
    ...(mode === undefined ? {} : { mode }),
    ...(vehicleClass === undefined ? {} : { vehicleClass }),
    ...(powertrain === undefined ? {} : { powertrain }),
    ...(emissionStandard === undefined || mode === undefined ? {} : { emissionStandard }),
    ...(carrier === undefined ? {} : { carrier }),
    ...(figure?.gas === undefined ? {} : { gas: figure.gas }),
    ...(figure?.subSector === undefined ? {} : { subSector: figure.subSector }),
    ...(figure?.gwpSet === undefined || kind !== 'gwp' ? {} : { gwpSet: figure.gwpSet }),
    ...(per === 'vkm' || per === 'pkm' || per === 'tkm' ? { per } : {}),
  }
}

/** Whether a powertrain is supplied with a carrier; a mix may be with any. */
function takes(powertrain: keyof typeof POWERTRAIN_PROPERTIES, carrier: string): boolean {
  const { fuel, electric } = POWERTRAIN_PROPERTIES[powertrain]
  return powertrain === 'mixed' || fuel === carrier || (electric && carrier === 'electricity')
}

/** What an estimate of a place and year would get for one figure. */
export function lookUp(set: FactorSet, wanted: Wanted, setting: PlaceAndYear): LookUp {
  const found = rankMatches(set, wanted, setting)
  const [first] = found
  if (!first) {
    const { detail, subjects } = whyNothingFits(set, wanted, setting)
    const nearest = nearestFirst(subjectText(wanted), subjects).slice(0, NEAREST_NAMED)
    const view = { subject: { ...wanted }, takes: [], why: detail, notices: [], fitting: 0 }
    return { view: nearest.length > 0 ? { ...view, nearest: [...nearest] } : view, found }
  }
  const { record, match } = first
  const beside = wanted.kind === 'fleet-share' ? found.filter((one) => isTakenWith(one, first)) : [first]
  const notices = fitNotices(set, setting, wanted.kind, first)
  return {
    view: {
      subject: { ...wanted },
      takes: beside.map((one) => one.record.id),
      match,
      why: whyTaken(set, record, match, setting),
      notices: notices.map(({ code, detail }) => ({ code, detail })),
      fitting: found.length,
    },
    found,
  }
}

/** The shares of one fleet are of one region and begin in one year. */
const isTakenWith = (one: Found<AnyRecord>, first: Found<AnyRecord>): boolean =>
  one.record.region === first.record.region && one.record.yearFrom === first.record.yearFrom

const TECHNOLOGY = {
  exact: '',
  'standard-average': ', of another emission standard than asked',
  'class-average': ', the average of all classes',
  'powertrain-mix': ', the mix of all powertrains',
} as const

/** Why a record comes first, in one sentence. */
function whyTaken(
  set: FactorSet,
  record: AnyRecord,
  match: Found<AnyRecord>['match'],
  { region, year }: PlaceAndYear,
): string {
  const asked = regionName(set, region)
  const where =
    match.region === 'exact'
      ? `It is the figure of ${asked}`
      : `It is the figure of ${regionName(set, record.region)}, the nearest to ${asked} that there is`
  const when = {
    exact: `, of ${year} itself`,
    'any-year': ', good for any year',
    'earlier-year': `, the newest up to ${year}: ${yearsOf(record)}`,
  }[match.year]
  return `${where}${when}${TECHNOLOGY[match.technology]}.`
}
