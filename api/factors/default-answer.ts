import { type AnyRecord, type FactorSet, rankMatches, type Wanted } from '../../src/index.ts'
import type { DefaultUse } from './detail-schema.ts'
import { lookUp, wantedLike } from './look-up.ts'
import { regionName } from './region.ts'

/** Electricity is known of nearly every country, so that its regions are the countries that a set knows. */
const KNOWN_OF_ALL = 'grid-intensity'
/** A record that holds to this day is asked about for so many years at most. */
const MAX_YEARS = 40

/** What a place or a month splits is taken with others of its kind, and not by a look-up of its own. */
const FINER = ['placeKnown', 'month', 'modelYearFrom', 'modelYearTo'] as const

/**
 * Which estimates take a record where a request states nothing: of which years in its own place, and of which other
 * places in the newest of its years. Undefined for records that no look-up of their own finds.
 */
export function defaultUseOf(set: FactorSet, record: AnyRecord): DefaultUse | undefined {
  if (FINER.some((part) => part in record)) return undefined
  const gas = 'gas' in record && record.gas !== undefined ? { gas: record.gas } : {}
  const wanted = wantedLike(record, gas)
  if (!wanted) return undefined
  const year = newestYearOf(set, record)
  const isTaken = (region: string, at: number): boolean => takes(set, wanted, region, at).includes(record.id)
  const first = Math.max(record.yearFrom ?? year, year - MAX_YEARS)
  const years = isPlace(set, record.region)
    ? Array.from({ length: year - first + 1 }, (_, index) => first + index)
    : []
  return {
    year,
    years: years.filter((one) => isTaken(record.region, one)),
    ...(isPlace(set, record.region) ? ownLookUp(set, wanted, { region: record.region, year }) : {}),
    places: placesOf(set)
      .filter((region) => region !== record.region && isTaken(region, year))
      .map((region) => ({ region, regionName: regionName(set, region) })),
  }
}

function ownLookUp(set: FactorSet, wanted: Wanted, setting: { region: string; year: number }) {
  const { takes: taken, why } = lookUp(set, wanted, setting).view
  return { takes: taken, why }
}

function takes(set: FactorSet, wanted: Wanted, region: string, year: number): readonly string[] {
  const found = rankMatches(set, wanted, { region, year })
  const [first] = found
  if (!first) return []
  if (wanted.kind !== 'fleet-share') return [first.record.id]
  return found
    .filter(
      ({ record }) => record.region === first.record.region && record.yearFrom === first.record.yearFrom,
    )
    .map(({ record }) => record.id)
}

/** The newest year that a record speaks of, and no later one than that of the set. */
function newestYearOf({ content }: FactorSet, { yearFrom, yearTo }: AnyRecord): number {
  const released = Number(content.released.slice(0, 4))
  return Math.max(yearFrom ?? Number.NEGATIVE_INFINITY, Math.min(yearTo ?? released, released))
}

/** Whether a city can lie there: groups of countries and the world have none. */
const isPlace = (set: FactorSet, region: string): boolean =>
  region !== 'GLO' && set.group(region) === undefined

const placesOf = (set: FactorSet): readonly string[] =>
  [...set.listRegions(KNOWN_OF_ALL)].filter((region) => region.length === 2 && isPlace(set, region)).sort()
