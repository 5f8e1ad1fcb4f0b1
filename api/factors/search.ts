import { type AnyRecord, type FactorSet, MODE_PROPERTIES, POWERTRAIN_PROPERTIES } from '../../src/index.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { nearestFirst } from '../request/nearest.ts'
import { recordsOf } from './answer.ts'
import { readRegion, regionName } from './region.ts'
import type { FactorSearch } from './schema.ts'

/**
 * A search with its country as a region's code and its source known to the set.
 *
 * @throws {Failure} naming the nearest countries and sources
 */
export function settle(set: FactorSet, search: FactorSearch): FactorSearch {
  const faults: Fault[] = []
  const { country: typed, source } = search
  const region = typed === undefined ? undefined : readRegion(set, typed)
  if (typeof region === 'object') faults.push(region)
  if (source !== undefined && set.source(source) === undefined)
    faults.push({
      code: 'invalid-field',
      parameter: 'source',
      detail: 'Not a source of the set.',
      candidates: nearestFirst(
        source,
        set.content.sources.map(({ id }) => id),
      ),
    })
  if (faults.length > 0) throw refusal(faults)
  return typeof region === 'string' ? { ...search, country: region } : search
}

/**
 * The records of a set that fit every part of a search, in the order of the set.
 *
 * @param search as `settled` gives it
 */
export function listRecords(set: FactorSet, search: FactorSearch): readonly AnyRecord[] {
  const words = wordsOf(search.q)
  return recordsOf(set).filter(
    (record) => isAbout(record, search) && (words.length === 0 || holds(textOf(record, set), words)),
  )
}

/** Whether a record speaks of all that a search asks besides its words. */
function isAbout(record: AnyRecord, search: FactorSearch): boolean {
  return (
    agrees(search.kind, record.kind) &&
    agrees(search.mode, record.mode) &&
    agrees(search.class, record.vehicleClass) &&
    agrees(search.powertrain, record.powertrain) &&
    agrees(search.emissionStandard, standardOf(record)) &&
    agrees(search.carrier, record.carrier) &&
    agrees(search.gas, gasOf(record)) &&
    agrees(search.country, record.region) &&
    agrees(search.source, record.sourceId) &&
    agrees(search.quality, record.quality) &&
    (search.year === undefined || speaksOf(record, search.year))
  )
}

export const gasOf = (record: AnyRecord) => ('gas' in record ? record.gas : undefined)

const standardOf = (record: AnyRecord) => ('emissionStandard' in record ? record.emissionStandard : undefined)

const agrees = (asked: string | undefined, found: string | undefined): boolean =>
  asked === undefined || asked === found

const speaksOf = ({ yearFrom = 0, yearTo = Number.POSITIVE_INFINITY }: AnyRecord, year: number): boolean =>
  yearFrom <= year && year <= yearTo

const wordsOf = (text = ''): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')

const holds = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word))

/** All that words are looked for in. */
function textOf(record: AnyRecord, set: FactorSet): string {
  const { id, locator, note = '', sourceId, region, mode, vehicleClass, powertrain, carrier } = record
  const source = set.source(sourceId)
  const parts = [
    id,
    locator,
    note,
    source?.title,
    source?.publisher,
    region,
    regionName(set, region),
    record.kind,
    mode,
    mode && MODE_PROPERTIES[mode].title,
    vehicleClass,
    powertrain,
    powertrain && POWERTRAIN_PROPERTIES[powertrain].title,
    standardOf(record),
    carrier,
  ]
  return parts.join('\n').toLowerCase()
}
