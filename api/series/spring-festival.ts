import { daysOf, dayText, type Season } from '../../src/index.ts'

/** The months of the Chinese calendar, as a library tells them: of 29 or of 30 days, and one more in some years. */
export interface LunarMonths {
  /** @param month 1 to 12 */
  monthDays(year: number, month: number): number
  /** `days` is 0 in a year without such a month. */
  getYearLeapMonth(year: number): { readonly days: number }
}

/** The first day of the first year of the table. */
const [FIRST_YEAR, FIRST_DAY] = [1900, '1900-01-31']
const LAST_YEAR = 2100

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1)

/**
 * The first day of the first month of the Chinese calendar in a year.
 *
 * It is counted in days from the first year of the table: functions that tell a day of it read the clock's time zone, and the
 * calendar of Node finds 2027 and 2030 a day off, where the new moon is close to midnight in Beijing.
 *
 * @returns undefined for a year that the table does not have
 */
export function findSpringFestival(year: number, months: LunarMonths): string | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined
  let day = daysOf(FIRST_DAY)?.first ?? Number.NaN
  for (let before = FIRST_YEAR; before < year; before += 1) {
    for (const month of MONTHS) day += months.monthDays(before, month)
    day += months.getYearLeapMonth(before).days
  }
  return dayText(day)
}

/** The travel season (chunyun): 40 days from the 15th before the festival on, as the State Council announces it. */
export const SEASON_DAYS = 40
const DAYS_BEFORE_FESTIVAL = 15

/** The travel season of the Spring Festival of a year. */
export function findTravelSeason(year: number, months: LunarMonths): Season | undefined {
  const festival = findSpringFestival(year, months)
  if (festival === undefined) return undefined
  const first = (daysOf(festival)?.first ?? Number.NaN) - DAYS_BEFORE_FESTIVAL
  return { name: 'Spring Festival travel season', first: dayText(first), days: SEASON_DAYS }
}
