import { LRUCache } from 'lru-cache'
import { type AnyRecord, type FactorSet, MODE_PROPERTIES, POWERTRAIN_PROPERTIES } from '../../src/index.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { nearestFirst } from '../request/nearest.ts'
import { recordsIn, recordsOf } from './answer.ts'
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

/** Searches of a set whose pages may be asked for next. */
const MAX_RECENT = 8
const recent = new WeakMap<FactorSet, LRUCache<string, readonly AnyRecord[]>>()

/**
 * The records of a set that fit every part of a search, in the order of the set.
 *
 * @param search as `settled` gives it
 */
export function listRecords(set: FactorSet, search: FactorSearch): readonly AnyRecord[] {
  const kept = recent.get(set) ?? new LRUCache<string, readonly AnyRecord[]>({ max: MAX_RECENT })
  recent.set(set, kept)
  const asked = JSON.stringify(search)
  const found = kept.get(asked) ?? searchRecords(set, search)
  kept.set(asked, found)
  return found
}

function searchRecords(set: FactorSet, search: FactorSearch): readonly AnyRecord[] {
  const words = wordsOf(search.q)
  const { country } = search
  const all = country === undefined ? recordsOf(set) : recordsIn(set, country)
  const found = all.filter((record) => isAbout(record, search))
  if (words.length === 0) return found
  const textsOf = searchedTexts(set)
  return found.filter((record) => holds(textsOf(record), words))
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

const holds = (texts: readonly string[], words: readonly string[]): boolean =>
  words.every((word) => texts.some((text) => text.includes(word)))

/** All texts that words are looked for in, the likeliest first. Most records share theirs: each is made once. */
function searchedTexts(set: FactorSet): (record: AnyRecord) => readonly string[] {
  const lower = memo((text: string) => text.toLowerCase())
  const sources = memo((id: string) => {
    const source = set.source(id)
    return `${source?.title ?? ''}\n${source?.publisher ?? ''}`.toLowerCase()
  })
  const regions = memo((code: string) => `${code}\n${regionName(set, code)}`.toLowerCase())
  const vehicles = memo((id: NonNullable<AnyRecord['mode']>) =>
    `${id}\n${MODE_PROPERTIES[id].title}`.toLowerCase(),
  )
  const drives = memo((id: NonNullable<AnyRecord['powertrain']>) =>
    `${id}\n${POWERTRAIN_PROPERTIES[id].title}`.toLowerCase(),
  )
  return (record) => {
    const { id, locator, note, sourceId, region, kind, mode, vehicleClass, powertrain, carrier } = record
    return [
      id,
      kind,
      regions(region),
      sources(sourceId),
      mode ? vehicles(mode) : '',
      vehicleClass ?? '',
      powertrain ? drives(powertrain) : '',
      standardOf(record) ?? '',
      carrier ?? '',
      lower(locator),
      note === undefined ? '' : lower(note),
    ]
  }
}

function memo<Key extends string>(make: (key: Key) => string): (key: Key) => string {
  const known = new Map<Key, string>()
  return (key) => {
    const found = known.get(key) ?? make(key)
    known.set(key, found)
    return found
  }
}
