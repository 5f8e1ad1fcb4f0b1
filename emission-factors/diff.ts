import {
  type AnyRecord,
  type FactorRecord,
  type FactorSetContent,
  type GasCurveRecord,
  groupBy,
  hotPerVkm,
  type SpeedCurveRecord,
  speedInRangeKmPerH,
  statedParts,
} from '../src/index.ts'

/**
 * What became of a record: its figure changed; only what is said of the figure changed (source, locator, quality,
 * note …); one side only has it.
 */
export const RECORD_CHANGES = ['changed', 'removed', 'added', 'provenance'] as const
export type RecordChange = (typeof RECORD_CHANGES)[number]

/** The two figures of a change in one unit. */
export interface FigureChange {
  readonly before: number
  readonly after: number
  readonly unit: string
  /** after ÷ before − 1; undefined from 0, which is no share of. */
  readonly relativeChange: number | undefined
  /** Of speed curves: the speed at which the two are furthest apart; of gas curves: 50 km/h. */
  readonly speedKmPerH?: number
}

/** One difference between two sets. */
export interface RecordDifference {
  readonly change: RecordChange
  readonly before?: AnyRecord
  readonly after?: AnyRecord
  /**
   * Undefined where one side is missing, the units are of different things, as L/vkm and MJ/vkm, or no one figure
   * speaks for the record, as for the terms of a cold start.
   */
  readonly figure?: FigureChange
  readonly changedFields: readonly string[]
}

/** How two sets differ. */
export interface FactorSetDiff {
  /** Changed figures first, the largest relative change before all; then removed, added, and provenance alone. */
  readonly differences: readonly RecordDifference[]
  /** Records that stand in both sets alike. */
  readonly same: readonly AnyRecord[]
}

/** Figures closer to one another than this share are the same figure, written in another unit. */
const ROUNDING = 1e-12

/** What a record is about besides its kind and the subject of a figure. */
export const RECORD_AXES = ['technology', 'drivingSituation', 'gradientPercent', 'loadShare'] as const

/** Numbers that are no figures. */
const ABOUT_NUMBERS: ReadonlySet<string> = new Set([...RECORD_AXES, 'yearFrom', 'yearTo', 'tier'])

/**
 * Compares two sets record by record. Records are matched by id, then by what they are about: the same subject,
 * region and first year from another edition of a source is one record that changed.
 */
export function diffFactorSets(before: FactorSetContent, after: FactorSetContent): FactorSetDiff {
  const differences: RecordDifference[] = []
  const same: AnyRecord[] = []
  const compare = (a: AnyRecord, b: AnyRecord): void => {
    const found = difference(a, b)
    if (found) differences.push(found)
    else same.push(b)
  }
  const unmatched = new Map(recordsOf(after).map((record) => [record.id, record]))
  const unmatchedBefore: AnyRecord[] = []
  for (const record of recordsOf(before)) {
    const other = unmatched.get(record.id)
    unmatched.delete(record.id)
    if (other) compare(record, other)
    else unmatchedBefore.push(record)
  }
  // First what the same publisher says of the same thing, then what stands in its place.
  const publishers = new Map(
    [...before.sources, ...after.sources].map(({ id, publisher }) => [id, publisher]),
  )
  const publishedAbout = (record: AnyRecord): string =>
    `${aboutOf(record)}|${publishers.get(record.sourceId) ?? record.sourceId}`
  let left = unmatchedBefore
  for (const nameOf of [publishedAbout, aboutOf]) {
    const candidates = groupBy([...unmatched.values()], nameOf)
    left = left.filter((record) => {
      const other = candidates.get(nameOf(record))?.shift()
      if (!other) return true
      unmatched.delete(other.id)
      compare(record, other)
      return false
    })
  }
  for (const record of left) differences.push({ change: 'removed', before: record, changedFields: [] })
  for (const record of unmatched.values())
    differences.push({ change: 'added', after: record, changedFields: [] })
  return { differences: differences.sort(largestFirst), same }
}

/** Every record of a set, whatever its file. */
const recordsOf = (content: FactorSetContent): readonly AnyRecord[] => [
  ...content.records,
  ...content.curves,
  ...(content.gasCurves ?? []),
  ...(content.coldStarts ?? []),
]

const isFigure = (record: AnyRecord): record is FactorRecord => 'canonicalValue' in record

/** One text for what a record is about: two records with the same text speak of the same thing. */
function aboutOf(record: AnyRecord): string {
  const axes = RECORD_AXES.map((axis) => (record as unknown as Fields)[axis])
  const per = isFigure(record) ? record.canonicalUnit.split('/').at(-1) : ''
  return [record.kind, ...statedParts(record), ...axes, record.region, record.yearFrom, per].join('|')
}

/** How two records of one thing differ; undefined if they do not. */
function difference(before: AnyRecord, after: AnyRecord): RecordDifference | undefined {
  const changedFields = differingFields(before, after)
  if (changedFields.length === 0) return undefined
  const figure = figureChange(before, after)
  return {
    change: figureDiffers(before, after, figure, changedFields) ? 'changed' : 'provenance',
    before,
    after,
    ...(figure ? { figure } : {}),
    changedFields,
  }
}

function figureDiffers(
  before: AnyRecord,
  after: AnyRecord,
  figure: FigureChange | undefined,
  changedFields: readonly string[],
): boolean {
  if (isFigure(before) && isFigure(after))
    return !figure || !isNear(figure.before, figure.after) || boundsDiffer(before, after)
  return changedFields.some((field) => {
    const value = (before as unknown as Fields)[field] ?? (after as unknown as Fields)[field]
    return typeof value === 'number' && !ABOUT_NUMBERS.has(field)
  })
}

type Fields = Readonly<Record<string, unknown>>

function differingFields(before: AnyRecord, after: AnyRecord): readonly string[] {
  const a = before as unknown as Fields
  const b = after as unknown as Fields
  const fields = Object.keys(a).filter((field) => a[field] !== b[field])
  for (const field of Object.keys(b)) if (!(field in a) && b[field] !== undefined) fields.push(field)
  return fields
}

function figureChange(before: AnyRecord, after: AnyRecord): FigureChange | undefined {
  if (isFigure(before) && isFigure(after)) {
    const { canonicalValue, canonicalUnit } = after
    if (before.canonicalUnit !== canonicalUnit) return undefined
    const figures = { before: before.canonicalValue, after: canonicalValue, unit: canonicalUnit }
    return { ...figures, relativeChange: relativeChange(figures.before, figures.after) }
  }
  if (before.kind === 'speed-curve' && after.kind === 'speed-curve') return curveChange(before, after)
  if (before.kind === 'gas-curve' && after.kind === 'gas-curve') return gasCurveChange(before, after)
  return undefined
}

/** Two curves where they are furthest apart, of every whole 5 km/h and the ends of the range of either. */
function curveChange(before: SpeedCurveRecord, after: SpeedCurveRecord): FigureChange {
  const from = Math.min(before.minSpeedKmPerH, after.minSpeedKmPerH)
  const to = Math.max(before.maxSpeedKmPerH, after.maxSpeedKmPerH)
  const speeds = [from, to]
  for (let speed = Math.ceil(from / 5) * 5; speed < to; speed += 5) speeds.push(speed)
  const changes = speeds.map((speedKmPerH) => {
    const a = hotPerVkm(before, speedInRangeKmPerH(before, speedKmPerH))
    const b = hotPerVkm(after, speedInRangeKmPerH(after, speedKmPerH))
    return { before: a, after: b, unit: 'MJ/vkm', relativeChange: relativeChange(a, b), speedKmPerH }
  })
  return changes.reduce((widest, one) => (sizeOf(one) > sizeOf(widest) ? one : widest))
}

/** Gas curves have no printed range; a mean speed of traffic stands for it. */
function gasCurveChange(before: GasCurveRecord, after: GasCurveRecord): FigureChange {
  const speedKmPerH = 50
  const figures = { before: hotPerVkm(before, speedKmPerH), after: hotPerVkm(after, speedKmPerH) }
  const unit = `g ${after.gas.toUpperCase()}/vkm`
  return { ...figures, unit, relativeChange: relativeChange(figures.before, figures.after), speedKmPerH }
}

/** Bounds are compared as shares of their value, so that another unit changes nothing. */
function boundsDiffer(before: FactorRecord, after: FactorRecord): boolean {
  const apart = (a: number | undefined, b: number | undefined): boolean =>
    a === undefined || b === undefined ? a !== b : !isNear(a * after.value, b * before.value)
  return apart(before.lower, after.lower) || apart(before.upper, after.upper)
}

const isNear = (a: number, b: number): boolean =>
  Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b))

function relativeChange(before: number, after: number): number | undefined {
  if (before === after) return 0
  return before === 0 ? undefined : (after - before) / before
}

/** A change from nothing is larger than any share. */
const sizeOf = ({ relativeChange: share }: { readonly relativeChange: number | undefined }): number =>
  share === undefined ? Number.POSITIVE_INFINITY : Math.abs(share)

function largestFirst(a: RecordDifference, b: RecordDifference): number {
  if (a.change !== b.change) return RECORD_CHANGES.indexOf(a.change) - RECORD_CHANGES.indexOf(b.change)
  const [sizeA, sizeB] = [a, b].map(({ figure }) => (figure ? sizeOf(figure) : Number.POSITIVE_INFINITY))
  return sizeA === sizeB ? 0 : (sizeB ?? 0) - (sizeA ?? 0)
}
