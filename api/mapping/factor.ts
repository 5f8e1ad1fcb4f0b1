import type { AnyRecord, FactorSet } from '../../src/index.ts'
import type { FactorSearch, FactorSetView, FactorView } from '../schemas/factor.ts'

/** A factor set in short. */
export function toFactorSetView({ content }: FactorSet, newest: boolean): FactorSetView {
  const { id, digest, released, supersedes, records, curves, sources } = content
  return {
    id,
    digest,
    released,
    ...(supersedes === undefined ? {} : { supersedes }),
    newest,
    records: records.length,
    speedCurves: curves.length,
    sources: sources.length,
    regions: [...new Set([...records, ...curves].map(({ region }) => region))].sort(),
  }
}

/** A record as published, with its source in place of the source's id. */
export function toFactorView(record: AnyRecord, set: FactorSet): FactorView {
  const { sourceId, ...published } = record
  const source = set.source(sourceId)
  if (!source) throw new Error(`Record ${record.id} names no source of its set.`)
  return { ...published, source }
}

/** The records of a set that fit every part of a search, in the order of the set; figures before speed curves. */
export function findRecords(
  set: FactorSet,
  search: Omit<FactorSearch, 'limit' | 'after'>,
): readonly AnyRecord[] {
  const wanted = search.q?.toLowerCase()
  return [...set.content.records, ...set.content.curves].filter(
    (record) =>
      agrees(search.kind, record.kind) &&
      agrees(search.mode, record.mode) &&
      agrees(search.class, record.vehicleClass) &&
      agrees(search.powertrain, record.powertrain) &&
      agrees(search.carrier, record.carrier) &&
      agrees(search.country, record.region) &&
      (search.year === undefined || speaksOf(record, search.year)) &&
      (wanted === undefined || textOf(record, set).includes(wanted)),
  )
}

const agrees = (asked: string | undefined, found: string | undefined): boolean =>
  asked === undefined || asked === found

const speaksOf = ({ yearFrom = 0, yearTo = Number.POSITIVE_INFINITY }: AnyRecord, year: number): boolean =>
  yearFrom <= year && year <= yearTo

const textOf = ({ id, locator, note = '', sourceId }: AnyRecord, set: FactorSet): string =>
  `${id}\n${locator}\n${note}\n${set.source(sourceId)?.title ?? ''}`.toLowerCase()
