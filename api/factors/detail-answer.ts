import {
  type AnyRecord,
  energyMjPerVkm,
  type FactorRecord,
  type FactorSet,
  intervalOf,
  type SpeedCurveRecord,
  speedInRangeKmPerH,
} from '../../src/index.ts'
import { Failure } from '../request/failure.ts'
import { nearestFirst } from '../request/nearest.ts'
import { toFactorView } from './answer.ts'
import { defaultUseOf } from './default-answer.ts'
import type { FactorDetail, OtherFigure, OtherFigures } from './detail-schema.ts'
import { regionName } from './region.ts'

/** Where curves are set side by side. */
export const COMPARED_AT_KM_PER_H = 50
const NEAREST_NAMED = 5

/**
 * The record of an id.
 *
 * @throws {Failure} `not-found` naming the nearest ids
 */
export function recordOf(set: FactorSet, id: string): AnyRecord {
  const record = set.findRecord(id)
  if (record) return record
  const nearest = nearestFirst(id, alikeOf(id.toLowerCase(), set.listIds())).slice(0, NEAREST_NAMED)
  const instead =
    nearest.length > 0
      ? `The nearest are ${nearest.join(', ')}.`
      : 'Ids begin with the kind of figure, such as grid-intensity; search the set for one.'
  throw new Failure('not-found', `Factor set ${set.content.id} has no record of this id. ${instead}`)
}

/** Fewer letters in common at the beginning are a coincidence. */
const MIN_ALIKE = 3
/** To count edits is costly: only so many ids are compared letter by letter. */
const MAX_COMPARED = 40

/**
 * Ids begin with what they are about: those that agree with a wanted one longest at the beginning, and of these the
 * longest at the end. None where no id begins alike.
 */
function alikeOf(id: string, ids: readonly string[]): readonly string[] {
  let start = id.slice(0, MIN_ALIKE)
  let alike: string[] = []
  for (const other of ids) {
    if (!other.startsWith(start)) continue
    const common = commonStart(id, other)
    if (common > start.length) {
      start = id.slice(0, common)
      alike = []
    }
    alike.push(other)
  }
  const ends = alike.map((other) => ({ other, common: commonEnd(id, other) }))
  return ends
    .sort((a, b) => b.common - a.common)
    .slice(0, MAX_COMPARED)
    .map(({ other }) => other)
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let count = 0
  while (count < most && a[count] === b[count]) count += 1
  return count
}

function commonEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let count = 0
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1
  return count
}

/** A record with its interval and with what others say of the same thing. */
export function toFactorDetail(record: AnyRecord, set: FactorSet): FactorDetail {
  const { id, digest } = set.content
  const figure = isFigure(record) ? record : undefined
  const use = defaultUseOf(set, record)
  const breaks = breaksOf(set, record)
  return {
    factorSet: id,
    digest,
    record: toFactorView(record, set),
    regionName: regionName(set, record.region),
    ...(figure ? { interval: { ...intervalOf(figure), unit: figure.canonicalUnit } } : {}),
    others: figure
      ? othersOf(set, figure)
      : record.kind === 'speed-curve'
        ? { ...NO_OTHERS, technologies: curvesBeside(set, record) }
        : NO_OTHERS,
    ...(use ? { defaultUse: use } : {}),
    ...(breaks.length > 0 ? { breaks } : {}),
  }
}

export const isFigure = (record: AnyRecord): record is FactorRecord => 'canonicalValue' in record

/** The breaks that the set declares of the series that a record is a year of. */
const breaksOf = ({ content }: FactorSet, { id }: AnyRecord) =>
  (content.breaks ?? [])
    .filter(({ series }) => id.startsWith(`${series}.`))
    .map(({ year, why }) => ({ year, why }))

const NO_OTHERS: OtherFigures = { publishers: [], years: [], regions: [], measures: [], technologies: [] }

/**
 * What a set says of the same subject besides one record: other publishers of the region and years first, then other
 * years, then for each other region the figure nearest in time, then the same thing in a measure that it cannot be
 * compared in.
 */
function othersOf(set: FactorSet, record: FactorRecord): OtherFigures {
  const view = (other: FactorRecord): OtherFigure => toOther(set, other, record)
  const isSameMeasure = (other: FactorRecord): boolean => other.canonicalUnit === record.canonicalUnit
  const beside = set.find(record, record.region).filter(({ id }) => id !== record.id)
  const here = beside.filter(isSameMeasure)
  const isRival = (other: FactorRecord): boolean =>
    other.sourceId !== record.sourceId && yearsApart(other, record) === 0
  return {
    publishers: here.filter(isRival).map(view),
    years: here.filter((other) => !isRival(other)).map(view),
    regions: regionsOf(set, record.kind)
      .filter((code) => code !== record.region)
      .flatMap((code) => {
        const there = set.find(record, code).filter(isSameMeasure)
        const [nearest] = [...there].sort((a, b) => yearsApart(a, record) - yearsApart(b, record))
        return nearest ? [{ ...view(nearest), records: there.length }] : []
      }),
    measures: [...beside.filter((other) => !isSameMeasure(other)), ...otherGas(set, record)]
      .filter((other) => yearsApart(other, record) === 0)
      .map(view),
    technologies: [],
  }
}

/** CO2 beside CO2e and the reverse: of one thing, yet not one number. */
function otherGas(set: FactorSet, record: FactorRecord): readonly FactorRecord[] {
  if (record.gas !== 'co2' && record.gas !== 'co2e') return []
  return set.find({ ...record, gas: record.gas === 'co2' ? 'co2e' : 'co2' }, record.region)
}

const regionsOf = (set: FactorSet, kind: FactorRecord['kind']): readonly string[] =>
  [...set.listRegions(kind)].sort()

/** Years between what two records speak of; 0 where they overlap or one holds for any year. */
function yearsApart(a: FactorRecord, b: FactorRecord): number {
  if (a.yearFrom === undefined || b.yearFrom === undefined) return 0
  const [aTo, bTo] = [a.yearTo ?? Number.POSITIVE_INFINITY, b.yearTo ?? Number.POSITIVE_INFINITY]
  return Math.max(0, a.yearFrom - bTo, b.yearFrom - aTo)
}

function toOther(set: FactorSet, other: FactorRecord, record: FactorRecord): OtherFigure {
  const { value, unit, canonicalValue, canonicalUnit } = other
  const { lower, upper } = intervalOf(other)
  return {
    ...described(set, other),
    value,
    unit,
    canonicalValue,
    canonicalUnit,
    lower,
    upper,
    ...(canonicalUnit === record.canonicalUnit && record.canonicalValue !== 0
      ? { relativeDifference: canonicalValue / record.canonicalValue - 1 }
      : {}),
  }
}

function described(set: FactorSet, { id, region, yearFrom, yearTo, quality, sourceId }: AnyRecord) {
  const source = set.source(sourceId)
  return {
    id,
    region,
    regionName: regionName(set, region),
    ...(yearFrom === undefined ? {} : { yearFrom }),
    ...(yearTo === undefined ? {} : { yearTo }),
    quality,
    publisher: source?.publisher ?? sourceId,
    sourceTitle: source?.title ?? sourceId,
    sourceId,
  }
}

/** The energy of a curve at a speed, inside the range that it holds for [MJ/vkm]. */
export const energyAt = (curve: SpeedCurveRecord, speedKmPerH: number): number =>
  energyMjPerVkm(curve, speedInRangeKmPerH(curve, speedKmPerH))

/** The curves of the same vehicle by other standards and technologies, at one speed. */
function curvesBeside(set: FactorSet, curve: SpeedCurveRecord): readonly OtherFigure[] {
  const own = energyAt(curve, COMPARED_AT_KM_PER_H)
  return set
    .curves(curve)
    .filter(
      (other) =>
        other.id !== curve.id &&
        other.gradientPercent === curve.gradientPercent &&
        other.loadShare === curve.loadShare,
    )
    .map((other) => {
      const value = energyAt(other, COMPARED_AT_KM_PER_H)
      const figure = { value, unit: 'MJ/vkm', canonicalValue: value, canonicalUnit: 'MJ/vkm' }
      return {
        ...described(set, other),
        ...figure,
        ...(own === 0 ? {} : { relativeDifference: value / own - 1 }),
      }
    })
}
