import { createRequire } from 'node:module'
import type { HolidaysTypes } from 'date-holidays'
import { LRUCache } from 'lru-cache'
import { type DayCalendar, daysOf, dayText, type MarkedDay } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import { nearestFirst } from '../request/nearest.ts'
import { findTravelSeason, type LunarMonths } from './spring-festival.ts'

/** Where the packages lie, which are loaded when somebody asks: most answers need no holidays. */
const fromPackages = createRequire(import.meta.url)

/** The days of a region that are not like others, and where that is known from. */
export interface RegionCalendar extends DayCalendar {
  readonly region: string
  /** Libraries with their versions and the licences of their data. */
  readonly sources: readonly string[]
  /** Years of which no holidays are known. */
  readonly unknownYears: readonly number[]
}

/** No day is marked. */
export const NO_CALENDAR: RegionCalendar = {
  region: 'none',
  marked: new Map(),
  seasons: [],
  sources: [],
  unknownYears: [],
}

/** China moves days off and works weekends for them by a notice for each year, which no rule tells. */
const CHINA = 'CN'

/**
 * The holidays and seasons of a country or a part of it.
 *
 * @param region ISO 3166-1 or 3166-2, such as `DE` or `DE-BY`
 * @returns a fault, if the library does not know the region
 */
export function calendarOf(
  region: string,
  years: readonly number[],
): RegionCalendar | { readonly fault: Omit<Fault, 'parameter'> } {
  const all = [...new Set(years)].sort((a, b) => a - b)
  if (region === CHINA) return chinaOf(all)
  const found = libraryOf(region)
  if ('fault' in found) return found
  const marked = new Map<string, MarkedDay>()
  for (const year of all)
    for (const { day, name } of holidaysIn(found.library, region, year))
      marked.set(day, { kind: 'holiday', name })
  return {
    region,
    marked,
    seasons: [],
    sources: [`date-holidays ${versionOf('date-holidays')} (data CC BY-SA 3.0)`],
    unknownYears: [],
  }
}

type Library = InstanceType<typeof import('date-holidays').default>

const libraries = new Map<string, Library>()

/** The rules of a region are read once. */
function libraryOf(
  region: string,
): { readonly library: Library } | { readonly fault: Omit<Fault, 'parameter'> } {
  const known = libraries.get(region)
  if (known) return { library: known }
  const Holidays = fromPackages('date-holidays') as typeof import('date-holidays').default
  const [country = '', ...state] = region.split('-')
  const all = new Holidays()
  const states = all.getStates(country, 'en') ?? {}
  const part = state.join('-')
  if (!Object.hasOwn(all.getCountries('en'), country) || (part !== '' && !Object.hasOwn(states, part))) {
    const named =
      part === ''
        ? Object.keys(all.getCountries('en'))
        : Object.keys(states).map((one) => `${country}-${one}`)
    const detail =
      'No holidays of this country or region are known. Write a code of ISO 3166, such as DE or DE-BY, or none.'
    return { fault: { code: 'unknown-country', detail, candidates: nearestFirst(region, named) } }
  }
  const library = new Holidays(country, part, { types: ['public'], languages: ['en'] })
  libraries.set(region, library)
  return { library }
}

interface NamedDay {
  readonly day: string
  readonly name: string
}

/** To work out the feasts of a year takes up to 70 ms. */
const worked = new LRUCache<string, readonly NamedDay[]>({ max: 1000 })

function holidaysIn(library: Library, region: string, year: number): readonly NamedDay[] {
  const key = `${region} ${year}`
  const known = worked.get(key)
  if (known) return known
  const days = library
    .getHolidays(year, 'en')
    .flatMap((holiday) => daysOfHoliday(holiday).map((day) => ({ day, name: holiday.name })))
  worked.set(key, days)
  return days
}

const HOURS_PER_DAY = 24
const MS_PER_HOUR = 3_600_000

/** The days of a holiday, in the time of its region. */
function daysOfHoliday({ date, start, end }: HolidaysTypes.Holiday): readonly string[] {
  const first = daysOf(date.slice(0, 10))?.first
  if (first === undefined) return []
  // Clocks that go forward or back make a day of 23 or of 25 hours.
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / MS_PER_HOUR / HOURS_PER_DAY))
  return Array.from({ length: count }, (_, at) => dayText(first + at))
}

/** Days by their notice: `National Day,国庆节,3`. */
interface ChineseDays {
  readonly holidays: Readonly<Record<string, string>>
  readonly workdays: Readonly<Record<string, string>>
}

function chinaOf(years: readonly number[]): RegionCalendar {
  // The table, because the functions of the package read a day in the time zone of the machine.
  const days = fromPackages('chinese-days/dist/chinese-days.json') as ChineseDays
  const lunar = fromPackages('chinese-days') as LunarMonths
  const known = new Set(Object.keys(days.holidays).map((day) => Number(day.slice(0, 4))))
  const marked = new Map<string, MarkedDay>()
  const mark = (table: ChineseDays['holidays'], kind: MarkedDay['kind']): void => {
    for (const [day, notice] of Object.entries(table))
      if (years.includes(Number(day.slice(0, 4))))
        marked.set(day, { kind, name: notice.split(',')[0] ?? notice })
  }
  mark(days.holidays, 'holiday')
  mark(days.workdays, 'workday')
  return {
    region: CHINA,
    marked,
    seasons: years.flatMap((year) => findTravelSeason(year, lunar) ?? []),
    sources: [`chinese-days ${versionOf('chinese-days')} (MIT)`],
    unknownYears: years.filter((year) => !known.has(year)),
  }
}

const versionOf = (name: string): string =>
  (fromPackages(`${name}/package.json`) as { version: string }).version
