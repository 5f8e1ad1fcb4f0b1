import { findCountry } from '../places/countries.ts'
import { ROWS, type Row } from '../rows/rows.ts'
import { type Draft, type FieldKind, type Understood, understand } from './draft.ts'
import { type Pair, statedTwice, uncounted } from './twice.ts'

/** A request made of a draft, and which field each of its parts was typed in. */
export interface Drafted {
  readonly request: Record<string, unknown> | undefined
  readonly understood: readonly Understood[]
  /** Why there is no request yet: a text has two readings, or none; vehicles are stated in two ways. */
  readonly waits: 'unread' | 'reading' | 'twice' | undefined
  /** What is stated in two ways, whether it was settled or not. */
  readonly twice: readonly Pair[]
  /** Rows that have a value and do not count. */
  readonly uncounted: ReadonlySet<string>
  /** The field of each pointer into the request. */
  readonly fieldAt: Readonly<Record<string, string>>
}

interface Stated {
  readonly row: Row
  readonly value: number
  readonly unit: string | undefined
}

export const POPULATION: FieldKind = { isCount: true, unit: 'people' }
export const AREA: FieldKind = { unit: 'area' }

/** Whether a text is a year or a month; nothing typed is no fault yet. */
export const isYear = (text: string): boolean => text.trim() === '' || YEAR.test(text.trim())
const YEAR = /^\d{4}(-\d{2})?$/

/** @returns no request while the place is not told, nothing is stated, or a text waits for a choice */
export function toRequest(draft: Draft): Drafted {
  const rows = ROWS.flatMap((row) => {
    const typed = draft.rows[row.id]
    const one = typed && understand(row.id, typed, { units: row.units })
    return one ? [{ row, one }] : []
  })
  const population = understand('population', draft.population, POPULATION)
  const area = understand('area', draft.area, AREA)
  const understood = [population, area, ...rows.map(({ one }) => one)].filter((one) => one !== undefined)
  const stated = rows.flatMap(({ row, one: { value, unit } }) =>
    value === undefined ? [] : [{ row, value, unit }],
  )
  const twice = statedTwice(new Set(stated.map(({ row }) => row.id)))
  const left = uncounted(twice, draft.counted ?? {})
  const counting = stated.filter(({ row }) => !left.has(row.id))
  const { parts, fieldAt } = partsOf(counting, draft.rest ?? {})
  const country = findCountry(draft.country)
  const year = YEAR.exec(draft.year.trim())?.[0]
  const hasActivity = ['demand', 'travel', 'fuelSales', 'demandSource'].some((part) => part in parts)
  const waits = understood.some(({ read }) => 'fault' in read)
    ? 'unread'
    : understood.some(({ value }) => value === undefined)
      ? 'reading'
      : twice.some(({ mode }) => draft.counted?.[mode] === undefined)
        ? 'twice'
        : undefined
  const found = { understood, waits, twice, uncounted: left, fieldAt } as const
  const name = draft.city.trim()
  if (name === '' || country === undefined || year === undefined || !hasActivity || waits)
    return { request: undefined, ...found }
  const { city: restCity, ...others } = parts
  const city = {
    ...(isObject(restCity) ? restCity : {}),
    name,
    country,
    ...(population?.value === undefined ? {} : { population: population.value }),
    ...(area?.value === undefined ? {} : { area: `${area.value} km2` }),
  }
  const grid = draft.grid?.trim()
  const { electricity, ...rest } = others
  const power = { ...(isObject(electricity) ? electricity : {}), ...(grid ? { grid } : {}) }
  const withGrid = Object.keys(power).length > 0 ? { ...rest, electricity: power } : rest
  return { request: { city, period: year, ...withGrid }, ...found }
}

/** The parts of a request that the rows state, with what the form has no field for. */
function partsOf(
  stated: readonly Stated[],
  rest: Readonly<Record<string, unknown>>,
): { readonly parts: Readonly<Record<string, unknown>>; readonly fieldAt: Readonly<Record<string, string>> } {
  const fieldAt: Record<string, string> = {
    '/city/name': 'city',
    '/city/country': 'country',
    '/city/population': 'population',
    '/city/area': 'area',
    '/period': 'year',
    '/electricity/grid': 'grid',
  }
  const demand: Record<string, unknown>[] = []
  const fuelSales: unknown[] = []
  const modes = new Map<string, Record<string, unknown>>()
  const annual = new Map<string, number | string>()
  let rate: number | undefined
  const ofMode = (mode: string): Record<string, unknown> => {
    const one = modes.get(mode) ?? { mode }
    modes.set(mode, one)
    return one
  }
  for (const { row, value, unit } of stated) {
    const { place } = row
    const quantity = quantityOf(row, value, unit)
    if (place.part === 'demand') {
      const { mode, field, carrier } = place
      fieldAt[`/demand/${demand.length}`] = row.id
      demand.push({ mode, [field]: quantity, ...(carrier === undefined ? {} : { carrier }) })
    } else if (place.part === 'annual-distance') annual.set(place.mode, quantity)
    else if (place.part === 'fuel-sale') {
      fieldAt[`/fuelSales/${fuelSales.length}`] = row.id
      fuelSales.push({ carrier: place.carrier, quantity })
    } else if (place.part === 'trip-rate') rate = value
    else if (place.part === 'trip-share') ofMode(place.mode)['tripShare'] = quantity
    else ofMode(place.mode)['meanTripLength'] = quantity
  }
  for (const [index, one] of demand.entries()) {
    const of = 'vehicles' in one ? annual.get(String(one['mode'])) : undefined
    const row = ROWS.find(({ place }) => place.part === 'annual-distance' && place.mode === one['mode'])
    // Where a country documents none, the service asks for it at this place.
    if (row && 'vehicles' in one) fieldAt[`/demand/${index}/annualDistance`] = row.id
    if (of) one['annualDistance'] = of
  }
  for (const [index, mode] of [...modes.keys()].entries()) {
    fieldAt[`/travel/modes/${index}`] = `share-${mode}`
    fieldAt[`/travel/modes/${index}/meanTripLength`] = `length-${mode}`
  }
  fieldAt['/travel/tripsPerPersonPerDay'] = 'trips-a-day'
  fieldAt['/travel/modes'] = `share-${[...modes.keys()][0] ?? 'car'}`
  fieldAt['/travel'] = 'population'

  const allDemand = [...demand, ...listIn(rest, 'demand')]
  const allSales = [...fuelSales, ...listIn(rest, 'fuelSales')]
  const travel = {
    ...(isObject(rest['travel']) ? rest['travel'] : {}),
    ...(rate === undefined ? {} : { tripsPerPersonPerDay: rate }),
    ...(modes.size > 0 ? { modes: [...modes.values()] } : {}),
  }
  const hasTravel = isObject(rest['travel']) || rate !== undefined || modes.size > 0
  const { demand: _demand, fuelSales: _sales, travel: _travel, ...others } = rest
  // Fuel sold tells a total by itself only under the boundary of fuel sales; beside other figures it is compared with them.
  const isSoldAlone = allSales.length > 0 && allDemand.length === 0 && !hasTravel && !('demandSource' in rest)
  return {
    parts: {
      ...others,
      ...(isSoldAlone ? { allocation: 'fuel-sales' } : {}),
      ...(allDemand.length > 0 ? { demand: allDemand } : {}),
      ...(hasTravel ? { travel } : {}),
      ...(allSales.length > 0 ? { fuelSales: allSales } : {}),
    },
    fieldAt,
  }
}

const listIn = (rest: Readonly<Record<string, unknown>>, part: string): readonly unknown[] =>
  Array.isArray(rest[part]) ? rest[part] : []

function quantityOf({ units }: Row, value: number, unitId: string | undefined): number | string {
  const unit = units.find(({ id }) => id === unitId) ?? units[0]
  if (unit?.suffix !== undefined) return `${value} ${unit.suffix}`
  return unit?.divisor === undefined ? value : value / unit.divisor
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
