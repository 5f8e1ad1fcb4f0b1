import type { AnyRecord } from '../factors/record.ts'
import { groupBy } from '../group-by.ts'
import type { Notice, NoticeCode } from '../issues/issue.ts'
import type { EstimateContext } from './context.ts'
import { knowsGasSplit } from './grid-split.ts'

/** Where a request states what stands in for a documented figure; absent: nowhere. */
const FIELD_OF_KIND: Partial<Readonly<Record<AnyRecord['kind'], string>>> = {
  'energy-intensity': '/fleet',
  'energy-intensity-in-mode': '/fleet',
  'energy-level': '/fleet',
  'class-index': '/fleet',
  'powertrain-index': '/fleet',
  'standard-index': '/fleet',
  'standard-mixture': '/fleet',
  'fleet-share': '/fleet',
  'class-fleet-share': '/fleet',
  'utility-factor': '/fleet',
  'fuel-economy-index': '/fleet',
  'gas-curve': '/fleet',
  'density-slope': '/city/area',
  'reference-density': '/city/area',
  'setting-density': '/city/area',
  'place-spread': '/city/area',
  'direct-factor': '/factors',
  'fuel-factor': '/factors',
  'net-calorific-value': '/factors',
  density: '/factors',
  'well-to-tank': '/factors',
  'grid-well-to-tank': '/factors',
  'deadhead-share': '/factors',
  'biofuel-share': '/fuels',
  'grid-intensity': '/electricity/intensity',
  'grid-gas-share': '/electricity/intensity',
  'grid-life-cycle-share': '/electricity/intensity',
  'grid-loss': '/electricity/lossShare',
  occupancy: '/occupancy',
  load: '/loads',
  'mean-speed': '/speeds',
  'speed-curve': '/speeds',
  'mean-temperature': '/climate/meanTemperature',
  'cold-start': '/climate/meanTemperature',
  'trip-rate': '/travel/tripsPerPersonPerDay',
  'trip-share': '/travel/modes',
  'trip-length': '/travel/modes',
  'annual-distance': '/demand',
}

/** Where an input mends what a notice says that names no record, or whatever its record is. */
const FIELD_OF_CODE: Partial<Readonly<Record<NoticeCode, string>>> = {
  'own-factor-used': '/factors',
  'own-factor-unused': '/factors',
  'direct-factor-used': '/fleet',
  'electricity-embedded': '/fleet',
  'scope-not-separable': '/demand',
  'speed-clamped': '/speeds',
  'curve-frozen': '/fleet',
  'cold-start-excluded': '/climate/meanTemperature',
  'factor-class-fallback': '/fleet',
  'class-mix-assumed': '/fleet',
  'gas-split-unknown': '/electricity/intensity',
  'gas-split-assumed': '/electricity/intensity',
  'electricity-life-cycle': '/electricity/intensity',
  'grid-loss-unknown': '/electricity/lossShare',
  'biofuel-share-unknown': '/fuels',
  'well-to-tank-incomplete': '/factors',
  'shares-renormalised': '/renormaliseShares',
  'population-missing': '/city/population',
  'fuel-sales-not-used': '/fuelSales',
}

/**
 * The notices of an estimate with the place of the input that mends each, and those of one code and one cause as one with its
 * list. Sets that do not name what they do not know were released before, and answer as they did.
 */
export function gatherNotices(context: EstimateContext): readonly Notice[] {
  const { notices } = context
  if (!knowsGasSplit(context)) return notices
  return [...groupBy(notices, causeOf).values()].map((alike) => {
    const [first, ...others] = alike as [Notice, ...Notice[]]
    return others.length === 0 ? withField(context, first) : gathered(context, first, alike)
  })
}

/** Documented figures and what is said of them come again in every estimate of a country and year, so they are kept. */
const gatheredBefore = new WeakMap<Notice, { readonly alike: readonly Notice[]; readonly made: Notice }[]>()
const placedBefore = new WeakMap<Notice, Notice>()
/** Of one first notice, by the modes that are stated beside. */
const MAX_KEPT = 16

function gathered(context: EstimateContext, first: Notice, alike: readonly Notice[]): Notice {
  const before = gatheredBefore.get(first) ?? []
  const known = before.find(
    (one) => one.alike.length === alike.length && one.alike.every((notice, at) => notice === alike[at]),
  )
  if (known) return known.made
  const made = asOne(context, alike)
  gatheredBefore.set(first, [...before, { alike, made }].slice(-MAX_KEPT))
  return made
}

/** What is said after the name of a figure; a notice with a place of its own is of that place alone. */
function causeOf({ code, detail, pointer, found }: Notice): string {
  const [subject, cause] = splitOf(detail)
  return pointer === undefined && found === undefined && subject !== ''
    ? `${code}|${cause}`
    : `${code}|${pointer}|${detail}`
}

/** `Car: share of distance, diesel: no figure for 2026` → what it is of, and the rest. */
function splitOf(detail: string): readonly [subject: string, cause: string] {
  const at = detail.lastIndexOf(': ')
  return at < 0 ? ['', detail] : [detail.slice(0, at), detail.slice(at + 2)]
}

function asOne(context: EstimateContext, alike: readonly Notice[]): Notice {
  const [first] = alike as [Notice]
  const [, cause] = splitOf(first.detail)
  // A plug-in hybrid has two figures of one name.
  const subjects = [...new Set(alike.map(({ detail }) => splitOf(detail)[0]))]
  const records = [...new Set(alike.flatMap((one) => one.records ?? []))]
  const pointer = mostFrequent(alike.flatMap((one) => fieldOf(context, one) ?? []))
  return {
    code: first.code,
    detail:
      subjects.length === 1
        ? first.detail
        : `${subjects.length} figures: ${cause} They are: ${subjects.join('; ')}.`,
    ...(pointer === undefined ? {} : { pointer }),
    ...(records.length === 0 ? {} : { records }),
  }
}

function withField(context: EstimateContext, notice: Notice): Notice {
  if (notice.pointer !== undefined) return notice
  const pointer = fieldOf(context, notice)
  if (pointer === undefined) return notice
  const known = placedBefore.get(notice)
  if (known) return known
  const { code, detail, ...rest } = notice
  const made: Notice = { code, detail, pointer, ...rest }
  placedBefore.set(notice, made)
  return made
}

function fieldOf({ assumptions }: EstimateContext, { code, records }: Notice): string | undefined {
  const kind = assumptions.get(records?.[0] ?? '')?.record.kind
  return (kind && FIELD_OF_KIND[kind]) ?? FIELD_OF_CODE[code]
}

function mostFrequent(pointers: readonly string[]): string | undefined {
  const [most] = [...groupBy(pointers, (one) => one)].toSorted(([, a], [, b]) => b.length - a.length)
  return most?.[0]
}
