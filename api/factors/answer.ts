import { type AnyRecord, type FactorSet, groupBy, intervalOf } from '../../src/index.ts'
import type { FactorSetView, FactorView } from './schema.ts'

/** A factor set in short. */
export function toFactorSetView({ content, extent }: FactorSet, newest: boolean): FactorSetView {
  const { id, digest, released, supersedes, sources } = content
  const { records, speedCurves, regions } = extent()
  return {
    id,
    digest,
    released,
    ...(supersedes === undefined ? {} : { supersedes }),
    newest,
    records,
    speedCurves,
    sources: sources.length,
    regions: [...regions].sort(),
  }
}

/** A record as published, with its source in place of the source's id. */
export function toFactorView(record: AnyRecord, set: FactorSet): FactorView {
  const { sourceId, ...published } = record
  const source = set.source(sourceId)
  if (!source) throw new Error(`Record ${record.id} names no source of its set.`)
  return { ...published, source }
}

/** A record as a list gives it: with its interval, where it has one. */
export function toListedFactor(record: AnyRecord, set: FactorSet): FactorView {
  const view = toFactorView(record, set)
  if (!('canonicalValue' in record && 'canonicalValue' in view)) return view
  return { ...view, interval: { ...intervalOf(record), unit: record.canonicalUnit } }
}

const gathered = new WeakMap<FactorSet['content'], readonly AnyRecord[]>()

/** Every record of a set, in its order: figures before curves. */
export function recordsOf({ content }: FactorSet): readonly AnyRecord[] {
  const known = gathered.get(content)
  if (known) return known
  const { records, curves, gasCurves = [], coldStarts = [] } = content
  const all = [...records, ...curves, ...gasCurves, ...coldStarts]
  gathered.set(content, all)
  return all
}

/** Records of a set by one of their facts, in its order; gathered once. */
function gatheredBy(factOf: (record: AnyRecord) => string) {
  const known = new WeakMap<FactorSet['content'], ReadonlyMap<string, readonly AnyRecord[]>>()
  return (set: FactorSet, fact: string): readonly AnyRecord[] => {
    const groups = known.get(set.content) ?? groupBy(recordsOf(set), factOf)
    known.set(set.content, groups)
    return groups.get(fact) ?? []
  }
}

/** The records of a region. */
export const recordsIn = gatheredBy(({ region }) => region)

/** The records of a kind. */
export const recordsOfKind = gatheredBy(({ kind }) => kind)

/** The years that a record speaks of: `2019`, `2000–2010`, `2019–`, or `any`. */
export function yearsOf({
  yearFrom,
  yearTo,
}: {
  readonly yearFrom?: number | undefined
  readonly yearTo?: number | undefined
}): string {
  if (yearFrom === undefined) return 'any'
  return yearTo === yearFrom ? String(yearFrom) : `${yearFrom}–${yearTo ?? ''}`
}
