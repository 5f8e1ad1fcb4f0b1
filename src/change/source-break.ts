import type { Assumption } from '../estimate/context.ts'
import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateInput } from '../estimate/input.ts'
import { isOwnRecord } from '../factors/own-factor.ts'
import type { AnyRecord, DeclaredBreak } from '../factors/record.ts'
import type { Notice } from '../issues/issue.ts'
import { MODE_PROPERTIES, MODES, type Mode } from '../vocabulary.ts'

/** The estimate of a year, with its place in the request. */
export interface YearEstimate {
  readonly year: number
  readonly pointer?: string
  readonly estimate: Pick<Estimate, 'assumptions' | 'byMode' | 'input'>
}

/** A step between two years of a mode that its figures make, and no traffic. */
export interface SourceBreak {
  readonly mode: Mode
  readonly before: number
  readonly after: number
  readonly pointer?: string
  /** What the figures of a vehicle are from, such as `emep-2023 (euro-4)`. */
  readonly from: string
  readonly to: string
  /** Emissions per distance [g CO2e per km of the unit]. */
  readonly gBefore: number
  readonly gAfter: number
  readonly unit: 'vkm' | 'pkm' | 'tkm'
  /** What the set itself says of the step. */
  readonly why?: string
}

/** Figures that say what a vehicle uses or emits. */
const OF_VEHICLES: ReadonlySet<AnyRecord['kind']> = new Set([
  'direct-factor',
  'energy-intensity',
  'energy-intensity-in-mode',
  'energy-level',
  'speed-curve',
])
/** A smaller step may be one of fleets, blends and grids. */
const LARGEST_STEP = 0.03
const G_PER_KG = 1000

/**
 * The steps of a series that come from a change of source, edition or assumed standard between two neighbouring years,
 * and those that the set declares.
 *
 * @param years in order, each estimated with the same set
 */
export function sourceBreaks(
  years: readonly YearEstimate[],
  declared: readonly DeclaredBreak[] = [],
): readonly SourceBreak[] {
  return years.flatMap((after, index) => {
    const before = years[index - 1]
    return before ? MODES.flatMap((mode) => breakOf(mode, before, after, declared) ?? []) : []
  })
}

function breakOf(
  mode: Mode,
  before: YearEstimate,
  after: YearEstimate,
  declared: readonly DeclaredBreak[],
): SourceBreak | undefined {
  const [was, is] = [before, after].map(({ estimate }) => perDistance(mode, estimate))
  if (!was || !is || was.unit !== is.unit || Math.abs(is.g / was.g - 1) <= LARGEST_STEP) return undefined
  // Whoever states other vehicles has changed them.
  if (statedOf(mode, before.estimate) !== statedOf(mode, after.estimate)) return undefined
  const [from, to] = [before, after].map(({ estimate }) => vehiclesOf(mode, estimate.assumptions))
  if (!from || !to) return undefined
  const why = declared.find(
    ({ series, year }) => year > before.year && year <= after.year && to.series.has(series),
  )?.why
  if (from.text === to.text && why === undefined) return undefined
  return {
    mode,
    before: before.year,
    after: after.year,
    ...(after.pointer === undefined ? {} : { pointer: after.pointer }),
    from: from.text,
    to: to.text,
    gBefore: was.g,
    gAfter: is.g,
    unit: was.unit,
    ...(why === undefined ? {} : { why }),
  }
}

/** Undefined if the mode emits nothing, or over no known distance. */
function perDistance(
  mode: Mode,
  { byMode }: YearEstimate['estimate'],
): { readonly g: number; readonly unit: SourceBreak['unit'] } | undefined {
  const sums = byMode.get(mode)
  if (!sums || !(sums.co2eKg > 0)) return undefined
  const of = (distance: number | undefined, unit: SourceBreak['unit']) =>
    distance ? { g: (sums.co2eKg * G_PER_KG) / distance, unit } : undefined
  return (
    of(sums.vehicleDistanceVkm, 'vkm') ??
    of(sums.passengerDistancePkm, 'pkm') ??
    of(sums.tonneDistanceTkm, 'tkm')
  )
}

/** The sources of the figures of a mode's vehicles, with the standards that they are of. */
function vehiclesOf(mode: Mode, assumptions: readonly Assumption[]) {
  const records = assumptions
    .map(({ record }) => record)
    .filter((record) => OF_VEHICLES.has(record.kind) && 'mode' in record && record.mode === mode)
  if (records.length === 0) return undefined
  const standards = new Map<string, Set<string>>()
  for (const record of records) {
    const known = standards.get(record.sourceId) ?? new Set<string>()
    standards.set(record.sourceId, known)
    if ('emissionStandard' in record && record.emissionStandard) known.add(record.emissionStandard)
  }
  const text = [...standards]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([source, some]) => (some.size > 0 ? `${source} (${[...some].sort().join(', ')})` : source))
    .join(', ')
  return {
    text,
    series: new Set(
      records.flatMap((record) => ('series' in record && record.series ? [record.series] : [])),
    ),
  }
}

/** What the caller says of the vehicles of a mode, own factors included, as one text. */
const statedOf = (mode: Mode, { assumptions, input }: YearEstimate['estimate']): string =>
  `${ownOf(mode, assumptions)}${statedInRows(mode, input)}`

const ownOf = (mode: Mode, assumptions: readonly Assumption[]): string =>
  JSON.stringify(
    assumptions.flatMap(({ record }) =>
      'mode' in record && record.mode === mode && 'canonicalValue' in record && isOwnRecord(record)
        ? [[record.kind, record.powertrain, record.gas, record.canonicalValue, record.canonicalUnit]]
        : [],
    ),
  )

const statedInRows = (mode: Mode, { fleet, demand, occupancy, loads, speeds }: EstimateInput): string =>
  JSON.stringify(
    [
      fleet,
      demand.map(({ mode: of, vehicleClass, powertrain, emissionStandard, energyIntensity }) => ({
        mode: of,
        vehicleClass,
        powertrain,
        emissionStandard,
        energyIntensity,
      })),
      occupancy,
      loads,
      speeds,
    ].map((rows) => rows.filter((row) => row.mode === mode)),
    (name, value: unknown) => (name === 'pointer' || name === 'text' ? undefined : value),
  )

/** Says that a step is none of traffic. */
export function sourceBreakNotice(found: SourceBreak): Notice {
  const { mode, before, after, pointer, from, to, gBefore, gAfter, unit, why } = found
  const percent = Math.round((gAfter / gBefore - 1) * 100)
  const size = `${Math.round(gBefore)} to ${Math.round(gAfter)} g CO2e/${unit} (${percent > 0 ? '+' : ''}${percent} %)`
  const cause =
    why === undefined
      ? `the factor set changes what it takes for a vehicle, from ${from} to ${to}`
      : `the factor set declares a break: ${why}`
  return {
    code: 'series-break',
    detail: `${MODE_PROPERTIES[mode].title}, ${before} to ${after}: ${size}. This is no change of traffic: ${cause}. Compare these years by a set with spliced series (restate them with the newest), or state energyIntensity for both.`,
    ...(pointer === undefined ? {} : { pointer }),
  }
}
