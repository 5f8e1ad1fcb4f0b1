import type { AnyRecord, FactorSet } from '../../src/index.ts'
import { yearsOf } from './answer.ts'
import { isLookUp, lookUpsOf } from './look-up.ts'
import { regionName } from './region.ts'
import type { FactorSearch } from './schema.ts'
import { listRecords } from './search.ts'

const NAMED = 12

/**
 * Why no record fits a search: the years or regions that there are instead, or the part of the search without which
 * something would fit; and what an estimate takes there.
 *
 * @param search as `settled` gives it; one that fits nothing
 */
export function whyNoRecord(set: FactorSet, search: FactorSearch): string {
  const why = otherYears(set, search) ?? otherRegions(set, search) ?? otherParts(set, search)
  return [why, ...instead(set, search)].join(' ')
}

/** What there is of the same thing in other years. */
function otherYears(set: FactorSet, search: FactorSearch): string | undefined {
  const { year, country, ...rest } = search
  if (year === undefined) return undefined
  const found = listRecords(set, { ...rest, ...(country === undefined ? {} : { country }) })
  if (found.length === 0) return undefined
  const place = country === undefined ? '' : ` for ${nameWithCode(set, country)}`
  const publisherOf = ({ sourceId }: AnyRecord): string =>
    (set.source(sourceId)?.publisher ?? sourceId).replaceAll(';', ',')
  const publishers = [...new Set(found.map(publisherOf))]
  const spans = publishers.map(
    (publisher) => `${publisher} has ${spansOf(found.filter((record) => publisherOf(record) === publisher))}`,
  )
  const isEarly = found.every(({ yearFrom = Number.NEGATIVE_INFINITY }) => yearFrom > year)
  const law = isEarly ? " A later year's figure is never used for an earlier one." : ''
  return `No figure${place} of ${year}: ${listed(spans, '; ')}.${law}`
}

/** The years of records, neighbouring years as one span. */
function spansOf(records: readonly AnyRecord[]): string {
  const spans: { from: number; to: number }[] = []
  const dated = records.flatMap(({ yearFrom, yearTo }) =>
    yearFrom === undefined ? [] : [{ from: yearFrom, to: yearTo ?? Number.POSITIVE_INFINITY }],
  )
  for (const { from, to } of dated.sort((a, b) => a.from - b.from)) {
    const last = spans.at(-1)
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to)
    else spans.push({ from, to })
  }
  return listed(
    spans.map(({ from, to }) => yearsOf({ yearFrom: from, ...(Number.isFinite(to) ? { yearTo: to } : {}) })),
    ', ',
  )
}

/** Where else there is the same thing, in the same year if one is asked for. */
function otherRegions(set: FactorSet, { country, ...rest }: FactorSearch): string | undefined {
  if (country === undefined) return undefined
  const { year: _, ...anyYear } = rest
  const inYear = listRecords(set, rest)
  const found = inYear.length > 0 ? inYear : listRecords(set, anyYear)
  if (found.length === 0) return undefined
  const regions = [...new Set(found.map(({ region }) => region))].sort()
  const when = inYear.length > 0 || rest.year === undefined ? '' : ' in other years'
  return `Set ${set.content.id} has no such figure for ${nameWithCode(set, country)}; it has${when} for ${listed(regions, ', ')}.`
}

/** The parts of a search without each of which something would fit. */
function otherParts(set: FactorSet, search: FactorSearch): string {
  const parts = Object.keys(search) as (keyof FactorSearch)[]
  const freed = parts.flatMap((part) => {
    const { [part]: asked, ...rest } = search
    const count = asked === undefined ? 0 : listRecords(set, rest as FactorSearch).length
    return count > 0 ? [`without ${part}=${asked} there are ${count}`] : []
  })
  const none = `Set ${set.content.id} has no record that fits all filters`
  return freed.length > 0 ? `${none}; ${listed(freed, '; ')}.` : `${none}, nor of any part less.`
}

/** What an estimate of the country and year takes, where the search says enough to tell. */
function instead(set: FactorSet, search: FactorSearch): readonly string[] {
  const { q, source, quality, ...rest } = search
  // Of a mode alone there may be hundreds of figures; only a kind makes a sentence.
  if (search.kind === undefined || !isLookUp(rest)) return []
  const lookUps = lookUpsOf(set, rest)
  const [only] = lookUps
  if (only === undefined || lookUps.length > 1) return []
  const { takes, why } = only.view
  return takes.length === 0
    ? [`An estimate finds none: ${why}`]
    : [`An estimate takes ${listed(takes, ', ')}. ${why}`]
}

function nameWithCode(set: FactorSet, code: string): string {
  const name = regionName(set, code)
  return name.includes(code) ? name : `${name} (${code})`
}

function listed(words: readonly string[], between: string): string {
  const rest = words.length - NAMED
  return words.slice(0, NAMED).join(between) + (rest > 0 ? `${between}and ${rest} more` : '')
}
