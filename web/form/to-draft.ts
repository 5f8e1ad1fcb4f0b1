import { readNumber } from '../numbers/read-number.ts'
import { ROWS, type RowPlace, type Unit } from '../rows/rows.ts'
import { type Draft, NOTHING_TYPED, type Typed } from './draft.ts'
import { isObject } from './to-request.ts'
import { statedTwice } from './twice.ts'

/** The draft of a request: what the form has a field for goes there, and all else stays as it is. */
export function toDraft(request: Readonly<Record<string, unknown>>): Draft {
  const { city: stated, period, demand, fuelSales, travel, allocation, electricity, ...others } = request
  const { name, country, population, area, ...restCity } = isObject(stated) ? stated : {}
  const rows: Record<string, Typed> = {}
  const keptDemand = listOf(demand).filter((one) => !takeDemand(one, rows))
  const keptSales = listOf(fuelSales).filter((one) => !takeSale(one, rows))
  const keptTravel = isObject(travel) ? takeTravel(travel, rows) : undefined
  const areaText =
    typeof area === 'number' ? String(area) : /^(\d+(?:\.\d+)?) km2$/.exec(String(area ?? ''))?.[1]
  const populationText =
    typeof population === 'number' ? String(population) : COUNTED.exec(String(population ?? ''))?.[1]
  // The boundary of fuel sales follows from fuel sold being stated alone.
  const isImplied = allocation === undefined || allocation === 'geographic' || allocation === 'fuel-sales'
  const cityLeft = {
    ...restCity,
    ...(area !== undefined && areaText === undefined ? { area } : {}),
    ...(population !== undefined && populationText === undefined ? { population } : {}),
  }
  const { grid, ...power } = isObject(electricity) ? electricity : {}
  const rest = {
    ...others,
    ...(Object.keys(power).length > 0 ? { electricity: power } : {}),
    ...(isImplied ? {} : { allocation }),
    ...(keptDemand.length > 0 ? { demand: keptDemand } : {}),
    ...(keptSales.length > 0 ? { fuelSales: keptSales } : {}),
    ...(keptTravel === undefined ? {} : { travel: keptTravel }),
    ...(Object.keys(cityLeft).length > 0 ? { city: cityLeft } : {}),
  }
  // A request that states both meant both.
  const twice = statedTwice(new Set(Object.keys(rows)))
  return {
    city: String(name ?? ''),
    country: String(country ?? ''),
    year: String(period ?? ''),
    ...(typeof grid === 'string' ? { grid } : {}),
    population: populationText === undefined ? NOTHING_TYPED : typedOf(populationText),
    area: areaText === undefined ? NOTHING_TYPED : typedOf(areaText),
    rows,
    ...(twice.length > 0
      ? { counted: Object.fromEntries(twice.map(({ mode }) => [mode, 'both' as const])) }
      : {}),
    ...(Object.keys(rest).length > 0 ? { rest } : {}),
  }
}

/** A plain number as the service repeats one of a workbook: `97000 vehicles`, `235000 persons`. */
const COUNTED = /^(\d+(?:\.\d+)?)(?: (?:vehicles|persons|trips))?$/

const listOf = (part: unknown): readonly unknown[] => (Array.isArray(part) ? part : [])

/** A number as it would have been typed, with the one reading that it has. */
function typedOf(text: string, unit = ''): Typed {
  const isTwofold = 'either' in readNumber(text)
  return { text, unit, ...(isTwofold ? { chosen: Number(text) } : {}) }
}

/** @returns false where the form has no field for all that the row says */
function takeDemand(one: unknown, rows: Record<string, Typed>): boolean {
  if (!isObject(one)) return false
  const { annualDistance, ...stated } = one
  if (annualDistance !== undefined) {
    const before = { ...rows }
    const isTaken = takeInto(rows, (place) =>
      place.part === 'annual-distance' && place.mode === one['mode'] ? annualDistance : undefined,
    )
    if (isTaken && takeDemand(stated, rows)) return true
    for (const id of Object.keys(rows)) if (!(id in before)) delete rows[id]
    return false
  }
  return takeInto(rows, (place) => {
    if (place.part !== 'demand' || place.mode !== one['mode'] || place.carrier !== one['carrier'])
      return undefined
    const known = ['mode', 'carrier', place.field]
    return Object.keys(one).every((key) => known.includes(key)) ? one[place.field] : undefined
  })
}

function takeSale(one: unknown, rows: Record<string, Typed>): boolean {
  if (!isObject(one) || Object.keys(one).some((key) => key !== 'carrier' && key !== 'quantity')) return false
  return takeInto(rows, (place) =>
    place.part === 'fuel-sale' && place.carrier === one['carrier'] ? one['quantity'] : undefined,
  )
}

/** @returns what of the travel the form has no field for; undefined where it has one for each */
function takeTravel(
  travel: Readonly<Record<string, unknown>>,
  rows: Record<string, Typed>,
): Record<string, unknown> | undefined {
  const { tripsPerPersonPerDay, modes, ...others } = travel
  if (tripsPerPersonPerDay === undefined && modes === undefined) return travel
  const before = { ...rows }
  const isRateTaken =
    tripsPerPersonPerDay === undefined ||
    takeInto(rows, (place) => (place.part === 'trip-rate' ? tripsPerPersonPerDay : undefined))
  const areModesTaken = listOf(modes).every((one) => takeTripMode(one, rows))
  if (isRateTaken && areModesTaken) return Object.keys(others).length > 0 ? others : undefined
  for (const id of Object.keys(rows)) if (!(id in before)) delete rows[id]
  return travel
}

function takeTripMode(one: unknown, rows: Record<string, Typed>): boolean {
  if (!isObject(one)) return false
  const { mode, tripShare, meanTripLength, ...others } = one
  if (Object.keys(others).length > 0) return false
  const of = (part: RowPlace['part'], value: unknown): boolean =>
    value === undefined ||
    takeInto(rows, (place) =>
      place.part === part && 'mode' in place && place.mode === mode ? value : undefined,
    )
  return of('trip-share', tripShare) && of('trip-length', meanTripLength)
}

/** Puts a value into the first free row that says where it is and has its unit. */
function takeInto(rows: Record<string, Typed>, valueAt: (place: RowPlace) => unknown): boolean {
  for (const { id, place, units } of ROWS) {
    if (id in rows) continue
    const value = valueAt(place)
    for (const unit of value === undefined ? [] : units) {
      const text = textIn(value, unit)
      if (text === undefined) continue
      rows[id] = typedOf(text, unit.id)
      return true
    }
  }
  return false
}

/** @returns undefined where the value is not in this unit */
function textIn(value: unknown, { suffix, divisor = 1 }: Unit): string | undefined {
  if (suffix === undefined) {
    const number = typeof value === 'string' ? Number(COUNTED.exec(value)?.[1] ?? Number.NaN) : value
    if (typeof number !== 'number' || Number.isNaN(number)) return undefined
    return String(Number((number * divisor).toPrecision(12)))
  }
  if (typeof value !== 'string' || !value.endsWith(` ${suffix}`)) return undefined
  const text = value.slice(0, -suffix.length - 1)
  return /^\d+(\.\d+)?$/.test(text) ? text : undefined
}
