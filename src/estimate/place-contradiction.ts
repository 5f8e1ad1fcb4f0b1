import { MODE_PROPERTIES } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import { ROAD_FIELDS, ROAD_KINDS, type RoadKind, roadSpeedOf, roadsOf, WORDS } from './driving-speed.ts'
import type { RoadsRow } from './input.ts'

const CODE = 'place-statements-disagree'
/** The marks of the degree of urbanisation: an urban centre, and towns and suburbs [persons/km²]. */
const CITY_PER_KM2 = 1500
const TOWN_PER_KM2 = 300
/** Convention: less of a city's distance on urban roads than this, or more of the country's, is unusual. */
const LEAST_URBAN_OF_CITY = 0.2
const MOST_URBAN_OF_COUNTRY = 0.8
const URBAN: readonly RoadKind[] = ['dense-urban', 'urban', 'suburban-town']

/**
 * Says where speed, roads, kind of place and density do not agree, and which of them was used: of a mode a stated speed,
 * else its roads, else the density, else the kind of place.
 */
export function noticePlaceContradictions(context: EstimateContext): void {
  for (const { mode, meanSpeed } of context.input.speeds) {
    const title = MODE_PROPERTIES[mode].title
    const roads = roadsOf(context, mode)
    if (roads) {
      const detail = `${title}: a mean speed is stated, which says more than a mix of roads; the roads do not change its energy.`
      context.notice('input-not-used', detail, { pointer: roads.pointer })
    }
    const { setting } = context.input.city
    const shares = roads ? sharesOf(roads) : setting ? new Map([[setting as RoadKind, 1]]) : undefined
    const usual = shares && usualSpeeds(context, mode, shares)
    if (!usual || (meanSpeed.value >= usual.least && meanSpeed.value <= usual.most)) continue
    const where = roads ? 'the stated roads' : WORDS[setting as RoadKind]
    const detail = `${title}: ${meanSpeed.value} km/h is stated, and on ${where} the mean is about ${Math.round(usual.least)} to ${Math.round(usual.most)} km/h; the stated speed was used.`
    context.notice(CODE, detail, { pointer: meanSpeed.pointer })
  }
  for (const row of context.input.roads ?? []) noticeRoadsOfPlace(context, row)
}

type Shares = ReadonlyMap<RoadKind, number>

const sharesOf = (row: RoadsRow): Shares =>
  new Map(
    ROAD_KINDS.map((kind) => [kind, row[ROAD_FIELDS[kind]]?.value ?? 0] as const).filter(
      ([, share]) => share > 0,
    ),
  )

/** The mean speeds that a mix of roads can have, from the ends of the intervals of each. */
function usualSpeeds(
  context: EstimateContext,
  mode: Parameters<typeof roadSpeedOf>[1],
  shares: Shares,
): { readonly least: number; readonly most: number } | undefined {
  let whole = 0
  const hours = { least: 0, most: 0 }
  for (const [kind, share] of shares) {
    const record = roadSpeedOf(context, mode, kind)?.record
    if (!record) return undefined
    whole += share
    hours.least += share / (record.upper ?? record.canonicalValue)
    hours.most += share / (record.lower ?? record.canonicalValue)
  }
  return whole > 0 ? { least: whole / hours.most, most: whole / hours.least } : undefined
}

function noticeRoadsOfPlace(context: EstimateContext, row: RoadsRow): void {
  const { population, area, setting } = context.input.city
  const density = population && area ? population.value / area.value : undefined
  const isCity =
    density === undefined ? setting === 'dense-urban' || setting === 'urban' : density > CITY_PER_KM2
  const isCountry = density === undefined ? setting === 'rural' : density < TOWN_PER_KM2
  const shares = sharesOf(row)
  const urban = URBAN.reduce((sum, kind) => sum + (shares.get(kind) ?? 0), 0)
  const isOdd = (isCity && urban < LEAST_URBAN_OF_CITY) || (isCountry && urban > MOST_URBAN_OF_COUNTRY)
  // Sets without speeds of roads use none of the two.
  if (!isOdd || !roadSpeedOf(context, row.mode ?? 'car', 'urban')) return
  const place =
    density === undefined
      ? `a place that is ${setting}`
      : `a place of ${Number(density.toPrecision(3))} persons/km²`
  const detail = `${Number((urban * 100).toPrecision(3))} % of the distance is stated on urban roads in ${place}; the roads were used.`
  context.notice(CODE, detail, { pointer: row.pointer })
}
