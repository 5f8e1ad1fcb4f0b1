import type { FactorSet } from '../factors/factor-set.ts'
import type { FactorRecord } from '../factors/record.ts'
import { findFactor, type PlaceAndYear } from '../factors/select.ts'
import type { FactorSubject } from '../factors/subject.ts'
import type { Notice } from '../issues/issue.ts'
import { SUB_SECTORS } from '../vocabulary.ts'

/** Whether two records stand in one table of a source; a city's own figure stands where the one it replaces stood. */
export function isOfOneTable({ overlay }: FactorSet, one: FactorRecord, other: FactorRecord): boolean {
  const place = (record: FactorRecord): FactorRecord => overlay?.figures.get(record.id)?.replaces ?? record
  return place(one).sourceId === place(other).sourceId && place(one).yearFrom === place(other).yearFrom
}

/** Units that tell which distance a figure is per. */
const PER = /\/([vpt]km)$/

/**
 * What to say of a city's own figure that was used: the published one in whose place it stands, and how far apart they
 * are. Undefined if the record is none of the city's own.
 */
export function ownNotice(
  set: FactorSet,
  setting: PlaceAndYear,
  name: string,
  record: FactorRecord,
): Notice | undefined {
  const figure = set.overlay?.figures.get(record.id)
  if (!set.overlay || !figure) return undefined
  const published = figure.replaces ?? nearestPublished(set.overlay.base, record, setting)
  const stated = `${name}: the city's own ${record.value} ${record.unit}`
  const detail = published
    ? `${stated} ${figure.replaces ? 'replaces' : 'takes precedence over'} ${published.id}, ${published.value} ${published.unit}${elsewhere(record, published)}${apart(record, published)}.`
    : `${stated}; the factor set has no published figure for the same subject.`
  return {
    code: 'own-factor-used',
    detail,
    pointer: figure.pointer,
    records: [record.id, ...(published ? [published.id] : [])],
  }
}

/** What the set without the overlay publishes nearest to an own figure; of a grid, only what is of the same country. */
function nearestPublished(
  base: FactorSet,
  record: FactorRecord,
  { year }: PlaceAndYear,
): FactorRecord | undefined {
  const per = PER.exec(record.canonicalUnit)?.[1] as 'vkm' | 'pkm' | 'tkm' | undefined
  const reach = record.kind.startsWith('grid-') ? 'country' : 'anywhere'
  const query = { region: record.region, year, reach, ...(per === undefined ? {} : { per }) } as const
  for (const subject of [record, ...nearSubjects(record)]) {
    const found = findFactor(base, { subject, ...query })
    if (found) return found.record
  }
  return undefined
}

/** Where nothing is published of the subject itself: a fuel by sub-sector, a grid by the other way of counting. */
function nearSubjects(record: FactorRecord): readonly FactorSubject[] {
  if (record.kind === 'fuel-factor') return SUB_SECTORS.map((subSector) => ({ ...record, subSector }))
  if (record.kind !== 'grid-intensity') return []
  if (record.gas === 'co2') return [{ ...record, gas: 'co2e' }]
  return record.gas === 'co2e' ? [{ ...record, gas: 'co2' }] : []
}

const elsewhere = (own: FactorRecord, published: FactorRecord): string =>
  own.region === published.region ? '' : ` (for ${published.region})`

function apart(own: FactorRecord, published: FactorRecord): string {
  if (own.canonicalUnit !== published.canonicalUnit || published.canonicalValue === 0) return ''
  const relative = own.canonicalValue / published.canonicalValue - 1
  // Units are converted in floating point: less than this is the same figure.
  if (Math.abs(relative) < 1e-9) return ': the same'
  const percent = Number((Math.abs(relative) * 100).toPrecision(3))
  return `: ${percent} % ${relative > 0 ? 'higher' : 'lower'}`
}

/** The own factors that an estimate had no use for, in words; undefined if it used all. */
export function unusedOwn(set: FactorSet, isUsed: (recordId: string) => boolean): Notice | undefined {
  const unused = [...(set.overlay?.figures.values() ?? [])].filter(({ record }) => !isUsed(record.id))
  const [first] = unused
  if (!first) return undefined
  const records = unused.map(({ record }) => record.id)
  const shown = unused
    .slice(0, 10)
    .map(({ record }) => [record.kind, record.mode, record.carrier].filter(Boolean).join(' of '))
  return {
    code: 'own-factor-unused',
    detail: `This estimate does not use ${unused.length} of ${set.overlay?.figures.size} own factors: ${shown.join(', ')}${unused.length > shown.length ? ', …' : ''}.`,
    pointer: first.pointer,
    records,
  }
}
