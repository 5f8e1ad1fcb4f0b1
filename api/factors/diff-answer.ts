import {
  diffFactorSets,
  type FactorSetDiff,
  type RECORD_CHANGES,
  type RecordDifference,
} from '../../emission-factors/diff.ts'
import { type AnyRecord, defined, type FactorSet, groupBy, pickDefined } from '../../src/index.ts'
import {
  DIFFERENCE_FIELDS,
  type DiffSearch,
  type FactorSetDiffView,
  type RecordDifferenceView,
  type RecordReference,
} from './diff-schema.ts'
import { type UnitEffects, unitEffectsOf } from './unit-effects.ts'

/** Pairs of sets that are kept. A difference holds every record of both, some 30 MB, and there are as many as pairs. */
const MAX_KEPT_PAIRS = 3

interface KnownDiff {
  readonly before: FactorSet
  readonly after: FactorSet
  readonly diff: FactorSetDiff
}

/** Differences of pairs of sets, the last asked for first: released sets never change, so theirs do not either. */
let known: readonly KnownDiff[] = []

/** The part of a diff that was asked for, with its counts; not yet cut into pages. */
export type DiffPart = Pick<
  FactorSetDiffView,
  'before' | 'after' | 'counts' | 'byKind' | 'bySource' | 'unitEffects'
> & {
  readonly items: readonly DiffItem[]
}

/** One difference of a hundred thousand: what a page shows of it is made for that page. */
export interface DiffItem {
  readonly id: string
  readonly change: RecordDifference['change']
  view(): RecordDifferenceView
}

/** How two sets differ, as far as a search asks; the largest changes first. */
export function toDiffView(before: FactorSet, after: FactorSet, search: DiffSearch): DiffPart {
  const { differences, same } = diffOf(before, after)
  const found = differences.filter((one) => fits(search, one))
  const kindOf = (one: RecordDifference): string => recordOf(one).kind
  return {
    before: referenceTo(before),
    after: referenceTo(after),
    counts: { ...countsOf(found), same: same.filter((record) => isAbout(search, record)).length },
    byKind: [...groupBy(found, kindOf)]
      .map(([, some]) => ({ kind: recordOf(firstOf(some)).kind, ...countsOf(some) }))
      .sort((a, b) => (a.kind < b.kind ? -1 : 1)),
    bySource: [...groupBy(found, (one) => `${one.before?.sourceId} ${one.after?.sourceId}`)].map(
      ([, some]) => {
        const { before: was, after: is } = firstOf(some)
        return { before: was?.sourceId ?? null, after: is?.sourceId ?? null, ...countsOf(some) }
      },
    ),
    unitEffects: toUnitEffects(unitEffectsBetween(before, after, search)),
    items: found.map((one) => ({
      id: recordOf(one).id,
      change: one.change,
      view: () => toDifference(one, before, after),
    })),
  }
}

/** By mode and country that were asked for, of pairs of sets. */
const knownEffects = new WeakMap<FactorSet, Map<string, UnitEffects>>()

function unitEffectsBetween(before: FactorSet, after: FactorSet, { mode, country }: DiffSearch): UnitEffects {
  const ofBefore = knownEffects.get(before) ?? new Map<string, UnitEffects>()
  knownEffects.set(before, ofBefore)
  const key = [after.content.digest, mode, country].join('|')
  const effects = ofBefore.get(key) ?? unitEffectsOf(before, after, { mode, country })
  ofBefore.set(key, effects)
  return effects
}

const toUnitEffects = ({ year, items, lacking }: UnitEffects): FactorSetDiffView['unitEffects'] => ({
  year,
  items: items.map((one) => ({ ...one })),
  lacking: lacking.map(({ factorSet, modes }) => ({ factorSet, modes: [...modes] })),
})

function diffOf(before: FactorSet, after: FactorSet): FactorSetDiff {
  const found = known.find((one) => one.before === before && one.after === after)
  const asked = found ?? { before, after, diff: diffFactorSets(before.content, after.content) }
  known = [asked, ...known.filter((one) => one !== asked)].slice(0, MAX_KEPT_PAIRS)
  return asked.diff
}

function referenceTo({ content: { id, digest, released } }: FactorSet): FactorSetDiffView['before'] {
  return { id, digest, released }
}

/** The record that names a difference: that of the later set where it has one. */
function recordOf({ before, after }: RecordDifference): AnyRecord {
  const record = after ?? before
  if (!record) throw new Error('A difference has a record on one side at least.')
  return record
}

const fits = (search: DiffSearch, one: RecordDifference): boolean =>
  (search.change === undefined || search.change === one.change) && isAbout(search, recordOf(one))

const isAbout = ({ kind, mode, country }: DiffSearch, record: AnyRecord): boolean =>
  (kind === undefined || kind === record.kind) &&
  (mode === undefined || mode === record.mode) &&
  (country === undefined || country === record.region)

function countsOf(differences: readonly RecordDifference[]) {
  const counts = { changed: 0, removed: 0, added: 0, provenance: 0 }
  for (const { change } of differences) counts[change] += 1
  return counts satisfies Record<(typeof RECORD_CHANGES)[number], number>
}

function firstOf(differences: readonly RecordDifference[]): RecordDifference {
  const [first] = differences
  if (!first) throw new Error('A group has a difference at least.')
  return first
}

function toDifference(one: RecordDifference, before: FactorSet, after: FactorSet): RecordDifferenceView {
  const { change, figure, changedFields } = one
  const record = recordOf(one)
  const { relativeChange, ...canonical } = figure ?? {}
  return {
    id: record.id,
    change,
    kind: record.kind,
    ...pickDefined(record as Partial<RecordDifferenceView>, DIFFERENCE_FIELDS),
    region: record.region,
    yearFrom: record.yearFrom ?? null,
    before: one.before ? toRecordReference(one.before, before) : null,
    after: one.after ? toRecordReference(one.after, after) : null,
    canonical: figure ? (canonical as NonNullable<RecordDifferenceView['canonical']>) : null,
    relativeChange: relativeChange ?? null,
    changedFields: [...changedFields],
  }
}

/** A record of a set with its source in short. */
export function toRecordReference(record: AnyRecord, set: FactorSet): RecordReference {
  const { id, region, yearFrom, yearTo, quality, verification, sourceId, locator, note } = record
  const published =
    'canonicalValue' in record
      ? { value: record.value, unit: record.unit, ...defined({ lower: record.lower, upper: record.upper }) }
      : { value: null, unit: record.kind === 'speed-curve' ? 'MJ/vkm' : null }
  return {
    id,
    ...published,
    region,
    yearFrom: yearFrom ?? null,
    yearTo: yearTo ?? null,
    quality,
    verification,
    sourceId,
    source: set.source(sourceId)?.title ?? sourceId,
    locator,
    ...defined({ note }),
  }
}
